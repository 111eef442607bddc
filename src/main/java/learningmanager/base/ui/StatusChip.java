package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

/** A status as icon, word and colour. Read out as its word alone. */
public final class StatusChip extends Span {
    /** @param icon a single character such as ✓ */
    public StatusChip(Tone tone, String icon, String text) {
        this(tone, new Span(icon), text);
    }

    public StatusChip(Tone tone, VaadinIcon icon, String text) {
        this(tone, icon.create(), text);
    }

    private StatusChip(Tone tone, Component icon, String text) {
        addClassNames("chip", tone.className());
        icon.getElement().setAttribute("aria-hidden", "true");
        icon.addClassName("chip-icon");
        add(icon, new Span(text));
    }
}
