package learningmanager.program.csv;

import learningmanager.base.Refusal;
import learningmanager.csv.Severity;

/** Something wrong with a line. */
public record CourseProblem(CourseColumn column, Severity severity, Refusal refusal) {
    static CourseProblem error(CourseColumn column, Refusal refusal) {
        return new CourseProblem(column, Severity.ERROR, refusal);
    }

    static CourseProblem warning(CourseColumn column, Refusal refusal) {
        return new CourseProblem(column, Severity.WARNING, refusal);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
