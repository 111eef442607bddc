package learningmanager.upload.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Span;

/** A code to fill a file with: shown to be read, copied by one click. */
final class CopyCode extends Span {
    CopyCode(String text) {
        addClassName("nowrap");
        Button copy = new Button(getTranslation("copy-code.copy"));
        copy.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        copy.setAriaLabel(getTranslation("copy-code.copy-which", text));
        copy.addClickListener(click -> copy.setText(getTranslation("copy-code.copied")));
        copy.addAttachListener(attached -> copy.getElement()
                .executeJs("this.onclick = () => navigator.clipboard && navigator.clipboard.writeText($0)", text));
        add(new Code(text), copy);
    }
}
