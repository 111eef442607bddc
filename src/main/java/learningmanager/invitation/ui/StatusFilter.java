package learningmanager.invitation.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import learningmanager.base.ui.StatusChip;
import learningmanager.base.ui.Tone;
import learningmanager.invitation.RunStatus;

/** Buttons that choose which status to show, each with how many there are; and the statuses' chips. */
final class StatusFilter extends Div {
    private record Choice(Optional<RunStatus> status, Button button, Span count) {}

    private final List<Choice> choices = new ArrayList<>();
    private final Runnable changed;
    private Optional<RunStatus> chosen = Optional.empty();

    StatusFilter(Runnable changed) {
        this.changed = changed;
        addClassName("filters");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", getTranslation("run.filter"));
        offer(Optional.empty(), getTranslation("run.filter.all"));
        for (RunStatus status : RunStatus.values()) {
            offer(Optional.of(status), StatusWords.of(status));
        }
    }

    Optional<RunStatus> chosen() {
        return chosen;
    }

    /** Shows how many there are of each; a status that none has takes no room. */
    void tell(Map<RunStatus, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        for (Choice choice : choices) {
            int count = choice.status()
                    .map(status -> Optional.ofNullable(counts.get(status)).orElse(0))
                    .orElse(all);
            choice.count().setText(" " + getTranslation("number", count));
            choice.button()
                    .setVisible(count > 0
                            || choice.status().isEmpty()
                            || choice.status().equals(chosen));
            choice.button()
                    .getElement()
                    .setAttribute("aria-pressed", String.valueOf(choice.status().equals(chosen)));
        }
    }

    private void offer(Optional<RunStatus> status, String text) {
        Span count = new Span();
        count.addClassName("count");
        Button button = new Button(text, click -> {
            chosen = status;
            changed.run();
        });
        button.addClassName("filter");
        button.setSuffixComponent(count);
        choices.add(new Choice(status, button, count));
        add(button);
    }

    static StatusChip chip(RunStatus status) {
        String word = StatusWords.of(status);
        return switch (status) {
            case PENDING -> new StatusChip(Tone.PENDING, "◷", word);
            case ACCEPTED -> new StatusChip(Tone.GOOD, "✓", word);
            case DECLINED -> new StatusChip(Tone.IDLE, "–", word);
            case CANCELED -> new StatusChip(Tone.IDLE, "✕", word);
            case EXPIRED -> new StatusChip(Tone.IDLE, "◌", word);
        };
    }
}
