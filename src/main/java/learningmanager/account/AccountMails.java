package learningmanager.account;

import com.vaadin.flow.i18n.I18NProvider;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.account.AccountLinks.AddressChange;
import learningmanager.base.EmailAddress;
import learningmanager.base.Installation;
import learningmanager.base.UtcTexts;
import learningmanager.mail.Mail;
import learningmanager.mail.MailWriter;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Writes the mail of a one-time link, at the moment of sending: one that is used or over is not sent. One that changed an account's
 * address is told to the address before; who asked for an account and has one is led to the sign-in.
 */
@Component
class AccountMails implements MailWriter {
    private static final String PRODUCT = "Learning Manager";

    private final AccountLinks links;
    private final Installation installation;
    private final I18NProvider texts;

    AccountMails(AccountLinks links, Installation installation, I18NProvider texts) {
        this.links = links;
        this.installation = installation;
        this.texts = texts;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, Mail> write(Collection<UUID> about) {
        Map<UUID, Mail> mails = new HashMap<>();
        links.findEach(about)
                .forEach(link -> link.email().ifPresent(recipient -> mails.put(link.id(), mail(link, recipient))));
        links.changes(about).forEach(change -> mails.put(change.link(), mail(change)));
        return mails;
    }

    private Mail mail(AddressChange change) {
        return mail(
                change.before(),
                new AccountLetter(
                        text("mail.account.email-changed.subject"),
                        text("mail.account.email-changed.heading"),
                        List.of(
                                text(
                                        "mail.account.email-changed.text",
                                        change.since().masked(),
                                        UtcTexts.spelled(change.at())),
                                text("mail.account.email-changed.not-you"))));
    }

    private Mail mail(AccountLink link, EmailAddress recipient) {
        String until = text("mail.account.until", UtcTexts.spelled(link.expiresAt()));
        String address = links.addressOf(link.id(), link.purpose());
        AccountLetter letter = switch (link.purpose()) {
            case INVITED ->
                new AccountLetter(
                        text("mail.account.invited.subject"),
                        text("mail.account.invited.heading"),
                        List.of(text("mail.account.invited.text", recipient.text()), until),
                        text("mail.account.invited.button"),
                        address,
                        List.of());
            case PASSWORD ->
                new AccountLetter(
                        text("mail.account.password.subject"),
                        text("mail.account.password.heading"),
                        List.of(text("mail.account.password.text"), until),
                        text("mail.account.password.button"),
                        address,
                        List.of(text("mail.account.not-you")));
            case EMAIL ->
                new AccountLetter(
                        text("mail.account.email.subject"),
                        text("mail.account.email.heading"),
                        List.of(text("mail.account.email.text", recipient.text()), until),
                        text("mail.account.email.button"),
                        address,
                        List.of(text("mail.account.not-you")));
            case NEW_ACCOUNT -> link.hasAccount() ? haveOne(recipient) : newAccount(recipient, until, address);
            case FIRST_ADMINISTRATOR -> throw new IllegalStateException("never mailed");
        };
        return mail(recipient, letter);
    }

    private AccountLetter newAccount(EmailAddress recipient, String until, String address) {
        return new AccountLetter(
                text("mail.account.new.subject"),
                text("mail.account.new.heading"),
                List.of(text("mail.account.new.text", recipient.text()), until),
                text("mail.account.new.button"),
                address,
                List.of(text("mail.account.new.invited"), text("mail.account.not-you")));
    }

    private AccountLetter haveOne(EmailAddress recipient) {
        return new AccountLetter(
                text("mail.account.have-one.subject"),
                text("mail.account.have-one.heading"),
                List.of(text("mail.account.have-one.text", recipient.text())),
                text("mail.account.have-one.button"),
                installation.address("/login"),
                List.of(text("mail.account.have-one.forgotten"), text("mail.account.not-you")));
    }

    private static Mail mail(EmailAddress recipient, AccountLetter letter) {
        return new Mail(PRODUCT, recipient, Optional.empty(), letter.subject(), letter.text(), letter.html());
    }

    private String text(String key, Object... values) {
        return texts.getTranslation(key, Locale.ENGLISH, values);
    }
}
