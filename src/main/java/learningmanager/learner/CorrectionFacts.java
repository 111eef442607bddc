package learningmanager.learner;

import java.time.YearMonth;
import java.util.Optional;
import learningmanager.base.ProgramId;

/**
 * A correction as it was written.
 *
 * @param month whose report it stands in
 * @param amount negative to give back
 */
public record CorrectionFacts(
        Optional<ProgramId> program, YearMonth month, String amount, String currency, String reason) {}
