package learningmanager.account.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.Optional;
import learningmanager.account.AccountLinkService;
import learningmanager.base.EmailAddress;
import learningmanager.base.Parsed.Right;
import learningmanager.base.Parsed.Wrong;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.SheetLayout;
import learningmanager.security.Permissions;
import learningmanager.security.SignedIn;

/** Asks for a link to set another password. Says the same whether or not there is such an account. */
@Route(value = AccountNavigation.FORGOTTEN_PASSWORD, layout = SheetLayout.class)
@AnonymousAllowed
class ForgottenPasswordView extends Page implements BeforeEnterObserver {
    private final transient AccountLinkService links;
    private final transient Permissions permissions;

    private final TextField email = new TextField(getTranslation("register.email"));
    private final Div told = new Div();
    private final Anchor back = new Anchor();

    ForgottenPasswordView(AccountLinkService links, Permissions permissions) {
        super("sign-in");
        this.links = links;
        this.permissions = permissions;
        heading(getTranslation("forgotten.title"));

        email.setAutocomplete(Autocomplete.USERNAME);
        email.getElement().setAttribute("inputmode", "email");
        email.setManualValidation(true);
        email.setAutofocus(true);
        Button send = new Button(getTranslation("forgotten.submit"), click -> send());
        send.addThemeVariants(ButtonVariant.PRIMARY);
        send.addClickShortcut(Key.ENTER).listenOn(email).resetFocusOnActiveElement();
        add(told, email, send, new Paragraph(back));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        permissions.whoIsSignedIn().ifPresentOrElse(this::showTo, () -> {
            lead(getTranslation("forgotten.lead"));
            back.setHref("login");
            back.setText(getTranslation("forgotten.back"));
        });
    }

    /** Who knows the password changes it on the page of their account, and others have forgotten it while they are signed in. */
    private void showTo(SignedIn me) {
        lead(getTranslation("forgotten.signed-in", me.email().text()));
        email.setValue(me.email().text());
        back.setHref(AccountNavigation.ACCOUNT);
        back.setText(getTranslation("account.title"));
    }

    private void send() {
        email.setInvalid(false);
        told.removeAll();
        switch (EmailAddress.parse(email.getValue())) {
            case Wrong<EmailAddress>(Refusal refusal) -> {
                email.setErrorMessage(Messages.of(this, refusal));
                email.setInvalid(true);
                email.focus();
            }
            case Right<EmailAddress>(EmailAddress address) -> send(address);
        }
    }

    private void send(EmailAddress address) {
        Optional<Refusal> refusal =
                links.forgotPassword(address, VaadinRequest.getCurrent().getRemoteAddr());
        told.add(
                refusal.isPresent()
                        ? Notice.error(getTranslation("throttled.title"), getTranslation("throttled.text"))
                        : Notice.info(
                                getTranslation("forgotten.sent", address.text()),
                                getTranslation("forgotten.sent.text")));
    }
}
