package learningmanager.mail;

import java.util.Optional;
import java.util.UUID;

/** Writes the message that a row of the outbox stands for, at the moment of sending; the feature that queues mails has one. */
public interface MailWriter {
    /**
     * The message, or none when it must not be sent any more: canceled, say.
     *
     * @param about what was given on queuing
     */
    Optional<Mail> write(UUID about);
}
