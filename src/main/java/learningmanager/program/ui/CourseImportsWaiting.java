package learningmanager.program.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Question;
import learningmanager.program.CourseImportService;
import learningmanager.program.WaitingCourseImport;

/** My files of programs and runs that wait: each with the way on, and the way to be rid of it. Takes no room where there are none. */
final class CourseImportsWaiting extends Div {
    private final transient CourseImportService imports;
    private final transient Runnable discarded;

    /** @param discarded is told when there is one less */
    CourseImportsWaiting(CourseImportService imports, Runnable discarded) {
        this.imports = imports;
        this.discarded = discarded;
        List<WaitingCourseImport> waiting = imports.waiting();
        setVisible(!waiting.isEmpty());
        Notice notice = Notice.warning(getTranslation("course-import.waiting", waiting.size()));
        waiting.forEach(one -> notice.add(line(one)));
        add(notice);
    }

    private Paragraph line(WaitingCourseImport waiting) {
        Button discard = new Button(getTranslation("uploads-waiting.discard"), click -> askToDiscard(waiting));
        discard.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR, ButtonVariant.SMALL);
        discard.getElement().setAttribute("aria-description", waiting.fileName());
        Paragraph line = new Paragraph(
                new Span(getTranslation(
                        "course-import.waiting.file", waiting.fileName(), UtcTexts.brief(waiting.uploadedAt()))),
                new Anchor(CourseCreatorNavigation.imported(waiting.id()), getTranslation("uploads-waiting.go-on")),
                discard);
        line.addClassName("upload-waiting");
        return line;
    }

    private void askToDiscard(WaitingCourseImport waiting) {
        new Question(
                        getTranslation("uploads-waiting.discard.title", waiting.fileName()),
                        getTranslation("course-import.waiting.discard"),
                        getTranslation("uploads-waiting.discard"),
                        getTranslation("uploads-waiting.discard.keep"),
                        () -> discard(waiting))
                .ask();
    }

    private void discard(WaitingCourseImport waiting) {
        if (imports.discard(waiting.id())) {
            Notifications.success(getTranslation("uploads-waiting.discarded", waiting.fileName()));
        } else {
            Notifications.error(getTranslation("course-import.waiting.not-discarded", waiting.fileName()));
        }
        discarded.run();
    }
}
