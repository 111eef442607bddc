package learningmanager.admin;

import java.time.Instant;
import java.util.UUID;
import learningmanager.audit.AuditAction;

/**
 * An event as the audit log has it; what there is none of is empty. {@link AuditText} is how people read it.
 *
 * @param who the e-mail address that who did it had then
 * @param subject what it was done to, as that was called then
 * @param from the address it was done from
 */
public record AuditLine(
        UUID id,
        Instant at,
        AuditAction action,
        String who,
        String organisation,
        String program,
        String run,
        String subject,
        String was,
        String became,
        String from) {}
