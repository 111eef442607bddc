package learningmanager.base.ui;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.springframework.stereotype.Component;

/** Lets a screen reader say it when the connection is lost and found again: Vaadin's indicator has no role by itself. */
@Component
class ConnectionIndicator implements VaadinServiceInitListener {
    private static final String MAKE_STATUS =
            "document.querySelector('vaadin-connection-indicator')?.setAttribute('role', 'status')";

    @Override
    public void serviceInit(ServiceInitEvent init) {
        init.getSource().addUIInitListener(event -> event.getUI().getPage().executeJs(MAKE_STATUS));
    }
}
