package learningmanager.program.csv;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.base.CsvLines;
import learningmanager.base.Refusal;
import learningmanager.csv.FileColumns;

/** Writes "Download file with errors": each line as it came, and what is wrong with it, which is ignored when the file comes back. */
public final class CourseProblemsFile {
    private CourseProblemsFile() {}

    /**
     * @param longestCell characters that a cell may have when the file comes back; words beyond it are cut off
     * @param words how a problem is told
     */
    public static void write(
            CheckedCourses courses, OutputStream out, int longestCell, Function<Refusal, String> words) {
        CsvLines.Column[] columns = Stream.concat(
                        Arrays.stream(CourseColumn.values()).map(CourseProblemsFile::column),
                        Stream.of(CsvLines.Column.figure(FileColumns.LINE), CsvLines.Column.text(FileColumns.PROBLEMS)))
                .toArray(CsvLines.Column[]::new);
        try (CsvLines lines = new CsvLines(out, columns)) {
            for (CheckedCourses.Row row : courses.rows()) {
                List<String> cells = new ArrayList<>(row.line().cells());
                cells.add(String.valueOf(row.line().line()));
                String problems = row.problems().stream()
                        .map(problem -> words.apply(problem.refusal()))
                        .collect(Collectors.joining("; "));
                cells.add(problems.length() < longestCell ? problems : problems.substring(0, longestCell - 2) + "…");
                lines.write(cells.toArray(String[]::new));
            }
        }
    }

    private static CsvLines.Column column(CourseColumn column) {
        return switch (column) {
            case START_DATE, END_DATE -> CsvLines.Column.figure(column.heading());
            case PROGRAM_TITLE, PROGRAM_KIND, PROGRAM_CODE, RUN_NAME, RUN_CODE, ENROLMENT ->
                CsvLines.Column.text(column.heading());
        };
    }
}
