package learningmanager.admin.ui;

import com.vaadin.flow.component.Component;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import learningmanager.audit.AuditAction;
import learningmanager.security.Permission;

/**
 * What an event of the audit log was or became, in words: the log itself has names, numbers and times. What it does not know stays as
 * the log has it.
 */
final class AuditDetails {
    private static final String BETWEEN = " · ";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DATES = Pattern.compile("([0-9-]{10})/([0-9-]{10})");

    private AuditDetails() {}

    static String of(Component page, AuditAction action, String text) {
        return switch (action) {
            case ENROLLED -> how(page, text);
            case REMINDED -> numbered(page, "audit.details.reminded", text);
            case UPLOAD_SENT, UPLOAD_CANCELED -> numbered(page, "audit.details.invitations", text);
            case EXTENDED -> page.getTranslation("audit.details.until", text);
            default ->
                Arrays.stream(text.split(BETWEEN))
                        .filter(part -> !part.isEmpty())
                        .map(part -> part(page, action, part))
                        .collect(Collectors.joining(BETWEEN));
        };
    }

    private static String how(Component page, String text) {
        return switch (text) {
            case "INVITATION" -> page.getTranslation("run.how.invitation");
            case "LINK" -> page.getTranslation("run.how.link");
            case "DIRECT" -> page.getTranslation("run.how.direct");
            default -> text;
        };
    }

    private static String numbered(Component page, String key, String text) {
        return NUMBER.matcher(text).matches() ? page.getTranslation(key, Integer.valueOf(text)) : text;
    }

    private static String part(Component page, AuditAction action, String part) {
        return switch (action) {
            case PERMISSION_GIVEN, PERMISSION_WITHDRAWN, ACCOUNT_DELETED -> permission(page, part);
            case PROGRAM_ADDED, PROGRAM_CHANGED, PROGRAM_ARCHIVED, PROGRAM_BROUGHT_BACK -> kind(page, part);
            case RUN_ADDED_TO_PROGRAM, RUN_CHANGED, RUN_ARCHIVED, RUN_BROUGHT_BACK ->
                DATES.matcher(part).replaceFirst("$1 – $2");
            default -> part;
        };
    }

    /** LEARNING_MANAGER, Example University */
    private static String permission(Component page, String part) {
        for (Permission permission : Permission.values()) {
            if (part.equals(permission.name()) || part.startsWith(permission.name() + ", ")) {
                return PermissionWords.of(page, permission)
                        + part.substring(permission.name().length());
            }
        }
        return part;
    }

    private static String kind(Component page, String part) {
        return switch (part) {
            case "MICROCREDENTIAL" -> page.getTranslation("program.kind.microcredential");
            case "DEGREE" -> page.getTranslation("program.kind.degree");
            default -> part;
        };
    }
}
