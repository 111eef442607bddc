package learningmanager.audit;

import java.time.Instant;
import java.util.Optional;
import learningmanager.base.ProgramRunId;

/**
 * An event as the audit log has it.
 *
 * @param at UTC, by the database's clock
 * @param by the e-mail address of who did it, a dash where that account is deleted (ADR 16); none: the system, or somebody not signed in
 */
public record RecordedEvent(
        Instant at,
        AuditAction action,
        Optional<String> by,
        Optional<ProgramRunId> run,
        Optional<String> was,
        Optional<String> became) {}
