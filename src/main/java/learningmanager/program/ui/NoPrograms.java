package learningmanager.program.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import java.util.Collections;
import learningmanager.base.ui.EmptyState;
import learningmanager.security.Reach;

/** What a manager sees where there is no program yet: who may add one does so from here. */
public final class NoPrograms {
    private NoPrograms() {}

    /** @param reach of who reads it */
    public static EmptyState told(Component page, Reach reach) {
        String title = page.getTranslation("home.no-programs");
        if (Collections.disjoint(reach.courses(), reach.organisations())) {
            return new EmptyState(title, page.getTranslation("home.no-programs.text"));
        }
        Button add = new Button(
                page.getTranslation("course-creator.add"),
                click -> UI.getCurrent().navigate(CourseCreatorNavigation.newProgram()));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        return new EmptyState(title, page.getTranslation("course-creator.none.text"), add);
    }
}
