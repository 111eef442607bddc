package learningmanager.upload.csv;

import java.util.List;

/**
 * One line of data.
 *
 * @param rowNumber counts rows from 1, blank lines left out
 * @param line where the row begins, as a text editor counts: from 1, the heading line, blank lines and line breaks inside
 *     quotes included
 * @param cells the five cells in the order of {@link Column}, as they came, outer blanks included
 */
public record Row(int rowNumber, int line, List<String> cells) {
    public Row {
        cells = List.copyOf(cells);
        if (cells.size() != Column.values().length) {
            throw new IllegalArgumentException("Not a cell for each column: " + cells.size());
        }
    }

    /** Characters of all its cells. */
    public int length() {
        int length = 0;
        for (String cell : cells) {
            length += cell.length();
        }
        return length;
    }

    public String cell(Column column) {
        return cells.get(column.ordinal());
    }
}
