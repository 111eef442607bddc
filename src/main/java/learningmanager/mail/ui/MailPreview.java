package learningmanager.mail.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import learningmanager.mail.Mail;

/** "Preview e-mail": what the recipient would get, before anything is sent. */
public final class MailPreview extends Dialog {
    public MailPreview(Mail mail) {
        addClassName("mail-preview");
        setHeaderTitle(getTranslation("mail.preview.title"));
        MailHead head = new MailHead();
        head.add(getTranslation("mail.head.from"), mail.senderName());
        head.add(getTranslation("mail.head.to"), mail.recipient().text());
        mail.replyTo().ifPresent(address -> head.add(getTranslation("mail.head.reply-to"), address.text()));
        head.add(getTranslation("mail.head.subject"), mail.subject());
        add(head, new MailParts(mail.text(), mail.html()));
        getFooter().add(new Button(getTranslation("mail.preview.close"), click -> close()));
    }

    /** Not while the window shows one already, as a double click would have it. */
    @Override
    public void open() {
        UI window = UI.getCurrent();
        MailPreview shown = ComponentUtil.getData(window, MailPreview.class);
        if (shown == null || !shown.isOpened()) {
            ComponentUtil.setData(window, MailPreview.class, this);
            super.open();
        }
    }
}
