package learningmanager.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Locale;
import java.util.Optional;
import learningmanager.base.MailMessageId;
import learningmanager.base.WrongSettingException;
import org.jspecify.annotations.Nullable;

/**
 * Who this installation's mails come from: what recipients see, what mail servers answer to, and who vouches for it.
 *
 * @param from the address that recipients see
 * @param envelope where mails that could not be delivered come back to
 * @param verp whether each mail has an envelope address of its own
 */
record Sender(String from, String envelope, boolean verp, Optional<DkimKey> dkim) {
    /** RFC 5321 4.5.3.1.1. */
    private static final int LONGEST_LOCAL_PART = 64;

    private static final int ID_LENGTH = 36;

    /** Wrong settings end the start with one line that says what to do. */
    static Sender of(MailSettings settings, String host) {
        String from = text(settings.from()).orElse("learning-manager@" + host);
        String envelope = text(settings.envelopeSender()).orElse(from);
        requireAddress("learning-manager.mail.from", from);
        requireAddress("learning-manager.mail.envelope-sender", envelope);
        if (settings.bounces().verp() && envelope.lastIndexOf('@') + 1 + ID_LENGTH > LONGEST_LOCAL_PART) {
            throw new WrongSettingException(
                    "learning-manager.mail.bounces.verp adds 37 characters to what is before the @ of \"" + envelope
                            + "\", which then is longer than 64: choose a shorter learning-manager.mail.envelope-sender.");
        }
        return new Sender(from, envelope, settings.bounces().verp(), DkimKey.of(settings.dkim(), domain(from)));
    }

    private static Optional<String> text(@Nullable String setting) {
        return Optional.ofNullable(setting).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void requireAddress(String property, String address) {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1 || address.chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>')) {
            throw new WrongSettingException(
                    "%s is \"%s\": it must be an e-mail address, such as invitations@example.org."
                            .formatted(property, address));
        }
    }

    /** The same for every attempt, so that a repetition can be recognised. */
    String messageId(MailMessageId id) {
        return "<%s@%s>".formatted(id, domain(from));
    }

    String envelopeOf(MailMessageId id) {
        int at = envelope.lastIndexOf('@');
        return verp ? envelope.substring(0, at) + "+" + id + envelope.substring(at) : envelope;
    }

    MimeMessage signed(MimeMessage message) throws MessagingException {
        return dkim.isPresent() ? dkim.get().sign(message) : message;
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }
}
