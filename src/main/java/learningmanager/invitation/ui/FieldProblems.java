package learningmanager.invitation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import java.util.LinkedHashMap;
import java.util.Map;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Messages;
import learningmanager.invitation.InviteField;

/** Shows what is wrong at its field, until the field is changed. */
final class FieldProblems {
    private final Component form;
    private final Map<InviteField, HasValidation> fields = new LinkedHashMap<>();

    FieldProblems(Component form) {
        this.form = form;
    }

    /** In the order of the screen. */
    <F extends Component & HasValidation & HasValue<?, ?>> void at(InviteField name, F field) {
        fields.put(name, field);
        field.addValueChangeListener(change -> clear(field));
    }

    /** Shows these and no others, and puts the focus on the first. */
    void show(Map<InviteField, Refusal> problems) {
        fields.values().forEach(FieldProblems::clear);
        fields.forEach((name, field) -> {
            Refusal refusal = problems.get(name);
            if (refusal != null) {
                field.setErrorMessage(Messages.of(form, refusal));
                field.setInvalid(true);
            }
        });
        fields.values().stream()
                .filter(HasValidation::isInvalid)
                .findFirst()
                .ifPresent(field -> ((Focusable<?>) field).focus());
    }

    private static void clear(HasValidation field) {
        field.setInvalid(false);
    }
}
