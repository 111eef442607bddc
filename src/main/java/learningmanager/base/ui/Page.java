package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A page of the application: the way here, a heading, a line that says more, and whatever the page adds below. */
public abstract class Page extends Main implements HasDynamicTitle {
    /** Once the page before is gone, and what it puts the keyboard on itself is there. */
    private static final String FOCUS_UNLESS_ELSEWHERE =
            "setTimeout(() => document.activeElement === document.body && this.focus());";

    private static final String PRODUCT = "Learning Manager";

    private final Header top = new Header();
    private Optional<? extends Component> emblem = Optional.empty();
    private Optional<Trail> trail = Optional.empty();
    private Optional<H1> heading = Optional.empty();
    private Optional<Paragraph> lead = Optional.empty();

    protected Page(String... classNames) {
        addClassName("page");
        addClassNames(classNames);
        top.addClassName("page-top");
        add(top);
    }

    /** The heading; also the browser's title. Another text is another element: the keyboard coming to it, a screen reader reads it out. */
    protected final void heading(String text) {
        heading = heading.filter(title -> title.getText().equals(text)).or(() -> Optional.of(new H1(text)));
        putTogether();
    }

    /** Puts the keyboard on the heading, for who is told that the page has become another one; Tab goes on from there. */
    protected final void focusHeading() {
        focusHeading("this.focus()");
    }

    /** Puts the keyboard on the heading where it is on nothing else. */
    final void focusHeadingUnlessElsewhere() {
        focusHeading(FOCUS_UNLESS_ELSEWHERE);
    }

    private void focusHeading(String script) {
        heading.ifPresent(title -> {
            title.getElement().setAttribute("tabindex", "-1");
            title.getElement().executeJs(script);
        });
    }

    /** The soft line below the heading. */
    protected final void lead(String text) {
        lead(new Text(text));
    }

    /** The soft line below the heading, of several parts; none takes it away. */
    protected final void lead(Component... parts) {
        if (parts.length == 0) {
            lead = Optional.empty();
        } else {
            Paragraph line = new Paragraph(parts);
            line.addClassName("lead");
            lead = Optional.of(line);
        }
        putTogether();
    }

    /** The way here, above the heading: outermost first, this page last. */
    protected final void trail(Crumb... crumbs) {
        trail = crumbs.length == 0 ? Optional.empty() : Optional.of(new Trail(crumbs));
        putTogether();
    }

    @Override
    public String getPageTitle() {
        return heading.map(H1::getText)
                .filter(text -> !text.equals(PRODUCT))
                .map(text -> text + " – " + PRODUCT)
                .orElse(PRODUCT);
    }

    /** Whose page it is, above all else; none takes it away. */
    protected final void emblem(Optional<? extends Component> component) {
        emblem = component;
        putTogether();
    }

    /**
     * Shows what there is for its person now that what they may do, or what is theirs, has changed while the page is open. One that
     * shows nothing of the kind stays as it is.
     *
     * @throws learningmanager.base.NotFoundException when the page is not for them any more: another takes its place
     */
    protected void changedForWhoLooks() {}

    /**
     * Puts what is shown into the address without going anywhere: a reload, a bookmark or the way back leads to it.
     *
     * @param path the page's own
     */
    protected static void keepInAddress(String path, Map<String, List<String>> parameters) {
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location(path, new QueryParameters(parameters)));
    }

    /** What is there already is not moved: the keyboard may be on it. */
    private void putTogether() {
        List<Component> parts = Stream.of(emblem, trail, heading, lead)
                .<Component>flatMap(Optional::stream)
                .toList();
        top.getChildren().filter(part -> !parts.contains(part)).toList().forEach(top::remove);
        for (int place = 0; place < parts.size(); place++) {
            if (top.indexOf(parts.get(place)) != place) {
                top.addComponentAtIndex(place, parts.get(place));
            }
        }
    }
}
