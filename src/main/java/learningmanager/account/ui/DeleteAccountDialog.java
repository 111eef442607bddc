package learningmanager.account.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.function.SerializableFunction;
import java.util.Optional;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Messages;

/** "Delete my account": asks, and wants the password. */
final class DeleteAccountDialog extends Dialog {
    private final PasswordField password = new PasswordField(getTranslation("account.password.current"));
    private final SerializableFunction<String, Optional<Refusal>> delete;

    /** @param delete does it; gives why not, where it is refused */
    DeleteAccountDialog(SerializableFunction<String, Optional<Refusal>> delete) {
        this.delete = delete;
        addClassName("narrow-dialog");
        setHeaderTitle(getTranslation("account.delete.ask"));
        password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        password.setManualValidation(true);
        password.setWidthFull();
        add(new Paragraph(getTranslation("account.delete.gone")), password);
        Button confirm = new Button(getTranslation("account.delete.confirm"), click -> confirm());
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        confirm.addClickShortcut(Key.ENTER).listenOn(password).resetFocusOnActiveElement();
        getFooter().add(new Button(getTranslation("account.delete.keep"), click -> close()), confirm);
        addOpenedChangeListener(change -> password.focus());
    }

    private void confirm() {
        delete.apply(password.getValue())
                .ifPresentOrElse(
                        wrong -> {
                            password.setErrorMessage(Messages.of(this, wrong));
                            password.setInvalid(true);
                            password.focus();
                        },
                        this::close);
    }
}
