package learningmanager.upload.csv;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import learningmanager.csv.Opening;

/** Rows as they are copied in a spreadsheet: with the heading line or without it. */
public final class PastedRows {
    private static final List<String> DELIMITERS = List.of("\t", ";", ",");

    private PastedRows() {}

    /**
     * The rows with a heading line. Without one of their own they get the template's: that is, where the first line has an e-mail
     * address, which no heading has, and as many cells as the template. The first row is then line 2, as in the sheet that it was copied
     * from without its heading.
     */
    public static String withHeadings(String pasted) {
        String text = withoutBlankLinesAtTheTop(pasted);
        String first = firstRow(text);
        return DELIMITERS.stream()
                .filter(delimiter -> isRow(Opening.cells(first, delimiter.charAt(0))))
                .findFirst()
                .map(delimiter ->
                        Arrays.stream(Column.values()).map(Column::heading).collect(Collectors.joining(delimiter))
                                + "\r\n" + text)
                .orElse(text);
    }

    private static String withoutBlankLinesAtTheTop(String text) {
        int start = 0;
        for (int i = 0; i < text.length() && Character.isWhitespace(text.charAt(i)); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                start = i + 1;
            }
        }
        return text.substring(start);
    }

    /** Up to the first line end that is not in quotes. */
    private static String firstRow(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '\n' || c == '\r')) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private static boolean isRow(List<String> cells) {
        return cells.size() == Column.values().length
                && cells.stream().anyMatch(cell -> cell.contains("@"))
                && cells.stream().noneMatch(cell -> Column.ofHeading(cell).isPresent());
    }
}
