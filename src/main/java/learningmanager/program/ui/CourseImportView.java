package learningmanager.program.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import learningmanager.base.NotFoundException;
import learningmanager.base.ui.Page;
import learningmanager.csv.ui.FileSteps;
import learningmanager.csv.ui.TemplateDownload;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.csv.CourseColumn;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** Adds programs and runs from a file. Step one: the template, and what its columns want. */
@Route(CourseCreatorNavigation.IMPORT)
@PermitAll
@ForHolders(Permission.COURSE_CREATOR)
class CourseImportView extends Page implements BeforeEnterObserver {
    private static final String FILE_NAME = "programs-template.csv";

    private final transient CourseCreatorService courses;

    CourseImportView(CourseCreatorService courses) {
        this.courses = courses;
        trail(CourseImportTrail.of(this));
        heading(getTranslation("course-import.title"));
        lead(getTranslation("course-import.lead"));
        Button next = new Button(
                getTranslation("bulk.template.continue"),
                click -> getUI().ifPresent(ui -> ui.navigate(CourseCreatorNavigation.IMPORT_UPLOAD)));
        next.addThemeVariants(ButtonVariant.PRIMARY);
        Div toolbar = new Div(
                new TemplateDownload(getTranslation("bulk.template.download"), FILE_NAME, CourseColumn.ALL), next);
        toolbar.addClassName("toolbar");
        add(
                FileSteps.at(FileSteps.TEMPLATE, this),
                toolbar,
                new H2(getTranslation("course-import.columns")),
                columns());
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (courses.organisations().isEmpty()) {
            throw new NotFoundException("course creator's page for somebody who is none");
        }
    }

    private DescriptionList columns() {
        DescriptionList list = new DescriptionList();
        list.addClassName("facts");
        for (CourseColumn column : CourseColumn.values()) {
            list.add(
                    new DescriptionList.Term(new Code(column.heading())),
                    new DescriptionList.Description(getTranslation("course-import.column." + column.heading())));
        }
        return list;
    }
}
