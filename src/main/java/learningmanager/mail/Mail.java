package learningmanager.mail;

import java.util.Optional;
import learningmanager.base.EmailAddress;

/**
 * A message as its recipient gets it.
 *
 * @param senderName in whose name it is sent, beside the installation's own From address
 * @param replyTo whom an answer goes to
 * @param text the plain-text part, never empty
 * @param html the HTML part: a whole document without scripts or outside resources
 */
public record Mail(
        String senderName,
        EmailAddress recipient,
        Optional<EmailAddress> replyTo,
        String subject,
        String text,
        String html) {}
