package learningmanager.program.csv;

import java.util.List;

/**
 * One line of data.
 *
 * @param line where it begins, as a text editor counts, from 1
 * @param cells one for each {@link CourseColumn}, as they came
 */
public record CourseLine(int line, List<String> cells) {
    public CourseLine {
        cells = List.copyOf(cells);
        if (cells.size() != CourseColumn.values().length) {
            throw new IllegalArgumentException("Not a cell for each column: " + cells.size());
        }
    }

    public String cell(CourseColumn column) {
        return cells.get(column.ordinal());
    }
}
