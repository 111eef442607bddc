package learningmanager.program.ui;

import com.vaadin.flow.component.Component;
import learningmanager.base.ui.Crumb;

/** The way to importing programs and runs. */
final class CourseImportTrail {
    private CourseImportTrail() {}

    static Crumb[] of(Component page) {
        return new Crumb[] {
            Crumb.to(page.getTranslation("menu.course-creator"), CourseCreatorNavigation.COURSE_CREATOR),
            Crumb.of(page.getTranslation("course-import.title"))
        };
    }
}
