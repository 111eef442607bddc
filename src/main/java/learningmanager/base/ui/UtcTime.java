package learningmanager.base.ui;

import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import learningmanager.base.UtcTexts;

/** A point in time as tables show it: 2027-03-01 09:00 UTC. Breaks between date and time where it must, and nowhere else. */
public final class UtcTime extends Span {
    public UtcTime(Instant at) {
        String text = UtcTexts.brief(at);
        int blank = text.indexOf(' ');
        add(unbroken(text.substring(0, blank)));
        add(" ");
        add(unbroken(text.substring(blank + 1)));
    }

    private static Span unbroken(String text) {
        Span span = new Span(text);
        span.addClassName("nowrap");
        return span;
    }
}
