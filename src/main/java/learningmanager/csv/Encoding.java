package learningmanager.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * How a file's bytes are read as text.
 *
 * @param markLength bytes of the byte-order mark, 0 where there is none
 */
record Encoding(Charset charset, int markLength) {
    /** Stands in the text for bytes that are none in the encoding. */
    static final char NO_TEXT = '\0';

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /**
     * What the detector is believed about, given enough to go by: it takes "Jörg" for Greek, and Polish for Big5 at any
     * length. In these scripts letters beyond ASCII come in words; in the languages of Windows-1252 they stand alone.
     */
    private static final Set<String> BELIEVED =
            Set.of("WINDOWS-1251", "KOI8-R", "WINDOWS-1253", "ISO-8859-7", "SHIFT_JIS", "EUC-JP", "GB18030");

    private static final int ENOUGH_TO_GUESS = 40;
    private static final int GUESSED_FROM = 1 << 16;

    /** Reads the whole file when it has no byte-order mark: one late byte decides between UTF-8 and others. */
    static Encoding of(Path file, byte[] start, BooleanSupplier stopped) throws IOException {
        Encoding marked = marked(start);
        return marked != null ? marked : unmarked(file, stopped);
    }

    String displayName() {
        return charset.name();
    }

    boolean hasMark() {
        return markLength > 0;
    }

    /** The text after the byte-order mark; bytes that are no text come as {@link #NO_TEXT}. */
    Reader read(InputStream in) throws IOException {
        in.skipNBytes(markLength);
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(NO_TEXT)));
    }

    private static @Nullable Encoding marked(byte[] start) {
        int b0 = at(start, 0);
        int b1 = at(start, 1);
        int b2 = at(start, 2);
        int b3 = at(start, 3);
        if (b0 == 0xEF && b1 == 0xBB && b2 == 0xBF) {
            return new Encoding(StandardCharsets.UTF_8, 3);
        }
        if (b0 == 0xFF && b1 == 0xFE) {
            return new Encoding(StandardCharsets.UTF_16LE, 2);
        }
        if (b0 == 0xFE && b1 == 0xFF) {
            return new Encoding(StandardCharsets.UTF_16BE, 2);
        }
        if (b0 > 0 && b1 == 0 && b2 > 0 && b3 == 0) {
            return new Encoding(StandardCharsets.UTF_16LE, 0);
        }
        if (b0 == 0 && b1 > 0 && b2 == 0 && b3 > 0) {
            return new Encoding(StandardCharsets.UTF_16BE, 0);
        }
        return null;
    }

    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xFF : -1;
    }

    private static Encoding unmarked(Path file, BooleanSupplier stopped) throws IOException {
        Utf8Scan scan = new Utf8Scan();
        byte[] sample = new byte[GUESSED_FROM];
        int sampled = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0 && !stopped.getAsBoolean(); read = in.read(buffer)) {
                int from = sampled > 0 ? 0 : Utf8Scan.firstBeyondAscii(buffer, read);
                int taken = Math.min(read - from, GUESSED_FROM - sampled);
                System.arraycopy(buffer, from, sample, sampled, taken);
                sampled += taken;
                scan.add(buffer, read);
            }
        }
        // A UTF-8 file with a few broken bytes is not Windows-1252, in which UTF-8's sequences are gibberish.
        if (scan.broken() == 0 || scan.sequences() >= scan.broken()) {
            return new Encoding(StandardCharsets.UTF_8, 0);
        }
        return new Encoding(guess(Arrays.copyOf(sample, sampled)), 0);
    }

    private static Charset guess(byte[] sample) throws IOException {
        int beyondAscii = 0;
        int neighbours = 0;
        for (int i = 0; i < sample.length; i++) {
            if (sample[i] < 0) {
                beyondAscii++;
                neighbours += i > 0 && sample[i - 1] < 0 ? 1 : 0;
            }
        }
        if (beyondAscii < ENOUGH_TO_GUESS || neighbours < beyondAscii * 2 / 3) {
            return WINDOWS_1252;
        }
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(sample, 0, sample.length);
        detector.dataEnd();
        String detected = detector.getDetectedCharset();
        return detected != null && BELIEVED.contains(detected) ? Charset.forName(detected) : WINDOWS_1252;
    }
}
