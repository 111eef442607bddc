package learningmanager.base.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;

/** The way to a page, as links. */
final class Trail extends Nav {
    Trail(Crumb... crumbs) {
        addClassName("trail");
        getElement().setAttribute("aria-label", getTranslation("page.trail"));
        OrderedList stops = new OrderedList();
        for (Crumb crumb : crumbs) {
            stops.add(crumb.address()
                    .map(address -> new ListItem(link(address, crumb.text())))
                    .orElseGet(() -> new ListItem(crumb.text())));
        }
        add(stops);
    }

    private static Anchor link(String address, String text) {
        Anchor link = new Anchor(address, text);
        link.setRouterIgnore(false);
        return link;
    }
}
