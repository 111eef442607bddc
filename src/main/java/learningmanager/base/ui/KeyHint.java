package learningmanager.base.ui;

import com.vaadin.flow.component.html.Span;

/** The keys that do what a button does, shown on it. Never part of the button's accessible name. */
public final class KeyHint extends Span {
    public KeyHint(String keys) {
        super(keys);
        addClassName("key");
        getElement().setAttribute("aria-hidden", "true");
    }
}
