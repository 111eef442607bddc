package learningmanager.base.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationListener;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.springframework.stereotype.Component;

/**
 * Puts the keyboard on the heading of each page that somebody goes to within a window, where it would be on nothing: a screen reader
 * tells it, and Tab goes on from there. The first page begins at its top, with the link past the menu.
 */
@Component
class FocusOnHeading implements VaadinServiceInitListener {
    @Override
    public void serviceInit(ServiceInitEvent init) {
        init.getSource().addUIInitListener(window -> follow(window.getUI()));
    }

    private static void follow(UI window) {
        window.addAfterNavigationListener(new AfterNavigationListener() {
            private boolean first = true;

            @Override
            public void afterNavigation(AfterNavigationEvent event) {
                if (!first) {
                    event.getActiveChain().stream()
                            .filter(Page.class::isInstance)
                            .map(Page.class::cast)
                            .forEach(Page::focusHeadingUnlessElsewhere);
                }
                first = false;
            }
        });
    }
}
