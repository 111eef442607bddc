package learningmanager.csv;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is by how it begins, so that people are told what they chose instead of 10,000 broken lines. */
sealed interface FileKind {
    /** May be a CSV file. */
    record Text() implements FileKind {}

    /** May be an .xlsx workbook. */
    record Workbook() implements FileKind {}

    /** @param name of the format, the same in every language */
    record Other(String name) implements FileKind {}

    static FileKind of(byte[] start) {
        String latin = new String(start, StandardCharsets.ISO_8859_1);
        if (latin.startsWith("%PDF")) {
            return new Other("PDF");
        }
        if (latin.startsWith("PK\3\4") || latin.startsWith("PK\5\6")) {
            return inZip(latin);
        }
        if (latin.startsWith("\u00D0\u00CF\u0011\u00E0")) {
            return new Other("Excel 97 (.xls), or a workbook with a password");
        }
        if (latin.startsWith("\u001F\u008B")) {
            return new Other("gzip");
        }
        if (latin.startsWith("\u0089PNG")) {
            return new Other("PNG");
        }
        if (latin.startsWith("\u00FF\u00D8\u00FF")) {
            return new Other("JPEG");
        }
        if (latin.startsWith("GIF8")) {
            return new Other("GIF");
        }
        if (latin.startsWith("{\\rtf")) {
            return new Other("RTF");
        }
        return markup(latin);
    }

    private static FileKind inZip(String latin) {
        if (latin.contains("opendocument.spreadsheet")) {
            return new Other("OpenDocument (.ods)");
        }
        if (latin.contains("word/")) {
            return new Other("Word (.docx)");
        }
        if (latin.contains("ppt/")) {
            return new Other("PowerPoint (.pptx)");
        }
        return latin.contains("[Content_Types].xml") || latin.contains("xl/") ? new Workbook() : new Other("ZIP");
    }

    /** A sign-in page saved in place of an export, say. */
    private static FileKind markup(String latin) {
        String start = latin.startsWith("\u00EF\u00BB\u00BF") ? latin.substring(3) : latin;
        start = start.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return new Other("HTML");
        }
        return start.startsWith("<?xml") ? new Other("XML") : new Text();
    }
}
