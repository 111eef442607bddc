package learningmanager.upload.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import learningmanager.csv.FileColumns;
import learningmanager.csv.FileFacts;

/**
 * Writes a draft's rows as they go, as the kind of file that they came in, the columns as they came; for "Download file with
 * errors" also {@code line} and {@code problems}, which the check ignores when the file comes back. No cell can be taken for a
 * formula, and no ID for a number.
 */
public sealed interface DraftFileWriter extends Closeable permits CsvDraftWriter, WorkbookDraftWriter {
    /** For a file of the rows alone. */
    static DraftFileWriter ofRows(OutputStream out, FileFacts facts) throws IOException {
        return of(out, facts, new Columns(facts, false, 0));
    }

    /**
     * For a file with the line and the problems of each row.
     *
     * @param longestCell characters that a cell may have when the file comes back; words on problems beyond it are cut off
     */
    static DraftFileWriter withProblems(OutputStream out, FileFacts facts, int longestCell) throws IOException {
        return of(out, facts, new Columns(facts, true, longestCell));
    }

    private static DraftFileWriter of(OutputStream out, FileFacts facts, Columns columns) throws IOException {
        return facts.sheet().isPresent()
                ? new WorkbookDraftWriter(out, facts.sheet().get(), columns)
                : new CsvDraftWriter(out, facts.delimiter(), columns);
    }

    void write(Row row, List<String> problemMessages) throws IOException;

    /** What stands in which column. */
    record Columns(FileFacts facts, boolean withProblems, int longestProblems) {
        List<String> headings() {
            List<String> headings = new ArrayList<>(facts.headings().stream()
                    .filter(heading -> Column.ofHeading(heading).isPresent())
                    .toList());
            if (withProblems) {
                headings.addAll(List.of(FileColumns.LINE, FileColumns.PROBLEMS));
            }
            return headings;
        }

        List<Column> ours() {
            return facts.headings().stream()
                    .map(Column::ofHeading)
                    .flatMap(Optional::stream)
                    .toList();
        }

        /** What follows ours. */
        List<String> more(Row row, List<String> problemMessages, UnaryOperator<String> escape) {
            if (!withProblems) {
                return List.of();
            }
            String problems = escape.apply(String.join("; ", problemMessages));
            return List.of(
                    String.valueOf(row.line()),
                    problems.length() <= longestProblems ? problems : problems.substring(0, longestProblems - 1) + "…");
        }
    }
}
