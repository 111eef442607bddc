package learningmanager.invitation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Messages;
import learningmanager.invitation.InviteField;

/** Shows what is wrong at its field, until the field is changed. */
final class FieldProblems {
    /** What is wrong with the runs for one learner, and may be right for the next. */
    private static final Set<String> OF_THE_LEARNER =
            Set.of("runs.enrolled", "runs.pending", "runs.program-enrolled", "runs.program-pending");

    private final Component form;
    private final Map<InviteField, HasValidation> fields = new LinkedHashMap<>();
    private Map<InviteField, Refusal> shown = Map.of();

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
        shown = problems;
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

    /** For another learner than the one who holds the runs chosen. */
    void forgetHeldRuns() {
        Refusal runs = shown.get(InviteField.RUNS);
        HasValidation field = fields.get(InviteField.RUNS);
        if (runs != null && field != null && OF_THE_LEARNER.contains(runs.code())) {
            clear(field);
        }
    }

    private static void clear(HasValidation field) {
        field.setInvalid(false);
    }
}
