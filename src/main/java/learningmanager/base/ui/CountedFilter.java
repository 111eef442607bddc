package learningmanager.base.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Buttons of which one is chosen, each with how many lines it leads to; the first leads to all. */
public abstract class CountedFilter<T> extends Div {
    private record Choice<T>(Optional<T> value, Button button, Span count) {}

    private final transient List<Choice<T>> choices = new ArrayList<>();
    private final Runnable changed;
    private transient Optional<T> chosen = Optional.empty();

    /** @param changed told when another is chosen by its button */
    protected CountedFilter(String label, String all, T[] values, Function<T, String> word, Runnable changed) {
        this.changed = changed;
        addClassName("filters");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", label);
        offer(Optional.empty(), all);
        for (T value : values) {
            offer(Optional.of(value), word.apply(value));
        }
        press();
    }

    /** None where all are. */
    public final Optional<T> chosen() {
        return chosen;
    }

    /** As if it had been pressed, telling nobody. */
    public final void choose(Optional<T> value) {
        chosen = value;
        press();
    }

    /** Shows how many there are of each; what none has takes no room. */
    public final void tell(int all, ToIntFunction<T> countOf) {
        for (Choice<T> choice : choices) {
            int count = choice.value().map(countOf::applyAsInt).orElse(all);
            choice.count().setText(" " + getTranslation("number", count));
            choice.button()
                    .setVisible(count > 0
                            || choice.value().isEmpty()
                            || choice.value().equals(chosen));
        }
        press();
    }

    /** Until they are counted: all can be chosen, and none has a number that was another list's. */
    public final void tellNothing() {
        for (Choice<T> choice : choices) {
            choice.count().setText("");
            choice.button().setVisible(true);
        }
    }

    private void press() {
        choices.forEach(choice -> choice.button()
                .getElement()
                .setAttribute("aria-pressed", String.valueOf(choice.value().equals(chosen))));
    }

    private void offer(Optional<T> value, String text) {
        Span count = new Span();
        count.addClassName("count");
        Button button = new Button(text, click -> {
            choose(value);
            changed.run();
        });
        button.addClassName("filter");
        button.setSuffixComponent(count);
        choices.add(new Choice<>(value, button, count));
        add(button);
    }
}
