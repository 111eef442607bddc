package learningmanager.invitation.ui;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableFunction;
import java.util.Optional;
import learningmanager.base.Refusal;
import learningmanager.base.ui.ValueDialog;

/** "Correct e-mail": to which address. */
final class CorrectEmailDialog extends ValueDialog<TextField> {
    CorrectEmailDialog(String learner, String address, SerializableFunction<String, Optional<Refusal>> correct) {
        TextField email = new TextField();
        super(email, correct);
        email.setLabel(getTranslation("invite.form.email"));
        email.setValue(address);
        email.setAutoselect(true);
        email.getElement().setAttribute("inputmode", "email");
        ask(getTranslation("run.correct"), getTranslation("run.correct.text", learner));
        answers(getTranslation("run.correct.confirm"), getTranslation("run.dialog.close"), ButtonVariant.PRIMARY);
    }
}
