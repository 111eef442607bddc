package learningmanager.base.ui;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;

/** The steps of a longer task: what is done, where one is, what comes. */
public final class Steps extends OrderedList {
    /** @param current the step one is at, the first being 1 */
    public Steps(int current, String... labels) {
        addClassName("steps");
        getElement().setAttribute("aria-label", getTranslation("steps.label"));
        for (int i = 0; i < labels.length; i++) {
            int number = i + 1;
            boolean done = number < current;
            Span mark = new Span(done ? "✓" : String.valueOf(number));
            mark.addClassName("step-mark");
            mark.getElement().setAttribute("aria-hidden", "true");
            ListItem step = new ListItem(mark, new Span(labels[i]));
            if (done) {
                step.addClassName("done");
                Span told = new Span(getTranslation("steps.done"));
                told.addClassName("only-read-out");
                step.add(told);
            }
            if (number == current) {
                step.addClassName("current");
                step.getElement().setAttribute("aria-current", "step");
            }
            add(step);
        }
    }
}
