package learningmanager.invitation.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableFunction;
import java.time.Instant;
import java.util.Optional;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.UtcDateTimeField;

/** "Extend expiry": until when. */
final class ExtendDialog extends Dialog {
    private final UtcDateTimeField expiry = new UtcDateTimeField(getTranslation("run.extend.until"));
    private final SerializableFunction<Optional<Instant>, Optional<Refusal>> extend;

    /**
     * @param whom who is invited, or how many are
     * @param extend does it; gives why not, where it is refused
     */
    ExtendDialog(String whom, Instant proposed, SerializableFunction<Optional<Instant>, Optional<Refusal>> extend) {
        this.extend = extend;
        addClassName("narrow-dialog");
        setHeaderTitle(getTranslation("run.extend"));
        expiry.setValue(proposed);
        add(new Paragraph(getTranslation("run.extend.text", whom)), expiry);
        Button confirm = new Button(getTranslation("run.extend.confirm"), click -> confirm());
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(getTranslation("run.dialog.close"), click -> close()), confirm);
    }

    private void confirm() {
        Optional<Refusal> refusal = expiry.problem().or(() -> extend.apply(expiry.instant()));
        refusal.ifPresentOrElse(
                wrong -> {
                    expiry.setErrorMessage(Messages.of(this, wrong));
                    expiry.setInvalid(true);
                    expiry.focus();
                },
                this::close);
    }
}
