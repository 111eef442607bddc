package learningmanager.admin;

/**
 * An event of the audit log as people read it, on the page and in the file alike.
 *
 * @param action what was done
 * @param who did it
 * @param subject what it was done to
 * @param was what it was before; empty where nothing was replaced
 * @param became what it is since; empty where the action says all
 */
public record AuditText(String action, String who, String subject, String was, String became) {}
