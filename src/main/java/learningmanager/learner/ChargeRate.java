package learningmanager.learner;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.ProgramId;
import learningmanager.program.ProgramKind;

/**
 * What an organisation pays for each enrolment from a day on, until a later rate for the same begins. That of a program goes before
 * that of a kind, and that before the organisation's own.
 *
 * @param validFrom the day, in UTC, whose enrolments are the first to be charged so
 */
public record ChargeRate(
        UUID id,
        String organisation,
        Optional<ProgramKind> kind,
        Optional<ProgramId> program,
        Optional<String> programTitle,
        Money price,
        LocalDate validFrom) {}
