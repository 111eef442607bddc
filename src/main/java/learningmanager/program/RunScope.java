package learningmanager.program;

import java.util.Optional;
import java.util.UUID;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;

/**
 * Whose learners or invitations a page shows: one run's or, without a run, "All runs" of the program.
 */
public record RunScope(ProgramId program, Optional<ProgramRunId> run) {
    public static RunScope allRuns(ProgramId program) {
        return new RunScope(program, Optional.empty());
    }

    public static RunScope of(ProgramId program, ProgramRunId run) {
        return new RunScope(program, Optional.of(run));
    }

    /** The indexed column that {@link #key} is compared with. */
    public String column() {
        return run.isPresent() ? "place" : "program_id";
    }

    public UUID key() {
        return run.map(ProgramRunId::value).orElse(program.value());
    }
}
