package learningmanager.upload.ui;

import com.vaadin.flow.component.Component;
import learningmanager.base.ui.Crumb;

/** The way to inviting in bulk. */
final class BulkTrail {
    private BulkTrail() {}

    static Crumb[] of(Component page) {
        return new Crumb[] {
            Crumb.to(page.getTranslation("bulk.trail.invite"), "invite/learners"),
            Crumb.of(page.getTranslation("bulk.trail.bulk"))
        };
    }
}
