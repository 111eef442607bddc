package learningmanager.security.ui;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.stream.Stream;
import learningmanager.base.EmailAddress;
import learningmanager.base.Parsed.Right;
import learningmanager.base.Parsed.Wrong;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.SheetLayout;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import learningmanager.security.SignInThrottle;
import learningmanager.security.SignedIn;

/** Makes an account, and goes on signed in with it to the page that one came for. */
@Route(value = "register", layout = SheetLayout.class)
@AnonymousAllowed
class RegisterView extends Page implements BeforeEnterObserver {
    private final transient AccountService accounts;
    private final transient Permissions permissions;
    private final transient SignInThrottle throttle;

    private final TextField name = new TextField(getTranslation("register.name"));
    private final TextField email = new TextField(getTranslation("register.email"));
    private final PasswordField password = new PasswordField(getTranslation("register.password"));

    RegisterView(AccountService accounts, Permissions permissions, SignInThrottle throttle) {
        super("sign-in");
        this.accounts = accounts;
        this.permissions = permissions;
        this.throttle = throttle;
        heading(getTranslation("register.title"));

        name.setAutocomplete(Autocomplete.NAME);
        name.setAutofocus(true);
        email.setAutocomplete(Autocomplete.USERNAME);
        email.getElement().setAttribute("inputmode", "email");
        password.setAutocomplete(Autocomplete.NEW_PASSWORD);
        password.setHelperText(
                getTranslation("register.password.hint", String.valueOf(AccountService.SHORTEST_PASSWORD)));
        Stream.of(name, email).forEach(field -> field.setManualValidation(true));
        password.setManualValidation(true);

        Button make = new Button(getTranslation("register.submit"), click -> makeAccount());
        make.addThemeVariants(ButtonVariant.PRIMARY);
        make.addClickShortcut(Key.ENTER).listenOn(name, email, password).resetFocusOnActiveElement();

        add(
                name,
                email,
                password,
                make,
                new Paragraph(
                        new Span(getTranslation("register.have-one") + " "),
                        new RouterLink(getTranslation("register.sign-in"), LoginView.class)));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (permissions.whoIsSignedIn().isPresent()) {
            event.forwardTo("");
            return;
        }
        SignInNavigation.purpose().ifPresent(this::lead);
    }

    private void makeAccount() {
        Stream.<HasValidation>of(name, email, password).forEach(field -> field.setInvalid(false));
        AccountService.refusalOfName(name.getValue()).ifPresent(refusal -> refuse(name, refusal));
        AccountService.refusalOfPassword(password.getValue()).ifPresent(refusal -> refuse(password, refusal));
        switch (EmailAddress.parse(email.getValue())) {
            case Wrong<EmailAddress>(Refusal refusal) -> refuse(email, refusal);
            case Right<EmailAddress>(EmailAddress address) -> {
                if (!name.isInvalid() && !password.isInvalid()) {
                    makeAccount(address);
                }
            }
        }
        Stream.of(name, email, password)
                .filter(HasValidation::isInvalid)
                .findFirst()
                .ifPresent(Focusable::focus);
    }

    private void makeAccount(EmailAddress address) {
        if (!mayAsk()) {
            refuse(email, Refusal.of("account.throttled"));
            return;
        }
        switch (accounts.register(address, name.getValue(), password.getValue())) {
            case Wrong<SignedIn>(Refusal refusal) -> refuse(email, refusal);
            case Right<SignedIn>(SignedIn person) -> SignInNavigation.proceedAs(person);
        }
    }

    /** Who came by an invitation is counted by that: a lecture hall accepts behind one address. */
    private boolean mayAsk() {
        return SignInNavigation.destination()
                .map(invitation -> throttle.mayAsk("account for", invitation))
                .orElseGet(() ->
                        throttle.mayAsk("account", VaadinRequest.getCurrent().getRemoteAddr()));
    }

    private void refuse(HasValidation field, Refusal refusal) {
        field.setErrorMessage(Messages.of(this, refusal));
        field.setInvalid(true);
    }
}
