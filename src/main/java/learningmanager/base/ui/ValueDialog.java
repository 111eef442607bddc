package learningmanager.base.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.function.SerializableFunction;
import java.util.Optional;
import learningmanager.base.Refusal;

/** Asks for one value to do something with, and stays until that is not refused. */
public abstract class ValueDialog<F extends TextFieldBase<F, String>> extends Dialog {
    private final F field;
    private final SerializableFunction<String, Optional<Refusal>> act;

    /** @param act does it; gives why not, where it is refused */
    protected ValueDialog(F field, SerializableFunction<String, Optional<Refusal>> act) {
        this.field = field;
        this.act = act;
        addClassName("narrow-dialog");
        field.setManualValidation(true);
        field.setWidthFull();
        addOpenedChangeListener(change -> field.focus());
    }

    /** Puts the field below what is said. */
    protected final void ask(String title, String... texts) {
        setHeaderTitle(title);
        for (String text : texts) {
            add(new Paragraph(text));
        }
        add(field);
    }

    /** @param look of the button that does it */
    protected final void answers(String confirm, String keep, ButtonVariant... look) {
        Button confirmed = new Button(confirm, click -> confirm());
        confirmed.addThemeVariants(look);
        confirmed.addClickShortcut(Key.ENTER).listenOn(field).resetFocusOnActiveElement();
        getFooter().add(new Button(keep, click -> close()), confirmed);
    }

    private void confirm() {
        act.apply(field.getValue())
                .ifPresentOrElse(
                        wrong -> {
                            field.setErrorMessage(Messages.of(this, wrong));
                            field.setInvalid(true);
                            field.focus();
                        },
                        this::close);
    }
}
