package learningmanager.mail;

import jakarta.mail.AuthenticationFailedException;
import java.net.IDN;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import learningmanager.base.EmailAddress;
import learningmanager.base.MailMessageId;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailValidationException;
import org.simplejavamail.mailer.MailerBuilder;
import org.simplejavamail.mailer.internal.MailerRegularBuilderImpl;

/** Hands messages to the mail server, over connections that are kept open from one to the next. */
class MailTransport implements AutoCloseable {
    /** As many as db-scheduler has threads here; more didn't send faster. */
    private static final int CONNECTIONS = 2;

    private static final int IDLE_MILLIS = 10_000;

    /** RFC 5321 3.8: the server closes the connection. */
    private static final int CLOSING = 421;
    /** RFC 4954 6: signing in is wanted, or failed. They tell of this installation's settings, not of the message. */
    private static final Set<Integer> SIGN_IN = Set.of(530, 534, 535, 538);

    private static final Pattern LINE_BREAKS_AND_CONTROLS = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029]+");

    private final Optional<Mailer> mailer;
    private final String from;
    private final String name;

    private MailTransport(Optional<Mailer> mailer, String from, String name) {
        this.mailer = mailer;
        this.from = from;
        this.name = name;
    }

    /** Without a server: everything waits. */
    static MailTransport none() {
        return new MailTransport(Optional.empty(), "", "none");
    }

    static MailTransport to(MailSettings settings, String from) {
        int timeout = Math.toIntExact(settings.timeout().toMillis());
        MailerRegularBuilderImpl builder = MailerBuilder.withSMTPServer(
                        settings.server().orElseThrow(), settings.port())
                .withTransportStrategy(strategy(settings.security()))
                .withSessionTimeout(timeout)
                .withConnectionPoolCoreSize(0)
                .withConnectionPoolMaxSize(CONNECTIONS)
                .withConnectionPoolClaimTimeoutMillis(timeout)
                .withConnectionPoolExpireAfterMillis(IDLE_MILLIS)
                // Recipients were checked (EmailAddress); a From on a host without a dot is the local default.
                .clearEmailValidator();
        if (settings.username() != null) {
            builder.withSMTPServerUsername(settings.username());
        }
        if (settings.password() != null) {
            builder.withSMTPServerPassword(settings.password());
        }
        if (settings.security() == MailSettings.Security.NONE) {
            builder.withProperty("mail.smtp.starttls.enable", "false");
        }
        return new MailTransport(Optional.of(builder.buildMailer()), from, settings.toString());
    }

    boolean hasServer() {
        return mailer.isPresent();
    }

    /** Tries once, now. The Message-ID is the same whenever the same message is tried again. */
    Outcome send(MailMessageId id, EmailAddress recipient, Mail mail) {
        try {
            mailer.orElseThrow().sendMail(email(id, recipient, mail), false).join();
            return new Taken();
        } catch (MailValidationException | IllegalArgumentException unfit) {
            return new Refused(words(unfit));
        } catch (RuntimeException failure) {
            return outcome(failure);
        }
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

    private static Outcome outcome(Throwable failure) {
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationFailedException) {
                return new Unreachable(words(cause));
            }
            OptionalInt code = replyCode(cause);
            if (code.isPresent()) {
                return outcome(code.getAsInt(), words(cause));
            }
            deepest = cause;
        }
        return new Unreachable(words(deepest));
    }

    private static Outcome outcome(int code, String answer) {
        if (code == CLOSING || SIGN_IN.contains(code)) {
            return new Unreachable(answer);
        }
        return code >= 500 ? new Refused(answer) : new NotNow(answer);
    }

    private static OptionalInt replyCode(Throwable failure) {
        int code = switch (failure) {
            case SMTPAddressFailedException recipient -> recipient.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException message -> message.getReturnCode();
            default -> -1;
        };
        return code >= 400 && code < 600 ? OptionalInt.of(code) : OptionalInt.empty();
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : headerValue(message);
    }

    @Override
    public void close() {
        mailer.ifPresent(Mailer::shutdownConnectionPool);
    }

    @Override
    public String toString() {
        return name;
    }

    /** What became of an attempt. */
    sealed interface Outcome {}

    record Taken() implements Outcome {}

    /** For good, in the server's words. */
    record Refused(String answer) implements Outcome {}

    /** This message, for now, in the server's words. */
    record NotNow(String answer) implements Outcome {}

    /** The server takes no message at all, for now. */
    record Unreachable(String answer) implements Outcome {}
}
