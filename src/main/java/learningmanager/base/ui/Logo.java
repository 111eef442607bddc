package learningmanager.base.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

/** The product's sign and name. */
final class Logo extends Div {
    Logo() {
        addClassName("logo");
        Span mark = new Span("✓");
        mark.addClassName("logo-mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        add(mark, new Span("Learning Manager"));
    }
}
