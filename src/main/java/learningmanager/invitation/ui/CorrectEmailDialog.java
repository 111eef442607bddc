package learningmanager.invitation.ui;

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

/** "Correct e-mail": to which address. */
final class CorrectEmailDialog extends Dialog {
    private final TextField email = new TextField(getTranslation("invite.form.email"));
    private final SerializableFunction<String, Optional<Refusal>> correct;

    /** @param correct does it; gives why not, where it is refused */
    CorrectEmailDialog(String learner, String address, SerializableFunction<String, Optional<Refusal>> correct) {
        this.correct = correct;
        addClassName("narrow-dialog");
        setHeaderTitle(getTranslation("run.correct"));
        email.setValue(address);
        email.setManualValidation(true);
        email.setAutoselect(true);
        email.setWidthFull();
        email.getElement().setAttribute("inputmode", "email");
        add(new Paragraph(getTranslation("run.correct.text", learner)), email);
        Button confirm = new Button(getTranslation("run.correct.confirm"), click -> confirm());
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.addClickShortcut(Key.ENTER).listenOn(email).resetFocusOnActiveElement();
        getFooter().add(new Button(getTranslation("run.dialog.close"), click -> close()), confirm);
        addOpenedChangeListener(change -> email.focus());
    }

    private void confirm() {
        correct.apply(email.getValue())
                .ifPresentOrElse(
                        wrong -> {
                            email.setErrorMessage(Messages.of(this, wrong));
                            email.setInvalid(true);
                            email.focus();
                        },
                        this::close);
    }
}
