package learningmanager.admin.ui;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import learningmanager.admin.AuditLine;
import learningmanager.admin.AuditText;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditSubject;
import learningmanager.learner.EnrolmentHow;
import learningmanager.learner.ui.EnrolmentWords;
import learningmanager.security.Account;
import learningmanager.security.Permission;

/**
 * The audit log in words, for its page and its file: the log itself has names, numbers and times. What it does not know stays as the
 * log has it.
 */
final class AuditWords {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
    private static final Pattern DATES = Pattern.compile("([0-9-]{10})/([0-9-]{10})");

    private final Locale locale;

    AuditWords(Locale locale) {
        this.locale = locale;
    }

    AuditText of(AuditLine event) {
        return new AuditText(
                action(event.action()),
                event.who().isEmpty() ? text("audit.nobody") : account(event.who()),
                event.action().subject() == AuditSubject.ACCOUNT ? account(event.subject()) : event.subject(),
                details(event.action(), event.was()),
                details(event.action(), event.became()));
    }

    private String account(String address) {
        return Account.isOfDeleted(address) ? text("audit.deleted-account") : address;
    }

    /** Whether these letters are in what an account that is deleted is called; it has no other name. */
    boolean areInDeletedAccount(String letters) {
        return !letters.isEmpty()
                && text("audit.deleted-account").toLowerCase(locale).contains(letters.toLowerCase(locale));
    }

    String action(AuditAction action) {
        return text("audit.action." + action.name());
    }

    /** What an event was or became; empty for nothing. */
    private String details(AuditAction action, String text) {
        return text.isEmpty() ? "" : inWords(action, text);
    }

    private String inWords(AuditAction action, String text) {
        return switch (action) {
            case ENROLLED -> how(text);
            case REMINDED -> numbered("audit.details.reminded", text);
            case UPLOAD_SENT, UPLOAD_CANCELED -> numbered("audit.details.invitations", text);
            case UPLOAD_STOPPED, UPLOAD_GOES_ON -> numbered("audit.details.mails", text);
            case EXTENDED -> text("audit.details.until", text);
            default ->
                Arrays.stream(text.split(AuditEvent.BETWEEN))
                        .filter(part -> !part.isEmpty())
                        .map(part -> part(action, part))
                        .collect(Collectors.joining(AuditEvent.BETWEEN));
        };
    }

    private String how(String text) {
        return Arrays.stream(EnrolmentHow.values())
                .filter(how -> how.name().equals(text))
                .map(how -> EnrolmentWords.of(locale, how))
                .findFirst()
                .orElse(text);
    }

    private String numbered(String key, String text) {
        return numbered(key, text, text);
    }

    private String numbered(String key, String number, String otherwise) {
        return NUMBER.matcher(number).matches() ? text(key, Integer.valueOf(number)) : otherwise;
    }

    private String part(AuditAction action, String part) {
        return switch (action) {
            case INVITED -> more(part);
            case PERMISSION_GIVEN, PERMISSION_WITHDRAWN, ACCOUNT_DELETED -> permission(part);
            case PROGRAM_ADDED, PROGRAM_CHANGED, PROGRAM_ARCHIVED, PROGRAM_BROUGHT_BACK, RATE_SET -> kind(part);
            case RUN_ADDED_TO_PROGRAM, RUN_CHANGED, RUN_ARCHIVED, RUN_BROUGHT_BACK ->
                DATES.matcher(part).replaceFirst("$1 – $2");
            default -> part;
        };
    }

    /** +3 */
    private String more(String part) {
        return part.startsWith(AuditEvent.MORE)
                ? numbered("audit.details.more", part.substring(AuditEvent.MORE.length()), part)
                : part;
    }

    /** LEARNING_MANAGER, Example University */
    private String permission(String part) {
        for (Permission permission : Permission.values()) {
            if (part.equals(permission.name()) || part.startsWith(permission.name() + ", ")) {
                return PermissionWords.of(locale, permission)
                        + part.substring(permission.name().length());
            }
        }
        return part;
    }

    private String kind(String part) {
        return switch (part) {
            case "MICROCREDENTIAL" -> text("program.kind.microcredential");
            case "DEGREE" -> text("program.kind.degree");
            default -> part;
        };
    }

    private String text(String key, Object... values) {
        return I18NProvider.translate(locale, key, values);
    }
}
