package learningmanager.program.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableSupplier;
import learningmanager.base.Cells;

/** A code, with one that is suggested as long as there is none. */
final class CodeField extends Div {
    private final TextField field = new TextField();
    private final Button use = new Button();
    private final SerializableSupplier<String> suggestion;

    /** @param suggestion a code that can be had; empty for none */
    CodeField(String label, String hint, SerializableSupplier<String> suggestion) {
        this.suggestion = suggestion;
        addClassName("code-field");
        field.setLabel(label);
        field.setHelperText(hint);
        field.addClassName("mono");
        field.setManualValidation(true);
        field.addValueChangeListener(change -> suggest());
        use.addThemeVariants(ButtonVariant.TERTIARY);
        use.addClickListener(click -> {
            field.setValue(suggestion.get());
            field.focus();
        });
        add(field, use);
    }

    TextField field() {
        return field;
    }

    /** Offers what is suggested now, where there is no code yet. */
    void suggest() {
        String code = Cells.isBlank(field.getValue()) ? suggestion.get() : "";
        use.setVisible(!code.isEmpty());
        use.setText(getTranslation("course-creator.use-code", code));
    }
}
