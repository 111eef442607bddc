package learningmanager.account.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import learningmanager.account.AccountLinkService;
import learningmanager.base.EmailAddress;
import learningmanager.base.Parsed.Right;
import learningmanager.base.Parsed.Wrong;
import learningmanager.base.Refusal;
import learningmanager.base.ui.FieldProblems;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.SheetLayout;
import learningmanager.invitation.AcceptanceService;
import learningmanager.invitation.Offer;
import learningmanager.invitation.ui.InvitationNavigation;
import learningmanager.security.AccountField;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import learningmanager.security.SignedIn;
import learningmanager.security.ui.SignInNavigation;

/**
 * Asks for a link to make an account. Says the same whether or not the address has one. Who comes by an invitation goes on at once with
 * the address that was invited.
 */
@Route(value = AccountNavigation.MAKE_ACCOUNT, layout = SheetLayout.class)
@AnonymousAllowed
class MakeAccountView extends Page implements BeforeEnterObserver {
    private final transient AccountLinkService links;
    private final transient AcceptanceService invitations;
    private final transient Permissions permissions;

    private final Div told = new Div();
    private final TextField name = new TextField(getTranslation("register.name"));
    private final TextField email = new TextField(getTranslation("register.email"));
    private final PasswordField password = new PasswordField(getTranslation("register.password"));
    private final Button submit = new Button(getTranslation("register.send"), click -> submit());
    private final FieldProblems<AccountField> problems = new FieldProblems<>(this);
    /** The token of the invitation that the person came by. */
    private transient Optional<String> invitation = Optional.empty();

    MakeAccountView(AccountLinkService links, AcceptanceService invitations, Permissions permissions) {
        super("sign-in");
        this.links = links;
        this.invitations = invitations;
        this.permissions = permissions;
        heading(getTranslation("register.title"));

        name.setAutocomplete(Autocomplete.NAME);
        email.setAutocomplete(Autocomplete.USERNAME);
        email.getElement().setAttribute("inputmode", "email");
        password.setAutocomplete(Autocomplete.NEW_PASSWORD);
        password.setHelperText(
                getTranslation("register.password.hint", String.valueOf(AccountService.SHORTEST_PASSWORD)));
        name.setManualValidation(true);
        email.setManualValidation(true);
        password.setManualValidation(true);
        problems.at(AccountField.NAME, name);
        problems.at(AccountField.EMAIL, email);
        problems.at(AccountField.PASSWORD, password);

        submit.addThemeVariants(ButtonVariant.PRIMARY);
        submit.addClickShortcut(Key.ENTER).listenOn(name, email, password).resetFocusOnActiveElement();
        add(
                told,
                name,
                email,
                password,
                submit,
                new Paragraph(
                        new Span(getTranslation("register.have-one") + " "),
                        new Anchor("login", getTranslation("register.sign-in"))));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (permissions.whoIsSignedIn().isPresent()) {
            event.forwardTo("");
            return;
        }
        invitation = SignInNavigation.destination()
                .flatMap(InvitationNavigation::tokenIn)
                .filter(token -> !(invitations.look(token) instanceof Offer.NotValid));
        lead(SignInNavigation.purpose().orElseGet(() -> getTranslation("register.lead")));
        invitation.ifPresent(token -> {
            email.setHelperText(getTranslation("register.email.invited"));
            submit.setText(getTranslation("register.submit"));
        });
        name.setVisible(invitation.isPresent());
        password.setVisible(invitation.isPresent());
        name.setAutofocus(invitation.isPresent());
        email.setAutofocus(invitation.isEmpty());
    }

    private void submit() {
        told.removeAll();
        switch (EmailAddress.parse(email.getValue())) {
            case Wrong<EmailAddress>(Refusal refusal) -> {
                Map<AccountField, Refusal> wrong =
                        invitation.isPresent() ? wrongInTheOthers() : new EnumMap<>(AccountField.class);
                wrong.put(AccountField.EMAIL, refusal);
                problems.show(wrong);
            }
            case Right<EmailAddress>(EmailAddress address) ->
                invitation.ifPresentOrElse(
                        token -> makeAccount(token, address),
                        () -> sendLink(address, VaadinRequest.getCurrent().getRemoteAddr()));
        }
    }

    private Map<AccountField, Refusal> wrongInTheOthers() {
        return AccountService.refusals(email.getValue(), name.getValue(), password.getValue());
    }

    private void makeAccount(String token, EmailAddress address) {
        switch (invitations.makeAccount(token, address, name.getValue(), password.getValue())) {
            case Right<SignedIn>(SignedIn person) -> {
                problems.show(Map.of());
                SignInNavigation.proceedAs(person);
            }
            case Wrong<SignedIn>(Refusal refusal)
            when refusal.code().equals("account.not-invited") -> sendLink(address, token);
            case Wrong<SignedIn>(Refusal refusal) -> {
                Map<AccountField, Refusal> others = wrongInTheOthers();
                problems.show(others.containsValue(refusal) ? others : Map.of(AccountField.EMAIL, refusal));
            }
        }
    }

    private void sendLink(EmailAddress address, String from) {
        links.askForAccount(address, from)
                .ifPresentOrElse(
                        refusal -> problems.show(Map.of(AccountField.EMAIL, refusal)), () -> tellSent(address));
    }

    private void tellSent(EmailAddress address) {
        problems.show(Map.of());
        told.add(
                invitation.isPresent()
                        ? Notice.info(
                                getTranslation("register.sent.invited", address.text()),
                                getTranslation("register.sent.invited.text"))
                        : Notice.info(
                                getTranslation("register.sent", address.text()), getTranslation("register.sent.text")));
    }
}
