package learningmanager.account.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
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
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.stream.Stream;
import learningmanager.account.AccountLinkService;
import learningmanager.base.Refusal;
import learningmanager.base.ui.FieldProblems;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.OnceButton;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.Question;
import learningmanager.owndata.OwnDataService;
import learningmanager.security.AccountField;
import learningmanager.security.AccountService;
import learningmanager.security.PasswordChange;
import learningmanager.security.Permissions;
import learningmanager.security.SignedIn;
import learningmanager.security.ui.SignInNavigation;

/** "Your account": password, e-mail address, sessions, own data. */
@Route(AccountNavigation.ACCOUNT)
@PermitAll
class AccountView extends Page implements BeforeEnterObserver {
    private final transient AccountService accounts;
    private final transient AccountLinkService links;
    private final transient Permissions permissions;

    private final Div facts = new Div();
    private final PasswordField current = password("account.password.current", Autocomplete.CURRENT_PASSWORD);
    private final PasswordField wanted = password("account.password.new", Autocomplete.NEW_PASSWORD);
    private final TextField email = new TextField(getTranslation("account.email.new"));
    private final PasswordField proof = password("account.password.current", Autocomplete.CURRENT_PASSWORD);
    private final Div told = new Div();
    private final FieldProblems<AccountField> passwordProblems = new FieldProblems<>(this);
    private final FieldProblems<AccountField> emailProblems = new FieldProblems<>(this);

    AccountView(AccountService accounts, AccountLinkService links, OwnDataService ownData, Permissions permissions) {
        this.accounts = accounts;
        this.links = links;
        this.permissions = permissions;
        heading(getTranslation("account.title"));

        wanted.setHelperText(
                getTranslation("register.password.hint", String.valueOf(AccountService.SHORTEST_PASSWORD)));
        email.setManualValidation(true);
        email.getElement().setAttribute("inputmode", "email");
        told.addClassName("told");
        passwordProblems.at(AccountField.CURRENT_PASSWORD, current);
        passwordProblems.at(AccountField.PASSWORD, wanted);
        emailProblems.at(AccountField.EMAIL, email);
        emailProblems.at(AccountField.CURRENT_PASSWORD, proof);
        Paragraph everywhere = new Paragraph(getTranslation("account.everywhere.text"));
        everywhere.addClassName("soft");
        add(
                facts,
                new H2(getTranslation("account.password.title")),
                form(current, wanted, submit("account.password.submit", this::changePassword, current, wanted)),
                new H2(getTranslation("account.email.title")),
                told,
                form(email, proof, submit("account.email.submit", this::changeEmail, email, proof)),
                new H2(getTranslation("account.everywhere.title")),
                everywhere,
                button("account.everywhere.submit", this::askToSignOutEverywhere),
                new OwnDataPart(ownData));
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

    /** By Enter from the fields too. */
    private Button submit(String key, SerializableRunnable action, Component... fields) {
        Button submit = new OnceButton(getTranslation(key), action);
        submit.addClickShortcut(Key.ENTER).listenOn(fields).resetFocusOnActiveElement();
        return submit;
    }

    private void changePassword() {
        switch (accounts.changePassword(current.getValue(), wanted.getValue())) {
            case PasswordChange.Refused(var wrong) -> passwordProblems.show(wrong);
            case PasswordChange.Changed(SignedIn person) -> {
                SignInNavigation.goOnAs(person);
                Stream.of(current, wanted).forEach(PasswordField::clear);
                passwordProblems.show(Map.of());
                Notifications.success(getTranslation("account.password.changed"));
            }
        }
    }

    private void changeEmail() {
        told.removeAll();
        String address = email.getValue().strip();
        Map<AccountField, Refusal> wrong = links.changeEmail(address, proof.getValue());
        emailProblems.show(wrong);
        if (wrong.isEmpty()) {
            email.clear();
            proof.clear();
            told.add(Notice.info(
                    getTranslation("account.email.sent", address), getTranslation("account.email.sent.text")));
        }
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
}
