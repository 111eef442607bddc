package learningmanager.program.ui;

import com.vaadin.flow.component.Component;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.Steps;

/** What the three steps of importing programs and runs have in common: those of inviting in bulk. */
final class CourseImportSteps {
    static final int TEMPLATE = 1;
    static final int UPLOAD = 2;
    static final int REVIEW = 3;

    private CourseImportSteps() {}

    static Steps at(int step, Component page) {
        return new Steps(
                step,
                page.getTranslation("bulk.step.template"),
                page.getTranslation("bulk.step.upload"),
                page.getTranslation("bulk.step.review"));
    }

    static Crumb[] trail(Component page) {
        return new Crumb[] {
            Crumb.to(page.getTranslation("menu.course-creator"), CourseCreatorNavigation.COURSE_CREATOR),
            Crumb.of(page.getTranslation("course-import.title"))
        };
    }
}
