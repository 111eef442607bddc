package learningmanager.upload.csv;

import java.util.List;
import java.util.Optional;
import learningmanager.base.EmailAddress;
import learningmanager.base.ExpiryTime;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.csv.Severity;

/**
 * A row after it was checked on its own: each value that its cell holds, and what is wrong, in the order of the columns, at
 * most one error a cell.
 */
public record CheckedRow(
        Row row,
        Optional<ExternalLearnerId> learner,
        Optional<EmailAddress> email,
        Optional<ProgramId> program,
        Optional<ProgramRunId> run,
        Optional<ExpiryTime> expiry,
        List<Problem> problems) {
    public CheckedRow {
        problems = List.copyOf(problems);
    }

    /** Whether it has no error; it may have warnings. */
    public boolean valid() {
        return problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    }
}
