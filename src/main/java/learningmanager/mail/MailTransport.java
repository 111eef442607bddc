package learningmanager.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;
import learningmanager.base.EmailAddress;
import learningmanager.base.MailMessageId;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.converter.EmailConverter;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;
import org.simplejavamail.mailer.internal.MailerRegularBuilderImpl;

/** The way to the mail server: how a message looks on the line, and the connections that it goes over. */
class MailTransport {
    private static final Pattern LINE_BREAKS_AND_CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    private final Optional<Session> session;
    private final String from;
    private final String name;
    private final int connections;

    private MailTransport(Optional<Session> session, String from, String name, int connections) {
        this.session = session;
        this.from = from;
        this.name = name;
        this.connections = connections;
    }

    /** Without a server: everything waits. */
    static MailTransport none() {
        return new MailTransport(Optional.empty(), "", "none", 1);
    }

    static MailTransport to(MailSettings settings, String from) {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        MailerRegularBuilderImpl builder = MailerBuilder.withSMTPServer(
                        settings.server().orElseThrow(), settings.port())
                .withTransportStrategy(strategy(settings.security()))
                .withSessionTimeout(timeout);
        if (settings.username() != null) {
            builder.withSMTPServerUsername(settings.username());
        }
        if (settings.password() != null) {
            builder.withSMTPServerPassword(settings.password());
        }
        if (settings.security() == MailSettings.Security.NONE) {
            builder.withProperty("mail.smtp.starttls.enable", "false");
        }
        return new MailTransport(
                Optional.of(builder.buildMailer().getSession()), from, settings.toString(), settings.connections());
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
        message.writeTo(bytes);
        return new Letter(session.orElseThrow(), bytes.toByteArray(), from);
    }

    private Email email(MailMessageId id, EmailAddress recipient, Mail mail) {
        EmailPopulatingBuilder email = EmailBuilder.startingBlank()
                .fixingMessageId("<%s@%s>".formatted(id, from.substring(from.lastIndexOf('@') + 1)))
                .from(headerValue(mail.senderName()), from)
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

    private static TransportStrategy strategy(MailSettings.Security security) {
        return switch (security) {
            case NONE -> TransportStrategy.SMTP;
            case STARTTLS -> TransportStrategy.SMTP_TLS;
            case TLS -> TransportStrategy.SMTPS;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
