package learningmanager.mail;

import java.util.Optional;
import learningmanager.base.Refusal;
import org.springframework.stereotype.Component;

/**
 * Whether mails go out, for those whose mails wait. Asks for no permission, and so has none of the mail server's words: they may
 * name others' recipients.
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
     * Why no mail goes out from this node, as far as it has tried: {@code mail.no-server} or {@code mail.server-down}; empty while
     * some do.
     */
    public Optional<Refusal> whyMailsWait() {
        if (!transport.hasServer()) {
            return Optional.of(Refusal.of("mail.no-server"));
        }
        return dispatch.isServerDown() ? Optional.of(Refusal.of("mail.server-down")) : Optional.empty();
    }
}
