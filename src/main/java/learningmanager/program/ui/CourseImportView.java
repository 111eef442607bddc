package learningmanager.program.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import jakarta.annotation.security.PermitAll;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import learningmanager.base.NotFoundException;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.Steps;
import learningmanager.csv.Limits;
import learningmanager.csv.ui.FileUpload;
import learningmanager.csv.ui.RefusedFile;
import learningmanager.program.CourseAdding;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.CourseFile;
import learningmanager.program.CourseImportService;
import learningmanager.program.Organisation;
import learningmanager.program.csv.CourseColumn;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** Adds programs and runs from a file, in the three steps of inviting in bulk: template, upload, review. */
@Route(CourseCreatorNavigation.IMPORT)
@PermitAll
@ForHolders(Permission.COURSE_CREATOR)
class CourseImportView extends Page implements BeforeEnterObserver {
    private static final int TEMPLATE = 1;
    private static final int UPLOAD = 2;
    private static final int REVIEW = 3;
    private static final String FILE_NAME = "programs-template.csv";
    private static final int BYTES_PER_MEGABYTE = 1 << 20;

    private final transient CourseCreatorService courses;
    private final transient CourseImportService imports;

    private final Select<Organisation> organisation = new Select<>();
    private final FileUpload upload;
    private final Div told = new Div();
    private final Div body = new Div();

    CourseImportView(CourseCreatorService courses, CourseImportService imports) {
        this.courses = courses;
        this.imports = imports;
        trail(
                Crumb.to(getTranslation("menu.course-creator"), CourseCreatorNavigation.COURSE_CREATOR),
                Crumb.of(getTranslation("course-import.title")));
        heading(getTranslation("course-import.title"));
        organisation.setLabel(getTranslation("program.organisation"));
        organisation.setItemLabelGenerator(Organisation::name);
        upload = new FileUpload(imports.limits().bytes(), imports::newFile, this::check, this::tell);
        add(body);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        List<Organisation> mine = courses.organisations();
        if (mine.isEmpty()) {
            throw new NotFoundException("course creator's page for somebody who is none");
        }
        organisation.setItems(mine);
        organisation.setValue(mine.getFirst());
        organisation.setVisible(mine.size() > 1);
        showTemplate();
    }

    private void begin(int step) {
        told.removeAll();
        body.removeAll();
        body.add(new Steps(
                step,
                getTranslation("bulk.step.template"),
                getTranslation("bulk.step.upload"),
                getTranslation("bulk.step.review")));
    }

    private void showTemplate() {
        begin(TEMPLATE);
        lead(getTranslation("course-import.lead"));
        Anchor template = new Anchor(
                DownloadHandler.fromInputStream(download -> new DownloadResponse(
                        new ByteArrayInputStream(CourseColumn.ALL.template()),
                        FILE_NAME,
                        "text/csv;charset=utf-8",
                        CourseColumn.ALL.template().length)),
                getTranslation("bulk.template.download"));
        template.addClassName("button-link");
        Button next = new Button(getTranslation("bulk.template.continue"), click -> showUpload());
        next.addThemeVariants(ButtonVariant.PRIMARY);
        body.add(toolbar(template, next), new H2(getTranslation("course-import.columns")), columns());
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

    private void showUpload() {
        begin(UPLOAD);
        lead();
        Button send = new Button(getTranslation("bulk.upload.submit"), click -> {
            told.removeAll();
            upload.send();
        });
        send.addThemeVariants(ButtonVariant.PRIMARY);
        Button back = new Button(getTranslation("bulk.upload.back"), click -> showTemplate());
        back.addThemeVariants(ButtonVariant.TERTIARY);
        Limits limits = imports.limits();
        Paragraph bounds = new Paragraph(
                getTranslation("course-import.limits", limits.bytes() / BYTES_PER_MEGABYTE, limits.rows()));
        bounds.addClassName("soft");
        body.add(told, organisation, upload, toolbar(send, back), bounds);
    }

    private void check(String fileName, Path file) {
        CourseFile read = imports.check(organisation.getValue().id(), file);
        upload.clear();
        switch (read) {
            case CourseFile.Refused(var problems, int count, var facts) -> {
                begin(UPLOAD);
                lead(fileName);
                Button again = new Button(getTranslation("upload.reupload"), click -> showUpload());
                again.addThemeVariants(ButtonVariant.PRIMARY);
                body.add(new RefusedFile(problems, count, facts, again));
            }
            case CourseFile.Checked checked -> review(fileName, checked);
        }
        focusHeading();
    }

    private void review(String fileName, CourseFile.Checked checked) {
        begin(REVIEW);
        lead(fileName);
        body.add(
                told,
                new CourseReview(checked, fileName, imports.limits(), () -> add(fileName, checked), this::showUpload));
    }

    private void add(String fileName, CourseFile.Checked checked) {
        switch (imports.add(checked)) {
            case CourseAdding.Refused(CourseFile.Checked now) -> {
                review(fileName, now);
                tell(getTranslation("course-import.changed-meanwhile"));
            }
            case CourseAdding.Added(int programs, int runs) -> {
                Notifications.success(getTranslation("course-import.added", programs, runs));
                UI.getCurrent().navigate(CourseCreatorNavigation.COURSE_CREATOR);
            }
        }
    }

    private void tell(String problem) {
        told.removeAll();
        told.add(Notice.error(problem));
    }

    private static Div toolbar(Component... parts) {
        Div toolbar = new Div(parts);
        toolbar.addClassName("toolbar");
        return toolbar;
    }
}
