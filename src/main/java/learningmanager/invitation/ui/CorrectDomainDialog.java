package learningmanager.invitation.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableBiConsumer;
import java.util.Optional;
import learningmanager.base.EmailDomain;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Messages;

/** "Correct e-mail" of many: which domain, and by which other one. */
final class CorrectDomainDialog extends Dialog {
    private final TextField wrong = field("run.correct-many.wrong");
    private final TextField right = field("run.correct-many.right");
    private final SerializableBiConsumer<EmailDomain, EmailDomain> correct;

    /** @param many how many invitations are chosen, in words */
    CorrectDomainDialog(
            String many, Optional<EmailDomain> proposed, SerializableBiConsumer<EmailDomain, EmailDomain> correct) {
        this.correct = correct;
        addClassName("narrow-dialog");
        setHeaderTitle(getTranslation("run.correct"));
        proposed.map(EmailDomain::text).ifPresent(wrong::setValue);
        Div fields = new Div(wrong, right);
        fields.addClassName("form");
        add(new Paragraph(getTranslation("run.correct-many.text", many)), fields);
        addOpenedChangeListener(change -> (wrong.isEmpty() ? wrong : right).focus());
        Button confirm = new Button(getTranslation("run.correct.confirm"), click -> confirm());
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        confirm.addClickShortcut(Key.ENTER).listenOn(wrong, right).resetFocusOnActiveElement();
        getFooter().add(new Button(getTranslation("run.dialog.close"), click -> close()), confirm);
    }

    private TextField field(String label) {
        TextField field = new TextField(getTranslation(label));
        field.setPrefixComponent(new Span("@"));
        field.setManualValidation(true);
        field.setWidthFull();
        field.setAutoselect(true);
        return field;
    }

    private void confirm() {
        Optional<EmailDomain> from = domain(wrong);
        Optional<EmailDomain> to = domain(right);
        if (from.isPresent() && to.isPresent()) {
            close();
            correct.accept(from.get(), to.get());
        }
    }

    private Optional<EmailDomain> domain(TextField field) {
        return switch (EmailDomain.parse(field.getValue())) {
            case Parsed.Right<EmailDomain>(EmailDomain domain) -> {
                field.setInvalid(false);
                yield Optional.of(domain);
            }
            case Parsed.Wrong<EmailDomain>(Refusal refusal) -> {
                field.setErrorMessage(Messages.of(this, refusal));
                field.setInvalid(true);
                field.focus();
                yield Optional.empty();
            }
        };
    }
}
