package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import learningmanager.base.Refusal;

/**
 * Shows what is wrong at its field, until the field is changed. A service that misses a value does not know what was typed in its place:
 * the field says that.
 *
 * @param <E> names the fields, as a service's refusals do
 */
public final class FieldProblems<E extends Enum<E>> {
    private final Component form;
    private final Map<E, HasValidation> fields = new LinkedHashMap<>();
    private Map<E, Refusal> shown = Map.of();

    public FieldProblems(Component form) {
        this.form = form;
    }

    /** In the order of the screen. */
    public <F extends Component & HasValidation & HasValue<?, ?>> void at(E name, F field) {
        fields.put(name, field);
        field.addValueChangeListener(change -> tell(field, unreadable(field)));
    }

    /** Shows these and no others, and puts the focus on the first. */
    public void show(Map<E, Refusal> problems) {
        shown = problems;
        fields.forEach((name, field) -> tell(
                field,
                Optional.ofNullable(problems.get(name))
                        .map(refusal -> unreadable(field).orElse(refusal))));
        fields.values().stream()
                .filter(HasValidation::isInvalid)
                .findFirst()
                .ifPresent(field -> ((Focusable<?>) field).focus());
    }

    /** Takes back what is shown at a field where it is one of these refusals, for what they were about is another now. */
    public void forget(E name, Set<String> codes) {
        Refusal refusal = shown.get(name);
        HasValidation field = fields.get(name);
        if (refusal != null && field != null && codes.contains(refusal.code())) {
            tell(field, Optional.empty());
        }
    }

    private void tell(HasValidation field, Optional<Refusal> problem) {
        problem.ifPresent(refusal -> field.setErrorMessage(Messages.of(form, refusal)));
        field.setInvalid(problem.isPresent());
    }

    private static Optional<Refusal> unreadable(HasValidation field) {
        return field instanceof HasUnreadable typed ? typed.problem() : Optional.empty();
    }
}
