package learningmanager.csv;

import java.util.Locale;

/** The size of a file, or a limit, as people read it: 200 MB, 512 KB, 17 bytes. */
public final class FileSize {
    private FileSize() {}

    public static String inWords(long bytes) {
        if (bytes >= 1 << 20) {
            return counted((bytes + (1 << 19)) >> 20) + " MB";
        }
        return bytes >= 1 << 10 ? counted((bytes + (1 << 9)) >> 10) + " KB" : counted(bytes) + " bytes";
    }

    private static String counted(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }
}
