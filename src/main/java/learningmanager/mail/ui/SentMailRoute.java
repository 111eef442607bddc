package learningmanager.mail.ui;

import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.startup.ApplicationRouteRegistry;
import java.util.Optional;
import learningmanager.mail.MailCatcher;
import org.springframework.stereotype.Component;

/** Without the catcher there is no "Sent mail": neither its address nor its entry in the menu. */
@Component
class SentMailRoute implements VaadinServiceInitListener {
    private final Optional<MailCatcher> catcher;

    SentMailRoute(Optional<MailCatcher> catcher) {
        this.catcher = catcher;
    }

    @Override
    public void serviceInit(ServiceInitEvent starting) {
        if (catcher.isEmpty()) {
            RouteConfiguration.forRegistry(ApplicationRouteRegistry.getInstance(
                            starting.getSource().getContext()))
                    .removeRoute(SentMailView.class);
        }
    }
}
