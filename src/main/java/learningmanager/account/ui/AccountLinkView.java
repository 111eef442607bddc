package learningmanager.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import learningmanager.account.AccountLink;
import learningmanager.account.AccountLinkService;
import learningmanager.account.OpenedLink;
import learningmanager.account.OpenedLink.Holding;
import learningmanager.account.OpenedLink.NotValid;
import learningmanager.account.OpenedLink.Over;
import learningmanager.account.OpenedLink.TooOften;
import learningmanager.base.EmailAddress;
import learningmanager.base.Parsed;
import learningmanager.base.Parsed.Right;
import learningmanager.base.Parsed.Wrong;
import learningmanager.base.Refusal;
import learningmanager.base.ui.FieldProblems;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.SheetLayout;
import learningmanager.security.AccountField;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import learningmanager.security.SignedIn;
import learningmanager.security.ui.SignInNavigation;

/** What a one-time link leads to. Opening it changes nothing; the button does. */
@Route(value = "account-link/:token", layout = SheetLayout.class)
@AnonymousAllowed
class AccountLinkView extends Page implements BeforeEnterObserver {
    private final transient AccountLinkService links;
    private final transient Permissions permissions;

    private final TextField email = new TextField(getTranslation("register.email"));
    private final TextField name = new TextField(getTranslation("register.name"));
    private final PasswordField password = new PasswordField(getTranslation("account.password.new"));
    private final FieldProblems<AccountField> problems = new FieldProblems<>(this);
    private String token = "";

    AccountLinkView(AccountLinkService links, Permissions permissions) {
        super("sign-in");
        this.links = links;
        this.permissions = permissions;
        email.setAutocomplete(Autocomplete.USERNAME);
        name.setAutocomplete(Autocomplete.NAME);
        password.setAutocomplete(Autocomplete.NEW_PASSWORD);
        password.setHelperText(
                getTranslation("register.password.hint", String.valueOf(AccountService.SHORTEST_PASSWORD)));
        Stream.of(email, name).forEach(field -> field.setManualValidation(true));
        password.setManualValidation(true);
        problems.at(AccountField.EMAIL, email);
        problems.at(AccountField.NAME, name);
        problems.at(AccountField.PASSWORD, password);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        token = event.getRouteParameters().get("token").orElse("");
        show(look());
    }

    private OpenedLink look() {
        return links.look(token, VaadinRequest.getCurrent().getRemoteAddr());
    }

    private void show(OpenedLink opened) {
        getChildren().skip(1).toList().forEach(this::remove);
        switch (opened) {
            case Holding(AccountLink link) -> show(link);
            case Over over -> show(new LinkIsOver(this, over));
            case NotValid() -> showNotValid();
            case TooOften() -> {
                heading(getTranslation("throttled.title"));
                lead(getTranslation("throttled.text"));
            }
        }
    }

    private void show(AccountLink link) {
        link.email().map(EmailAddress::text).ifPresent(email::setValue);
        email.setReadOnly(link.email().isPresent());
        name.setValue(link.name());
        switch (link.purpose()) {
            case FIRST_ADMINISTRATOR -> {
                heading(getTranslation("account-link.administrator.title"));
                lead(getTranslation("account-link.administrator.lead"));
                add(email, name, password, submit("account-link.administrator.submit", this::makeAdministrator));
            }
            case INVITED -> {
                heading(getTranslation("account-link.invited.title"));
                lead(getTranslation("account-link.invited.lead"));
                add(email, name, password, submit("account-link.password.submit", this::setPassword));
            }
            case NEW_ACCOUNT -> {
                heading(getTranslation("register.title"));
                lead(getTranslation("account-link.new-account.lead"));
                add(email, name, password, submit("register.submit", this::makeAccount));
            }
            case PASSWORD -> {
                heading(getTranslation("account-link.password.title"));
                lead();
                add(email, password, submit("account-link.password.submit", this::setPassword));
            }
            case EMAIL -> {
                heading(getTranslation("account-link.email.title"));
                if (link.account().filter(permissions::isMe).isPresent()) {
                    lead(getTranslation("account-link.email.lead"));
                    add(email, submit("account-link.email.submit", this::confirmEmail));
                } else {
                    showToAnother();
                }
            }
        }
    }

    /** Whose account it is cannot be told: the mail may have gone to somebody who never asked for it. */
    private void showToAnother() {
        String here = AccountLinkService.PATH + token;
        boolean signedIn = permissions.whoIsSignedIn().isPresent();
        lead(getTranslation(signedIn ? "account-link.email.another" : "account-link.email.nobody"));
        add(
                email,
                signedIn
                        ? submit("layout.sign-out", () -> SignInNavigation.signOut(here))
                        : submit("register.sign-in", () -> SignInNavigation.signIn(here)));
    }

    private void show(LinkIsOver over) {
        heading(over.title());
        lead(over.text());
        over.ways().forEach(way -> add(new Paragraph(way)));
    }

    private void showNotValid() {
        heading(getTranslation("account-link.not-valid"));
        lead(getTranslation("account-link.not-valid.text"));
        add(
                new Paragraph(new Anchor(
                        AccountNavigation.FORGOTTEN_PASSWORD, getTranslation("account-link.over.forgotten"))),
                new Paragraph(new Anchor("login", getTranslation("account-link.over.sign-in"))));
    }

    private Component submit(String key, Runnable action) {
        Button button = new Button(getTranslation(key), click -> action.run());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        button.addClickShortcut(Key.ENTER).listenOn(email, name, password).resetFocusOnActiveElement();
        return button;
    }

    private void makeAdministrator() {
        Parsed<EmailAddress> address = EmailAddress.parse(email.getValue());
        if (isRight(address.whyNot())) {
            proceed(links.makeFirstAdministrator(token, address.orThrow(), name.getValue(), password.getValue()));
        }
    }

    private void makeAccount() {
        if (isRight(Optional.empty())) {
            proceed(links.makeAccount(token, name.getValue(), password.getValue()));
        }
    }

    private void setPassword() {
        if (isRight(Optional.empty())) {
            proceed(links.setPassword(token, name.getValue(), password.getValue()));
        }
    }

    /** Shows all that is wrong, each at its field. */
    private boolean isRight(Optional<Refusal> refusalOfEmail) {
        Map<AccountField, Refusal> wrong =
                AccountService.refusals(email.getValue(), name.getValue(), password.getValue());
        refusalOfEmail.ifPresent(refusal -> wrong.put(AccountField.EMAIL, refusal));
        problems.show(wrong);
        return wrong.isEmpty();
    }

    private void proceed(Parsed<SignedIn> outcome) {
        switch (outcome) {
            case Right<SignedIn>(SignedIn person) -> SignInNavigation.proceedAs(person);
            case Wrong<SignedIn>(Refusal refusal) -> refuse(refusal);
        }
    }

    private void confirmEmail() {
        links.confirmEmail(token).ifPresentOrElse(this::refuse, () -> {
            getChildren().skip(1).toList().forEach(this::remove);
            heading(getTranslation("account-link.email.done"));
            lead(getTranslation("account-link.email.done.lead", email.getValue()));
            add(new Paragraph(new Anchor("login", getTranslation("register.sign-in"))));
        });
    }

    /** What the link or the address was found to be only now. */
    private void refuse(Refusal refusal) {
        OpenedLink now = look();
        if (refusal.code().equals(AccountLinkService.NOT_WHO_ASKED)) {
            show(now);
            add(Notice.error(Messages.of(this, refusal)));
        } else if (!(now instanceof Holding)) {
            show(now);
        } else if (email.isReadOnly()) {
            add(Notice.error(Messages.of(this, refusal)));
        } else {
            problems.show(Map.of(AccountField.EMAIL, refusal));
        }
    }
}
