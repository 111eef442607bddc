package learningmanager.mail.ui;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.H2;
import learningmanager.base.UtcTexts;
import learningmanager.mail.CaughtMail;
import learningmanager.mail.CaughtMail.Header;

/** One caught message: its head, its two forms, and all its headers on demand. */
final class CaughtMailPane extends Article {
    CaughtMailPane(CaughtMail mail) {
        addClassName("caught-mail");
        MailHead head = new MailHead();
        head.add(getTranslation("mail.head.from"), header(mail, "From"));
        head.add(getTranslation("mail.head.to"), mail.to());
        head.add(getTranslation("mail.head.at"), UtcTexts.brief(mail.at()));

        MailHead all = new MailHead();
        mail.headers().forEach(header -> all.add(header.name(), header.value()));
        Details headers = new Details(getTranslation("mail.sent.headers"), all);

        add(new H2(mail.subject()), head, new MailParts(mail.text(), mail.html()), headers);
    }

    private static String header(CaughtMail mail, String name) {
        return mail.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
