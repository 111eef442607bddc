package learningmanager.upload.ui;

import com.vaadin.flow.component.Component;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.Steps;

/** What the three steps of a bulk invitation have in common: the way here, and the steps themselves. */
final class BulkSteps {
    static final int TEMPLATE = 1;
    static final int UPLOAD = 2;
    static final int REVIEW = 3;

    private BulkSteps() {}

    static Steps at(int step, Component page) {
        return new Steps(
                step,
                page.getTranslation("bulk.step.template"),
                page.getTranslation("bulk.step.upload"),
                page.getTranslation("bulk.step.review"));
    }

    static Crumb[] trail(Component page) {
        return new Crumb[] {
            Crumb.to(page.getTranslation("bulk.trail.invite"), "invite/learners"),
            Crumb.of(page.getTranslation("bulk.trail.bulk"))
        };
    }
}
