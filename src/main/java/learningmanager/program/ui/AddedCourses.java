package learningmanager.program.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.util.List;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Notice;
import learningmanager.program.CourseImport;
import learningmanager.program.csv.CheckedCourses;

/** A file of programs and runs after all of it was added. */
final class AddedCourses extends Div {
    AddedCourses(CourseImport.Added added) {
        Button on = new Button(
                getTranslation("course-import.to-programs"),
                click -> getUI().ifPresent(ui -> ui.navigate(CourseCreatorNavigation.COURSE_CREATOR)));
        on.addThemeVariants(ButtonVariant.PRIMARY);
        Div toolbar = new Div(on);
        toolbar.addClassName("toolbar");
        List<CheckedCourses.Row> rows = added.lines().stream()
                .map(line -> new CheckedCourses.Row(line, List.of()))
                .toList();
        add(
                Notice.success(
                        getTranslation("course-import.added", added.programs(), added.runs()),
                        getTranslation("course-import.added.text", UtcTexts.brief(added.at()))),
                toolbar,
                new CourseLines(() -> rows));
    }
}
