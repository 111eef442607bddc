package learningmanager.program.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Page;
import learningmanager.csv.ui.FileSteps;
import learningmanager.program.CourseAdding;
import learningmanager.program.CourseImport;
import learningmanager.program.CourseImportId;
import learningmanager.program.CourseImportService;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** Step three of adding programs and runs from a file: looking it over; and once all of it was added, what was. */
@Route(CourseCreatorNavigation.IMPORT + "/:import")
@PermitAll
@ForHolders(Permission.COURSE_CREATOR)
class CourseReviewView extends Page implements BeforeEnterObserver {
    private final transient CourseImportService imports;

    private final Div told = new Div();
    private final Div body = new Div();
    private transient Optional<CourseImportId> shown = Optional.empty();

    CourseReviewView(CourseImportService imports) {
        this.imports = imports;
        trail(CourseImportTrail.of(this));
        heading(getTranslation("course-import.title"));
        add(FileSteps.at(FileSteps.REVIEW, this), told, body);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String asked = event.getRouteParameters().get("import").orElse("");
        show(imports.find(
                Id.parse(asked, CourseImportId::new).orElseThrow(() -> new NotFoundException("no import's address"))));
    }

    /** It is not found where they are no course creator of its organisation any more. */
    @Override
    protected void changedForWhoLooks() {
        shown.ifPresent(imports::find);
    }

    private void show(CourseImport file) {
        shown = Optional.of(file.id());
        lead(file.fileName());
        told.removeAll();
        body.removeAll();
        body.add(
                switch (file) {
                    case CourseImport.UnderReview review ->
                        new CourseReview(
                                review,
                                imports.limits(),
                                () -> add(review.id()),
                                () -> getUI().ifPresent(ui -> CourseCreatorNavigation.reupload(ui, review.id())));
                    case CourseImport.Added added -> new AddedCourses(added);
                });
        focusHeading();
    }

    private void add(CourseImportId file) {
        switch (imports.add(file)) {
            case CourseAdding.Refused(CourseImport.UnderReview now) -> {
                show(now);
                told.add(Notice.error(getTranslation("course-import.changed-meanwhile")));
            }
            case CourseAdding.Added(int programs, int runs) -> {
                Notifications.success(getTranslation("course-import.added", programs, runs));
                getUI().ifPresent(ui -> ui.navigate(CourseCreatorNavigation.COURSE_CREATOR));
            }
        }
    }
}
