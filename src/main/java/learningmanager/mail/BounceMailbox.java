package learningmanager.mail;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import learningmanager.mail.MailSettings.Bounces;
import learningmanager.mail.MailSettings.Security;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mailbox that mails come back to, by IMAP. It is opened for reading: nothing in it is marked, moved or deleted. */
final class BounceMailbox {
    /** At once; the rest follows. */
    private static final int MESSAGES = 500;
    /** Bytes; a report holds our own mail at most, which is far smaller. */
    private static final int LARGEST = 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(BounceMailbox.class);

    private final Bounces settings;
    private final DeliveryReport reports;
    private final Session session;
    private volatile long lastGoneAt;

    BounceMailbox(Bounces settings, MailSettings mail, Sender sender, Optional<SSLSocketFactory> trust) {
        this.settings = settings;
        this.reports = new DeliveryReport(sender);
        this.session = Session.getInstance(properties(settings, mail, trust));
    }

    /**
     * How far the mailbox was read.
     *
     * @param validity another one than before: the mailbox counts its messages anew (RFC 3501 2.3.1.1)
     * @param last the number of the last message that was read
     */
    record Place(long validity, long last) {}

    /** What was found after a place, and the place that was read up to. */
    record Read(List<Bounce> bounces, Place place, boolean more) {}

    Read readAfter(Place place) throws MessagingException {
        try (Store store = session.getStore()) {
            store.connect(settings.host(), settings.port(), settings.username(), settings.password());
            try (Folder folder = store.getFolder(settings.folder())) {
                folder.open(Folder.READ_ONLY);
                return readAfter(place, folder, (UIDFolder) folder);
            }
        }
    }

    private Read readAfter(Place place, Folder folder, UIDFolder numbers) throws MessagingException {
        long validity = numbers.getUIDValidity();
        long last = place.validity() == validity ? place.last() : 0;
        List<Bounce> bounces = new ArrayList<>();
        Message[] messages = numbers.getMessagesByUID(last + 1, UIDFolder.LASTUID);
        int read = 0;
        for (Message message : messages) {
            long number = numbers.getUID(message);
            // Where there is none after it, IMAP gives the last one.
            if (number > last && read++ < MESSAGES) {
                Optional<Bounce> bounce = read(message, number);
                if (!folder.isOpen()) {
                    return new Read(bounces, new Place(validity, goneAt(number) ? number : last), false);
                }
                bounce.ifPresent(bounces::add);
                last = number;
            }
        }
        return new Read(bounces, new Place(validity, last), read > MESSAGES);
    }

    /**
     * Notes that the mailbox went away while a message was read, perhaps not to its end: it is read again the next time, once.
     *
     * @return whether it did so the last time, too
     */
    private boolean goneAt(long number) {
        boolean again = lastGoneAt == number;
        LOG.warn(
                "The mailbox for bounces {} was gone at message {}, which is {}",
                name(),
                number,
                again ? "left out" : "read the next time");
        lastGoneAt = number;
        return again;
    }

    private Optional<Bounce> read(Message message, long number) {
        try {
            return message.getSize() > LARGEST ? Optional.empty() : reports.read((MimeMessage) message);
        } catch (MessagingException | IOException | RuntimeException unreadable) {
            LOG.warn("Message {} of the mailbox for bounces can't be read: {}", number, unreadable.getMessage());
            return Optional.empty();
        }
    }

    /** What names the mailbox among others that were configured before. */
    String name() {
        return settings.username() + "@" + settings.host() + ":" + settings.port() + "/" + settings.folder();
    }

    private static Properties properties(Bounces settings, MailSettings mail, Optional<SSLSocketFactory> trust) {
        String protocol = settings.security() == Security.TLS ? "imaps" : "imap";
        String timeout = String.valueOf(mail.timeout().toMillis());
        Properties properties = new Properties();
        properties.put("mail.store.protocol", protocol);
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "connectiontimeout", timeout);
        properties.put(prefix + "timeout", timeout);
        properties.put(prefix + "writetimeout", timeout);
        properties.put(prefix + "peek", "true");
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "starttls.required", String.valueOf(settings.security() == Security.STARTTLS));
        properties.put(prefix + "starttls.enable", String.valueOf(settings.security() == Security.STARTTLS));
        trust.ifPresent(factory -> properties.put(prefix + "ssl.socketFactory", factory));
        return properties;
    }
}
