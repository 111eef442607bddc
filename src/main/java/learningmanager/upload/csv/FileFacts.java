package learningmanager.upload.csv;

import java.util.List;

/**
 * What was assumed and found about a file.
 *
 * @param encoding by its usual name: UTF-8, UTF-16LE, windows-1252 …
 * @param delimiter comma, semicolon or tab
 * @param headings as they came, in the file's order; none where they were not understood
 */
public record FileFacts(String encoding, boolean byteOrderMark, char delimiter, List<String> headings) {
    public FileFacts {
        headings = List.copyOf(headings);
    }
}
