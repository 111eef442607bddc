package learningmanager.learner;

import java.time.LocalDate;
import java.util.Optional;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.program.ProgramKind;

/**
 * A rate as it was written.
 *
 * @param kind none for all programs, or where one is named
 * @param program one alone; none for all
 */
public record RateFacts(
        Optional<OrganisationId> organisation,
        Optional<ProgramKind> kind,
        Optional<ProgramId> program,
        String amount,
        String currency,
        Optional<LocalDate> validFrom) {}
