package learningmanager.upload.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The file that a manager fills in. */
public final class CsvTemplate {
    private CsvTemplate() {}

    /** The heading line, in UTF-8 with a byte-order mark and CRLF, so that Excel opens it in columns. */
    public static byte[] template() {
        String headings = Arrays.stream(Column.values()).map(Column::heading).collect(Collectors.joining(","));
        return ("\uFEFF" + headings + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
