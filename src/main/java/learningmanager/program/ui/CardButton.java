package learningmanager.program.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;

/** A button that shows what it leads to: a title, a soft line, and the numbers that matter. */
public final class CardButton extends NativeButton {
    private final Span meta = new Span();
    private final Span numbers = new Span();

    public CardButton(String title, String address) {
        addClassName("card");
        Span heading = new Span(title);
        heading.addClassName("card-title");
        meta.addClassName("card-meta");
        numbers.addClassName("card-numbers");
        add(heading, meta, numbers);
        addClickListener(click -> UI.getCurrent().navigate(address));
    }

    /** Adds to the soft line. */
    public CardButton tell(String text) {
        return tell(new Span(text));
    }

    /** Adds to the soft line. */
    public CardButton tell(Component part) {
        if (meta.getChildren().findAny().isPresent()) {
            meta.add(" · ");
        }
        meta.add(part);
        return this;
    }

    public CardButton number(int number, String label) {
        Span counted = new Span(getTranslation("number", number));
        counted.addClassName("number");
        numbers.add(new Span(counted, new Span(" " + label)));
        return this;
    }
}
