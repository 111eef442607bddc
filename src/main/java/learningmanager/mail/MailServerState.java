package learningmanager.mail;

import java.util.Optional;
import learningmanager.base.Refusal;
import org.springframework.stereotype.Component;

/**
 * Whether mails go out, for those whose mails wait. Asks for no permission: the words of the mail server, which may name others'
 * recipients, are in the refusal for the log and for tests, and in no text that people read.
 */
@Component
public class MailServerState {
    private final MailTransport transport;
    private final MailDispatch dispatch;

    MailServerState(MailTransport transport, MailDispatch dispatch) {
        this.transport = transport;
        this.dispatch = dispatch;
    }

    /**
     * Why no mail goes out from this node now; empty while some do, or nobody has tried. {@code mail.no-server}, or
     * {@code mail.server-down} with the mail server's words, or the network's.
     */
    public Optional<Refusal> whyMailsWait() {
        return transport.hasServer()
                ? dispatch.wordsOfServerDown().map(words -> Refusal.of("mail.server-down", words))
                : Optional.of(Refusal.of("mail.no-server"));
    }
}
