package learningmanager.program.csv;

import java.util.List;

/**
 * All lines of a file after they were checked, and what adding them would make.
 *
 * @param rows in the file's order
 * @param planned what is to be made, in the file's order; empty where any line has an error
 */
public record CheckedCourses(List<Row> rows, List<PlannedProgram> planned) {
    public CheckedCourses {
        rows = List.copyOf(rows);
        planned = List.copyOf(planned);
    }

    /** A line and what is wrong with it, in the order of the columns, at most one error a cell. */
    public record Row(CourseLine line, List<CourseProblem> problems) {
        public Row {
            problems = List.copyOf(problems);
        }

        public boolean hasErrors() {
            return problems.stream().anyMatch(CourseProblem::isError);
        }
    }

    public boolean hasErrors() {
        return rows.stream().anyMatch(Row::hasErrors);
    }

    public int errorRows() {
        return (int) rows.stream().filter(Row::hasErrors).count();
    }

    /** How many problems there are that are errors, or that are warnings. */
    public int problems(boolean errors) {
        return (int) rows.stream()
                .flatMap(row -> row.problems().stream())
                .filter(problem -> problem.isError() == errors)
                .count();
    }

    public int newPrograms() {
        return (int) planned.stream().filter(PlannedProgram::isNew).count();
    }

    public int newRuns() {
        return planned.stream().mapToInt(program -> program.runs().size()).sum();
    }
}
