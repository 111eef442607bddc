package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;

/** What stands where nothing is yet: that there is nothing, and what to do next. */
public final class EmptyState extends Div {
    public EmptyState(String title, String text, Component... actions) {
        addClassName("empty-state");
        Div heading = new Div(title);
        heading.addClassName("empty-state-title");
        add(heading, new Paragraph(text));
        add(actions);
    }
}
