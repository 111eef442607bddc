package learningmanager.account.ui;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.function.SerializableFunction;
import java.util.Optional;
import learningmanager.base.Refusal;
import learningmanager.base.ui.ValueDialog;

/** "Delete my account": asks, and wants the password. */
final class DeleteAccountDialog extends ValueDialog<PasswordField> {
    DeleteAccountDialog(SerializableFunction<String, Optional<Refusal>> delete) {
        PasswordField password = new PasswordField();
        super(password, delete);
        password.setLabel(getTranslation("account.password.current"));
        password.setAutocomplete(Autocomplete.CURRENT_PASSWORD);
        ask(getTranslation("account.delete.ask"), getTranslation("account.delete.gone"));
        answers(
                getTranslation("account.delete.confirm"),
                getTranslation("account.delete.keep"),
                ButtonVariant.PRIMARY,
                ButtonVariant.ERROR);
    }
}
