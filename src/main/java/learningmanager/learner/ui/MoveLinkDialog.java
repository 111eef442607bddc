package learningmanager.learner.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableFunction;
import java.util.Optional;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Messages;
import learningmanager.learner.LinkedLearner;

/** "Move to the right person": asks, and for where the link is to be mailed. */
final class MoveLinkDialog extends Dialog {
    private final TextField email = new TextField(getTranslation("learners.move.email"));
    private final SerializableFunction<String, Optional<Refusal>> move;

    /** @param move does it; gives why not, where it is refused */
    MoveLinkDialog(LinkedLearner learner, SerializableFunction<String, Optional<Refusal>> move) {
        this.move = move;
        addClassName("narrow-dialog");
        setHeaderTitle(getTranslation("learners.move.title", learner.externalLearnerId()));
        email.setHelperText(getTranslation("learners.move.email.hint"));
        email.setManualValidation(true);
        email.setWidthFull();
        email.getElement().setAttribute("inputmode", "email");
        add(
                new Paragraph(
                        getTranslation("learners.move.text", learner.account().orElse(""))),
                new Paragraph(getTranslation("learners.move.pending")),
                email);
        Button confirm = new Button(getTranslation("learners.move.confirm"), click -> confirm());
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        confirm.addClickShortcut(Key.ENTER).listenOn(email).resetFocusOnActiveElement();
        getFooter().add(new Button(getTranslation("learners.unlink.keep"), click -> close()), confirm);
        addOpenedChangeListener(change -> email.focus());
    }

    private void confirm() {
        move.apply(email.getValue())
                .ifPresentOrElse(
                        wrong -> {
                            email.setErrorMessage(Messages.of(this, wrong));
                            email.setInvalid(true);
                            email.focus();
                        },
                        this::close);
    }
}
