package learningmanager.admin;

import java.time.Instant;
import java.util.UUID;
import learningmanager.audit.AuditAction;

/**
 * An event of the audit log in words; what there is none of is empty.
 *
 * @param who the e-mail address of who did it
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
        String subject,
        String was,
        String became,
        String from) {}
