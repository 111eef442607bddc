package learningmanager.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import learningmanager.audit.AuditAction;
import learningmanager.mail.DeliveryStatus;

/**
 * What became of an invitation: who did what, and its mails, each the first first.
 *
 * @param sentBy the e-mail address of who invited; a dash where that account is deleted (ADR 16)
 * @param file the name of the file it came from, if from one
 * @param events what was done to it since; of one of its runs, where an event names it
 */
public record History(Instant sentAt, String sentBy, Optional<String> file, List<Event> events, List<SentMail> mails) {
    public History {
        events = List.copyOf(events);
        mails = List.copyOf(mails);
    }

    /**
     * @param by the e-mail address of who did it, a dash where that account is deleted; none: the system, or somebody not signed in
     * @param run the run's name, where it was done to one of them alone
     */
    public record Event(
            Instant at,
            AuditAction action,
            Optional<String> by,
            Optional<String> run,
            Optional<String> was,
            Optional<String> became) {}

    /** @param answer the mail server's words */
    public record SentMail(
            String recipient,
            DeliveryStatus status,
            Instant queuedAt,
            Optional<Instant> sentAt,
            Optional<String> answer) {}
}
