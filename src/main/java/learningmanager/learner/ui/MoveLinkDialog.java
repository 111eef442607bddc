package learningmanager.learner.ui;

import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableFunction;
import java.util.Optional;
import learningmanager.base.Refusal;
import learningmanager.base.ui.ValueDialog;
import learningmanager.learner.LinkedLearner;

/** "Move to the right person": asks, and for where the link is to be mailed. */
final class MoveLinkDialog extends ValueDialog<TextField> {
    MoveLinkDialog(LinkedLearner learner, SerializableFunction<String, Optional<Refusal>> move) {
        TextField email = new TextField();
        super(email, move);
        email.setLabel(getTranslation("learners.move.email"));
        email.setHelperText(getTranslation("learners.move.email.hint"));
        email.getElement().setAttribute("inputmode", "email");
        ask(
                getTranslation("learners.move.title", learner.externalLearnerId()),
                getTranslation("learners.move.text", learner.account().orElse("")),
                getTranslation("learners.move.pending"));
        answers(
                getTranslation("learners.move.confirm"),
                getTranslation("learners.unlink.keep"),
                ButtonVariant.PRIMARY,
                ButtonVariant.ERROR);
    }
}
