package learningmanager.mail;

import jakarta.mail.Address;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.IDN;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import learningmanager.base.EmailAddress;
import learningmanager.base.MailMessageId;
import learningmanager.mail.MailSettings.Security;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.converter.EmailConverter;
import org.simplejavamail.email.EmailBuilder;

/** The way to the mail server: how a message looks on the line, and the connections that it goes over. */
class MailTransport {
    private static final Pattern LINE_BREAKS_AND_CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    private final Optional<Session> session;
    private final Sender sender;
    private final String name;
    private final int connections;

    private MailTransport(Optional<Session> session, Sender sender, String name, int connections) {
        this.session = session;
        this.sender = sender;
        this.name = name;
        this.connections = connections;
    }

    /** Without a server: everything waits. */
    static MailTransport none() {
        return new MailTransport(Optional.empty(), new Sender("", "", false, Optional.empty()), "none", 1);
    }

    /**
     * @param trust makes the connections, where others than the usual certificates are trusted
     */
    static MailTransport to(MailSettings settings, Sender sender, Optional<SSLSocketFactory> trust) {
        return new MailTransport(
                Optional.of(session(settings, trust)), sender, settings.toString(), settings.connections());
    }

    private static Session session(MailSettings settings, Optional<SSLSocketFactory> trust) {
        String protocol = settings.security() == Security.TLS ? "smtps" : "smtp";
        String startTls = String.valueOf(settings.security() == Security.STARTTLS);
        String timeout = String.valueOf(settings.timeout().toMillis());
        Optional<String> user = settings.user();
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.put("mail.transport.protocol", protocol);
        properties.put(prefix + "host", settings.server().orElseThrow());
        properties.put(prefix + "port", String.valueOf(settings.port()));
        properties.put(prefix + "connectiontimeout", timeout);
        properties.put(prefix + "timeout", timeout);
        properties.put(prefix + "writetimeout", timeout);
        properties.put(prefix + "starttls.enable", startTls);
        properties.put(prefix + "starttls.required", startTls);
        properties.put(prefix + "ssl.checkserveridentity", "true");
        properties.put(prefix + "auth", String.valueOf(user.isPresent()));
        trust.ifPresent(factory -> properties.put(prefix + "ssl.socketFactory", factory));
        if (user.isEmpty()) {
            return Session.getInstance(properties);
        }
        PasswordAuthentication credentials =
                new PasswordAuthentication(user.get(), settings.password() == null ? "" : settings.password());
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return credentials;
            }
        });
    }

    boolean hasServer() {
        return session.isPresent();
    }

    /** How many at most are open at once, on this node. */
    int connections() {
        return connections;
    }

    MailConnection open() {
        return new MailConnection(session.orElseThrow());
    }

    /** Tries once, now. The Message-ID is the same whenever the same message is tried again. */
    MailOutcome send(MailConnection over, MailMessageId id, EmailAddress recipient, Mail mail) {
        Letter letter;
        Address to;
        try {
            letter = letter(id, recipient, mail);
            to = new InternetAddress(ascii(recipient));
        } catch (MessagingException | IOException | RuntimeException unfit) {
            return new MailOutcome.Refused(MailConnection.words(unfit));
        }
        return over.send(letter, to);
    }

    private Letter letter(MailMessageId id, EmailAddress recipient, Mail mail) throws MessagingException, IOException {
        MimeMessage message = EmailConverter.emailToMimeMessage(email(id, recipient, mail), session.orElseThrow());
        message.saveChanges();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
        sender.signed(message).writeTo(bytes);
        return new Letter(session.orElseThrow(), bytes.toByteArray(), sender.envelopeOf(id));
    }

    private Email email(MailMessageId id, EmailAddress recipient, Mail mail) {
        EmailPopulatingBuilder email = EmailBuilder.startingBlank()
                .fixingMessageId(sender.messageId(id))
                .from(headerValue(mail.senderName()), sender.from())
                .to(ascii(recipient))
                .withSubject(headerValue(mail.subject()))
                .withPlainText(mail.text())
                .withHTMLText(mail.html())
                // RFC 3834: asks machines not to answer.
                .withHeader("Auto-Submitted", "auto-generated");
        mail.replyTo().ifPresent(address -> email.withReplyTo(ascii(address)));
        return email.buildEmail();
    }

    /** A value that can't end its header and begin another one. */
    static String headerValue(String text) {
        return LINE_BREAKS_AND_CONTROLS.matcher(text).replaceAll(" ").strip();
    }

    /** Servers without RFC 6531 know internationalised domains in this form only. */
    private static String ascii(EmailAddress address) {
        int at = address.text().lastIndexOf('@');
        return address.text().substring(0, at + 1) + IDN.toASCII(address.text().substring(at + 1));
    }

    @Override
    public String toString() {
        return name;
    }
}
