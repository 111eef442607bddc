package learningmanager.upload.csv;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Tells files that are no CSV by how they begin, so that people are told what they chose instead of 10,000 broken lines. */
final class FileKind {
    private FileKind() {}

    /** The name of the format, the same in every language; none where this may be a CSV. */
    static Optional<String> notCsv(byte[] start) {
        String latin = new String(start, StandardCharsets.ISO_8859_1);
        if (latin.startsWith("%PDF")) {
            return Optional.of("PDF");
        }
        if (latin.startsWith("PK\3\4") || latin.startsWith("PK\5\6")) {
            return Optional.of(inZip(latin));
        }
        if (latin.startsWith("\u00D0\u00CF\u0011\u00E0")) {
            return Optional.of("Excel 97 (.xls)");
        }
        if (latin.startsWith("\u001F\u008B")) {
            return Optional.of("gzip");
        }
        if (latin.startsWith("\u0089PNG")) {
            return Optional.of("PNG");
        }
        if (latin.startsWith("\u00FF\u00D8\u00FF")) {
            return Optional.of("JPEG");
        }
        if (latin.startsWith("GIF8")) {
            return Optional.of("GIF");
        }
        if (latin.startsWith("{\\rtf")) {
            return Optional.of("RTF");
        }
        return markup(latin);
    }

    private static String inZip(String latin) {
        if (latin.contains("opendocument.spreadsheet")) {
            return "OpenDocument (.ods)";
        }
        return latin.contains("[Content_Types].xml") || latin.contains("xl/") ? "Excel (.xlsx)" : "ZIP";
    }

    /** A sign-in page saved in place of an export, say. */
    private static Optional<String> markup(String latin) {
        String start = latin.startsWith("\u00EF\u00BB\u00BF") ? latin.substring(3) : latin;
        start = start.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return Optional.of("HTML");
        }
        return start.startsWith("<?xml") ? Optional.of("XML") : Optional.empty();
    }
}
