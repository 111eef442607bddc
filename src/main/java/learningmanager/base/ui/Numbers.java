package learningmanager.base.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** The numbers that matter, side by side, each with what it counts. */
public final class Numbers extends Div {
    public Numbers() {
        addClassName("numbers");
    }

    public Numbers add(String number, String label) {
        Span counted = new Span(number);
        counted.addClassName("number");
        add(new Div(counted, new Span(label)));
        return this;
    }
}
