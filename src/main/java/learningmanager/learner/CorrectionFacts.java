package learningmanager.learner;

import java.time.YearMonth;
import java.util.Optional;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;

/**
 * A correction as it was written.
 *
 * @param run none for the program as such
 * @param month whose report it stands in
 * @param amount negative to give back
 */
public record CorrectionFacts(
        Optional<ProgramId> program,
        Optional<ProgramRunId> run,
        YearMonth month,
        String amount,
        String currency,
        String reason) {}
