package learningmanager.upload.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Optional;
import learningmanager.base.Cells;
import learningmanager.base.ui.KeyHint;
import learningmanager.base.ui.Messages;
import learningmanager.upload.ReviewRow;
import learningmanager.upload.RowProblem;
import learningmanager.upload.csv.Column;

/** What is wrong with the cell that the keyboard is on, read out by a screen reader, and what can be done about it at once. */
final class CurrentProblem extends Div {
    /** A text put in place of another that was wrong, which other rows have too. */
    record Fix(Column column, String wrong, String text, int same) {}

    /** What the buttons do. */
    interface Actions {
        void use(ReviewRow row, Column column, String suggestion);

        void fixAll(Fix fix);

        void leaveOut(ReviewRow row);

        void putBack(ReviewRow row);
    }

    private final transient Actions actions;
    private final Div told = new Div();
    private final Div buttons = new Div();
    private transient Optional<Runnable> use = Optional.empty();
    private transient Optional<Runnable> fixAll = Optional.empty();
    private transient Optional<Runnable> leaveOut = Optional.empty();
    private transient Optional<Fix> offered = Optional.empty();
    private boolean problemsLeft;
    private boolean tellsHowToGoOn;

    CurrentProblem(Actions actions) {
        this.actions = actions;
        addClassNames("card", "current-problem");
        told.getElement().setAttribute("aria-live", "polite");
        buttons.addClassName("toolbar");
        add(told, buttons);
        tellHowToGoOn();
    }

    /** What F8 is good for is told only where it leads somewhere. */
    void know(boolean anyProblem) {
        boolean other = anyProblem != problemsLeft;
        problemsLeft = anyProblem;
        if (tellsHowToGoOn && other) {
            tellHowToGoOn();
        }
    }

    /** Where there is no cell to tell of, or the one that was told of is listed no longer. */
    void tellHowToGoOn() {
        tell(getTranslation(problemsLeft ? "review.current.none" : "review.current.none-left"));
        tellsHowToGoOn = true;
    }

    /** The person went to a cell: what is wrong there is read out; that nothing is, the grid tells by itself. */
    void follow(ReviewRow row, Column column) {
        Optional<Fix> still = offered;
        boolean wrong = row.leftOut() || !row.problemsOf(column).isEmpty();
        told.getElement().setAttribute("aria-live", wrong ? "polite" : "off");
        show(row, column, "");
        still.ifPresent(this::offer);
    }

    /** @param before something to say first */
    void announce(ReviewRow row, Column column, String before) {
        told.getElement().setAttribute("aria-live", "polite");
        show(row, column, before);
    }

    /** What is to be said of a cell. */
    String told(ReviewRow row, Column column) {
        String text = row.leftOut()
                ? getTranslation("review.current.left-out")
                : row.problemsOf(column).stream()
                        .findFirst()
                        .map(problem -> Messages.of(this, problem.refusal()))
                        .orElseGet(() -> getTranslation("review.current.right"));
        String cell = Cells.withControlCharactersShown(row.cells().cell(column));
        return cell.isBlank()
                ? getTranslation("review.current.empty", row.cells().line(), column.heading(), text)
                : getTranslation("review.current", row.cells().line(), column.heading(), cell, text);
    }

    private void show(ReviewRow row, Column column, String before) {
        List<RowProblem> problems = row.leftOut() ? List.of() : row.problemsOf(column);
        tell((before + " " + told(row, column)).strip());
        use = problems.stream()
                .flatMap(problem -> problem.refusal().suggestion().stream())
                .findFirst()
                .map(suggestion -> {
                    button(getTranslation("review.use", suggestion), "Alt+U", () -> use.ifPresent(Runnable::run));
                    return () -> actions.use(row, column, suggestion);
                });
        if (row.leftOut()) {
            leaveOut = Optional.of(() -> actions.putBack(row));
            button(getTranslation("review.put-back"), "Alt+L", this::leaveOut);
        } else {
            leaveOut = Optional.of(() -> actions.leaveOut(row));
            button(getTranslation("review.leave-out"), "Alt+L", this::leaveOut);
        }
    }

    /** Offers to put the same text into all rows that have what was wrong here. */
    void offer(Fix fix) {
        offered = Optional.of(fix);
        fixAll = Optional.of(() -> actions.fixAll(fix));
        button(getTranslation("review.fix-all", fix.same(), fix.wrong(), fix.text()), "Alt+A", this::fixAll);
    }

    void tell(String text) {
        use = Optional.empty();
        fixAll = Optional.empty();
        leaveOut = Optional.empty();
        offered = Optional.empty();
        tellsHowToGoOn = false;
        buttons.removeAll();
        told.setText(text);
    }

    /** Whether there was one. */
    boolean useSuggestion() {
        return run(use);
    }

    /** Whether there was something to put into all. */
    boolean fixAll() {
        return run(fixAll);
    }

    /** Or puts back what is left out; false where no line is told about. */
    boolean leaveOut() {
        return run(leaveOut);
    }

    private static boolean run(Optional<Runnable> action) {
        action.ifPresent(Runnable::run);
        return action.isPresent();
    }

    private void button(String text, String keys, Runnable action) {
        Button button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.SMALL);
        button.setSuffixComponent(new KeyHint(keys));
        buttons.add(button);
    }
}
