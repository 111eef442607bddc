package learningmanager.mail;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.util.OptionalInt;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/** One conversation with the mail server, kept open from one message to the next; for one thread. Connects when it has to. */
final class MailConnection implements AutoCloseable {
    /** RFC 5321 3.8: the server closes the connection. */
    private static final int CLOSING = 421;
    /** RFC 4954 6: signing in is wanted, or failed. They tell of this installation's settings, not of the message. */
    private static final Set<Integer> SIGN_IN = Set.of(530, 534, 535, 538);

    /** RFC 1870 6.1. */
    private static final int TOO_LARGE = 552;

    private final Session session;
    private @Nullable Transport transport;

    MailConnection(Session session) {
        this.session = session;
    }

    /** Tries once; twice where the connection was an older one and turns out to have ended before the message was handed over. */
    MailOutcome send(Letter letter, Address recipient) {
        boolean older = transport != null;
        MailOutcome outcome = attempt(letter, recipient);
        return older && outcome instanceof MailOutcome.Unreachable ? attempt(letter, recipient) : outcome;
    }

    private MailOutcome attempt(Letter letter, Address recipient) {
        try {
            open().sendMessage(letter, new Address[] {recipient});
            return new MailOutcome.Taken();
        } catch (MessagingException | RuntimeException failure) {
            MailOutcome outcome = outcome(failure, letter);
            if (outcome instanceof MailOutcome.Unreachable || outcome instanceof MailOutcome.Unanswered) {
                close();
            }
            return outcome;
        }
    }

    private Transport open() throws MessagingException {
        Transport open = transport;
        if (open == null) {
            open = session.getTransport();
            open.connect();
            transport = open;
        }
        return open;
    }

    private static MailOutcome outcome(Throwable failure, Letter letter) {
        Throwable deepest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationFailedException || isOfSender(cause)) {
                return new MailOutcome.Unreachable(words(cause));
            }
            OptionalInt code = replyCode(cause);
            if (code.isPresent()) {
                return outcome(code.getAsInt(), words(cause));
            }
            deepest = cause;
        }
        return letter.isHandedOver()
                ? new MailOutcome.Unanswered(words(deepest))
                : new MailOutcome.Unreachable(words(deepest));
    }

    /** Every other mail would be refused in the same way; but for one that is too large. */
    private static boolean isOfSender(Throwable failure) {
        return failure instanceof SMTPSendFailedException refusal
                && refusal.getReturnCode() >= 500
                && refusal.getReturnCode() != TOO_LARGE
                && refusal.getCommand().startsWith("MAIL");
    }

    private static MailOutcome outcome(int code, String answer) {
        if (code == CLOSING || SIGN_IN.contains(code)) {
            return new MailOutcome.Unreachable(answer);
        }
        return code >= 500 ? new MailOutcome.Refused(answer) : new MailOutcome.NotNow(answer);
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

    static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : MailTransport.headerValue(message);
    }

    @Override
    public void close() {
        Transport open = transport;
        transport = null;
        if (open != null) {
            try {
                open.close();
            } catch (MessagingException | RuntimeException alreadyGone) {
                // What was sent over it was answered: there is nothing to lose in its end.
            }
        }
    }
}
