package learningmanager.program.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Page;
import learningmanager.csv.Limits;
import learningmanager.csv.ui.FileSteps;
import learningmanager.csv.ui.FileUpload;
import learningmanager.csv.ui.RefusedFile;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.CourseFile;
import learningmanager.program.CourseImport;
import learningmanager.program.CourseImportId;
import learningmanager.program.CourseImportService;
import learningmanager.program.Organisation;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** Step two of adding programs and runs from a file: choosing it and sending it here. */
@Route(CourseCreatorNavigation.IMPORT_UPLOAD)
@PermitAll
@ForHolders(Permission.COURSE_CREATOR)
class CourseUploadView extends Page implements BeforeEnterObserver {
    private static final int BYTES_PER_MEGABYTE = 1 << 20;

    private final transient CourseCreatorService courses;
    private final transient CourseImportService imports;

    private final OrganisationField organisation = new OrganisationField();
    private final FileUpload upload;
    private final Div told = new Div();
    private final Div choosing = new Div();
    private final Div instead = new Div();
    private transient Optional<CourseImport.UnderReview> replaced = Optional.empty();

    CourseUploadView(CourseCreatorService courses, CourseImportService imports) {
        this.courses = courses;
        this.imports = imports;
        trail(CourseImportTrail.of(this));
        heading(getTranslation("course-import.title"));
        organisation.setLabel(getTranslation("program.organisation"));
        upload = new FileUpload(imports.limits().bytes(), imports::newFile, this::check, this::tell);
        Button send = new Button(getTranslation("bulk.upload.submit"), click -> {
            told.removeAll();
            upload.send();
        });
        send.addThemeVariants(ButtonVariant.PRIMARY);
        Button back = new Button(
                getTranslation("bulk.upload.back"),
                click -> getUI().ifPresent(ui -> ui.navigate(CourseCreatorNavigation.IMPORT)));
        back.addThemeVariants(ButtonVariant.TERTIARY);
        Div toolbar = new Div(send, back);
        toolbar.addClassName("toolbar");
        Limits limits = imports.limits();
        Paragraph bounds = new Paragraph(
                getTranslation("course-import.limits", limits.bytes() / BYTES_PER_MEGABYTE, limits.rows()));
        bounds.addClassName("soft");
        choosing.add(organisation, upload, toolbar, bounds);
        add(FileSteps.at(FileSteps.UPLOAD, this), told, choosing, instead);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        organisation.offer(mine());
        replaced = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(CourseCreatorNavigation.REPLACES)
                .flatMap(text -> Id.parse(text, CourseImportId::new))
                .map(imports::find)
                .filter(CourseImport.UnderReview.class::isInstance)
                .map(CourseImport.UnderReview.class::cast);
        replaced.map(CourseImport.UnderReview::organisation).ifPresent(organisation::choose);
        choose();
    }

    @Override
    protected void changedForWhoLooks() {
        replaced.map(CourseImport::id).ifPresent(imports::find);
        organisation.offer(mine()).ifPresent(gone -> {
            upload.clear();
            tell(getTranslation(
                    "bulk.upload.organisation-gone",
                    gone.name(),
                    organisation.getValue().name()));
        });
    }

    private List<Organisation> mine() {
        List<Organisation> mine = courses.organisations();
        if (mine.isEmpty()) {
            throw new NotFoundException("course creator's page for somebody who is none");
        }
        return mine;
    }

    /** Nobody chooses a file to learn afterwards that it would not have been taken. */
    private void choose() {
        told.removeAll();
        instead.removeAll();
        lead();
        replaced.ifPresent(before -> lead(getTranslation("bulk.upload.replaces", before.fileName())));
        boolean full = imports.isFull(replaced.map(CourseImport::id));
        choosing.setVisible(!full);
        if (full) {
            tell(getTranslation("course-import.too-many"));
            instead.add(new CourseImportsWaiting(imports, this::discarded));
        }
    }

    /** What was pressed is gone. */
    private void discarded() {
        choose();
        focusHeading();
    }

    private void check(String fileName, Path file) {
        CourseFile outcome =
                imports.check(organisation.getValue().id(), fileName, file, replaced.map(CourseImport::id));
        upload.clear();
        switch (outcome) {
            case CourseFile.Taken(CourseImportId id) ->
                getUI().ifPresent(ui -> ui.navigate(CourseCreatorNavigation.imported(id)));
            case CourseFile.TooMany() -> choose();
            case CourseFile.Refused refused -> refuse(fileName, refused);
        }
    }

    private void refuse(String fileName, CourseFile.Refused refused) {
        lead(fileName);
        choosing.setVisible(false);
        Button again = new Button(getTranslation("upload.reupload"), click -> choose());
        again.addThemeVariants(ButtonVariant.PRIMARY);
        instead.removeAll();
        instead.add(new RefusedFile(refused.problems(), refused.count(), refused.facts(), again));
        focusHeading();
    }

    private void tell(String problem) {
        told.removeAll();
        told.add(Notice.error(problem));
    }
}
