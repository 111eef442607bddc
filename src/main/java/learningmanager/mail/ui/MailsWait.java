package learningmanager.mail.ui;

import com.vaadin.flow.component.html.Div;
import java.util.function.BooleanSupplier;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.mail.MailServerState;

/** Says why mails wait, as long as none goes out. */
public final class MailsWait extends Div {
    private final transient MailServerState server;

    public MailsWait(MailServerState server) {
        this.server = server;
    }

    /** @param any whether there are mails that it may be said of; asked where none goes out */
    public void show(BooleanSupplier any) {
        removeAll();
        server.whyMailsWait()
                .filter(why -> any.getAsBoolean())
                .map(why -> Notice.warning(getTranslation("mail.waits"), Messages.of(this, why)))
                .ifPresent(this::add);
    }
}
