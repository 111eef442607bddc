package learningmanager.learner;

import java.util.Optional;
import learningmanager.base.ProgramId;

/**
 * A line of a month's report: a run's enrolments at one rate, or a correction.
 *
 * @param run empty for the program as such
 * @param enrolments how many; 0 for a correction
 * @param rate what each of them costs; none for a correction, and where no rate was set
 * @param total none where no rate was set when they were made
 * @param reason of a correction
 */
public record ChargeLine(
        String organisation,
        ProgramId programId,
        String program,
        String run,
        int enrolments,
        Optional<Money> rate,
        Optional<Money> total,
        String reason) {}
