package learningmanager.base.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** What stands around a page for somebody who need not be signed in: one narrow sheet in the middle. */
@AnonymousAllowed
public class SheetLayout extends Div implements RouterLayout {
    public SheetLayout() {
        addClassName("sheet");
        Footer footer = new Footer(new ColorSchemeSwitch());
        add(new Header(new Logo()), footer);
    }

    @Override
    public void showRouterLayoutContent(com.vaadin.flow.component.HasElement content) {
        getElement().insertChild(1, content.getElement());
    }
}
