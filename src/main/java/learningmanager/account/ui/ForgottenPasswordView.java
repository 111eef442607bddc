package learningmanager.account.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
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

/** Asks for a link to set another password. Says the same whether or not there is such an account. */
@Route(value = AccountNavigation.FORGOTTEN_PASSWORD, layout = SheetLayout.class)
@AnonymousAllowed
class ForgottenPasswordView extends Page {
    private final transient AccountLinkService links;

    private final TextField email = new TextField(getTranslation("register.email"));
    private final Div told = new Div();

    ForgottenPasswordView(AccountLinkService links) {
        super("sign-in");
        this.links = links;
        heading(getTranslation("forgotten.title"));
        lead(getTranslation("forgotten.lead"));

        email.setAutocomplete(Autocomplete.USERNAME);
        email.getElement().setAttribute("inputmode", "email");
        email.setManualValidation(true);
        email.setAutofocus(true);
        Button send = new Button(getTranslation("forgotten.submit"), click -> send());
        send.addThemeVariants(ButtonVariant.PRIMARY);
        send.addClickShortcut(Key.ENTER).listenOn(email).resetFocusOnActiveElement();
        add(told, email, send, new Paragraph(new Anchor("login", getTranslation("forgotten.back"))));
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
