package learningmanager.program.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.function.Supplier;
import learningmanager.base.Cells;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.PagedGrid;
import learningmanager.program.csv.CheckedCourses;
import learningmanager.program.csv.CourseColumn;
import learningmanager.program.csv.CourseProblem;

/** The lines of a file of programs and runs, each cell with what is wrong with it. */
final class CourseLines extends Composite<PagedGrid<CheckedCourses.Row>> {
    private final transient Supplier<List<CheckedCourses.Row>> shown;

    CourseLines(Supplier<List<CheckedCourses.Row>> shown) {
        this.shown = shown;
    }

    void refresh() {
        getContent().getDataProvider().refreshAll();
    }

    @Override
    protected PagedGrid<CheckedCourses.Row> initContent() {
        PagedGrid<CheckedCourses.Row> lines = new PagedGrid<>(
                getTranslation("review.grid"),
                (offset, limit) ->
                        shown.get().stream().skip(offset).limit(limit).toList(),
                () -> shown.get().size(),
                row -> row.line().line());
        lines.addFirst(
                getTranslation("review.line"),
                row -> new Span(getTranslation("number", row.line().line())));
        lines.addFolding(
                        getTranslation("invite.form.program"),
                        row -> cell(
                                row, CourseColumn.PROGRAM_TITLE, CourseColumn.PROGRAM_KIND, CourseColumn.PROGRAM_CODE))
                .setFlexGrow(3);
        lines.addFolding(getTranslation("run.run"), row -> cell(row, CourseColumn.RUN_NAME, CourseColumn.RUN_CODE))
                .setFlexGrow(3);
        lines.addFolding(getTranslation("course-creator.run.starts"), row -> cell(row, CourseColumn.START_DATE));
        lines.addFolding(getTranslation("course-creator.run.ends"), row -> cell(row, CourseColumn.END_DATE));
        lines.addFolding(getTranslation("course-import.enrolment"), row -> cell(row, CourseColumn.ENROLMENT));
        return lines;
    }

    /** What the file says in these columns, each with what is wrong with it. */
    private Div cell(CheckedCourses.Row row, CourseColumn... columns) {
        Div cell = new Div();
        for (CourseColumn column : columns) {
            Div text = new Div(Cells.withControlCharactersShown(row.line().cell(column)));
            if (column == CourseColumn.PROGRAM_CODE || column == CourseColumn.RUN_CODE) {
                text.addClassName("mono");
            }
            cell.add(text);
            row.problems().stream()
                    .filter(problem -> problem.column() == column)
                    .map(this::told)
                    .forEach(cell::add);
        }
        return cell;
    }

    private Div told(CourseProblem problem) {
        Div told = new Div(Messages.of(this, problem.refusal()));
        told.addClassName("problem");
        told.setClassName("warning", !problem.isError());
        return told;
    }
}
