package learningmanager.program.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableRunnable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import learningmanager.base.ui.CsvDownload;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Numbers;
import learningmanager.csv.Limits;
import learningmanager.csv.ui.ReadAs;
import learningmanager.program.CourseImport;
import learningmanager.program.csv.CheckedCourses;
import learningmanager.program.csv.CourseProblemsFile;

/** A file of programs and runs, looked over line by line before any of it is added. */
final class CourseReview extends Div {
    private final transient CheckedCourses courses;
    private final Checkbox onlyErrors = new Checkbox(getTranslation("review.only-errors"));
    private final CourseLines lines = new CourseLines(this::shown);

    /**
     * @param add adds all of it
     * @param again leads to choosing another version of the file
     */
    CourseReview(CourseImport.UnderReview file, Limits limits, SerializableRunnable add, SerializableRunnable again) {
        courses = file.courses();
        Locale locale = getLocale();
        Button reupload = new Button(getTranslation("upload.reupload"), click -> again.run());
        Div actions = new Div();
        actions.addClassName("toolbar");
        if (courses.hasErrors()) {
            reupload.addThemeVariants(ButtonVariant.PRIMARY);
            add(errors());
            actions.add(
                    reupload,
                    new CsvDownload(
                                    getTranslation("review.download-errors"),
                                    () -> nameOf(file.fileName()) + "-errors.csv",
                                    out -> CourseProblemsFile.write(
                                            courses, out, limits.cellLength(), problem -> Messages.of(locale, problem)))
                            .atEnd(),
                    onlyErrors);
        } else {
            Button addAll = new Button(getTranslation("course-import.add"), click -> add.run());
            addAll.addThemeVariants(ButtonVariant.PRIMARY);
            addAll.setDisableOnClick(true);
            add(lastLook(), numbers());
            actions.add(addAll, reupload);
        }
        onlyErrors.setValue(courses.hasErrors());
        onlyErrors.addValueChangeListener(change -> lines.refresh());
        add(actions, lines, new ReadAs(Optional.of(file.facts())));
    }

    private Notice errors() {
        int errors = courses.problems(true);
        Notice notice = Notice.error(
                getTranslation(
                        "course-import.errors",
                        errors,
                        courses.errorRows(),
                        courses.rows().size()),
                getTranslation("course-import.errors.next"));
        warnings().ifPresent(notice::add);
        return notice;
    }

    private Notice lastLook() {
        Notice notice =
                Notice.success(getTranslation("course-import.ready"), getTranslation("course-import.ready.text"));
        warnings().ifPresent(notice::add);
        return notice;
    }

    private Optional<Paragraph> warnings() {
        int warnings = courses.problems(false);
        return warnings == 0
                ? Optional.empty()
                : Optional.of(new Paragraph(getTranslation("course-import.warnings", warnings)));
    }

    private Numbers numbers() {
        int programs = courses.newPrograms();
        int more = courses.planned().size() - programs;
        Numbers numbers = new Numbers()
                .add(getTranslation("number", programs), getTranslation("course-import.new-programs", programs))
                .add(
                        getTranslation("number", courses.newRuns()),
                        getTranslation("course-import.new-runs", courses.newRuns()));
        return more == 0
                ? numbers
                : numbers.add(getTranslation("number", more), getTranslation("course-import.more-runs", more));
    }

    private List<CheckedCourses.Row> shown() {
        return onlyErrors.getValue()
                ? courses.rows().stream().filter(CheckedCourses.Row::hasErrors).toList()
                : courses.rows();
    }

    private static String nameOf(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }
}
