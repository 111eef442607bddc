package learningmanager.csv;

import java.util.List;
import java.util.Optional;

/**
 * What was assumed and found about a file.
 *
 * @param encoding by its usual name: UTF-8, UTF-16LE, windows-1252 …; of a workbook, what it is written in as a CSV file
 * @param delimiter comma, semicolon or tab
 * @param sheet the name of a workbook's sheet that was read; none for a CSV file
 * @param headings as they came, in the file's order; none where they were not understood
 */
public record FileFacts(
        String encoding, boolean byteOrderMark, char delimiter, Optional<String> sheet, List<String> headings) {
    public FileFacts {
        headings = List.copyOf(headings);
    }

    public static FileFacts ofText(String encoding, boolean byteOrderMark, char delimiter, List<String> headings) {
        return new FileFacts(encoding, byteOrderMark, delimiter, Optional.empty(), headings);
    }

    public static FileFacts ofSheet(String name, List<String> headings) {
        return new FileFacts("UTF-8", true, ',', Optional.of(name), headings);
    }

    FileFacts with(List<String> found) {
        return new FileFacts(encoding, byteOrderMark, delimiter, sheet, found);
    }
}
