package learningmanager.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import java.util.stream.Stream;
import learningmanager.account.AccountLinkService;
import learningmanager.base.EmailAddress;
import learningmanager.base.Parsed.Right;
import learningmanager.base.Parsed.Wrong;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.Question;
import learningmanager.owndata.OwnDataService;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import learningmanager.security.SignInThrottle;
import learningmanager.security.SignedIn;
import learningmanager.security.ui.SignInNavigation;

/** "Your account": password, e-mail address, sessions, own data. */
@Route(AccountNavigation.ACCOUNT)
@PermitAll
class AccountView extends Page implements BeforeEnterObserver {
    private final transient AccountService accounts;
    private final transient AccountLinkService links;
    private final transient Permissions permissions;
    private final transient SignInThrottle throttle;

    private final Div facts = new Div();
    private final PasswordField current = password("account.password.current", Autocomplete.CURRENT_PASSWORD);
    private final PasswordField wanted = password("account.password.new", Autocomplete.NEW_PASSWORD);
    private final TextField email = new TextField(getTranslation("account.email.new"));
    private final PasswordField proof = password("account.password.current", Autocomplete.CURRENT_PASSWORD);
    private final Div told = new Div();

    AccountView(
            AccountService accounts,
            AccountLinkService links,
            OwnDataService ownData,
            Permissions permissions,
            SignInThrottle throttle) {
        this.accounts = accounts;
        this.links = links;
        this.permissions = permissions;
        this.throttle = throttle;
        heading(getTranslation("account.title"));

        wanted.setHelperText(
                getTranslation("register.password.hint", String.valueOf(AccountService.SHORTEST_PASSWORD)));
        email.setManualValidation(true);
        email.getElement().setAttribute("inputmode", "email");
        told.addClassName("told");
        Paragraph everywhere = new Paragraph(getTranslation("account.everywhere.text"));
        everywhere.addClassName("soft");
        add(
                facts,
                new H2(getTranslation("account.password.title")),
                form(current, wanted, button("account.password.submit", this::changePassword)),
                new H2(getTranslation("account.email.title")),
                told,
                form(email, proof, button("account.email.submit", this::changeEmail)),
                new H2(getTranslation("account.everywhere.title")),
                everywhere,
                button("account.everywhere.submit", this::askToSignOutEverywhere),
                new OwnDataPart(ownData, this::mayGuess));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        SignedIn me = permissions.me();
        DescriptionList list = new DescriptionList();
        list.addClassNames("facts", "short");
        fact(list, getTranslation("register.name"), me.name());
        fact(list, getTranslation("register.email"), me.email().text());
        facts.removeAll();
        facts.add(list);
    }

    private static void fact(DescriptionList facts, String term, String value) {
        facts.add(new DescriptionList.Term(term), new DescriptionList.Description(new Span(value)));
    }

    private PasswordField password(String key, Autocomplete autocomplete) {
        PasswordField field = new PasswordField(getTranslation(key));
        field.setAutocomplete(autocomplete);
        field.setManualValidation(true);
        return field;
    }

    private static Div form(Component... fields) {
        Div form = new Div(fields);
        form.addClassName("form");
        return form;
    }

    private Button button(String key, Runnable action) {
        return new Button(getTranslation(key), click -> action.run());
    }

    private void changePassword() {
        clear();
        if (!mayGuess()) {
            refuse(current, Refusal.of("account.throttled"));
            return;
        }
        switch (accounts.changePassword(current.getValue(), wanted.getValue())) {
            case Wrong<SignedIn>(Refusal refusal) ->
                refuse(refusal.code().equals("account.password-wrong") ? current : wanted, refusal);
            case Right<SignedIn>(SignedIn person) -> {
                SignInNavigation.goOnAs(person);
                Stream.of(current, wanted).forEach(PasswordField::clear);
                Notifications.success(getTranslation("account.password.changed"));
            }
        }
    }

    private void changeEmail() {
        clear();
        told.removeAll();
        switch (EmailAddress.parse(email.getValue())) {
            case Wrong<EmailAddress>(Refusal refusal) -> refuse(email, refusal);
            case Right<EmailAddress>(EmailAddress address) -> changeEmail(address);
        }
    }

    private void changeEmail(EmailAddress address) {
        if (!mayGuess()) {
            refuse(proof, Refusal.of("account.throttled"));
            return;
        }
        Optional<Refusal> refusal = links.changeEmail(address, proof.getValue());
        refusal.ifPresentOrElse(why -> refuse(why.code().equals("account.password-wrong") ? proof : email, why), () -> {
            email.clear();
            proof.clear();
            told.add(Notice.info(
                    getTranslation("account.email.sent", address.text()), getTranslation("account.email.sent.text")));
        });
    }

    /** Somebody at a screen that was left open does not get to try passwords without end. */
    private boolean mayGuess() {
        return throttle.mayAsk(
                "own password",
                permissions.me().id() + " " + VaadinRequest.getCurrent().getRemoteAddr());
    }

    private void askToSignOutEverywhere() {
        new Question(
                        getTranslation("account.everywhere.title"),
                        getTranslation("account.everywhere.ask"),
                        getTranslation("account.everywhere.submit"),
                        getTranslation("account.everywhere.keep"),
                        this::signOutEverywhere)
                .ask();
    }

    private void signOutEverywhere() {
        accounts.signOutEverywhere();
        UI.getCurrent().getPage().setLocation("login");
    }

    private void clear() {
        Stream.<HasValidation>of(current, wanted, email, proof).forEach(field -> field.setInvalid(false));
    }

    private void refuse(HasValidation field, Refusal refusal) {
        field.setErrorMessage(Messages.of(this, refusal));
        field.setInvalid(true);
    }
}
