package learningmanager.upload.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.ConfigurableFilterDataProvider;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import learningmanager.base.UploadId;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Messages;
import learningmanager.upload.ReviewFilter;
import learningmanager.upload.ReviewRow;
import learningmanager.upload.RowProblem;
import learningmanager.upload.UploadService;
import learningmanager.upload.csv.Column;

/** The file's lines as they came, each with what is wrong in the cell where it is wrong; fetched a page at a time. */
final class ReviewGrid extends Composite<Grid<ReviewRow>> {
    private final ConfigurableFilterDataProvider<ReviewRow, Void, ReviewFilter> rows;

    ReviewGrid(UploadId upload, UploadService uploads) {
        Grid<ReviewRow> grid = getContent();
        grid.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        grid.addClassName("review");
        grid.getElement().setAttribute("aria-label", getTranslation("review.grid"));
        grid.setSelectionMode(Grid.SelectionMode.SINGLE);

        grid.addColumn(row -> row.cells().line())
                .setHeader(getTranslation("review.line"))
                .setPartNameGenerator(row -> "line")
                .setFlexGrow(0)
                .setWidth("5.5rem");
        for (Column column : Column.values()) {
            grid.addComponentColumn(row -> cell(row, column))
                    .setHeader(header(column))
                    .setPartNameGenerator(row -> part(row.problemsOf(column)))
                    .setFlexGrow(column == Column.EXPIRY_TIME ? 2 : 1);
        }
        rows = new CallbackDataProvider<ReviewRow, ReviewFilter>(
                        query -> uploads
                                .rows(
                                        upload,
                                        query.getFilter().orElse(ReviewFilter.ALL),
                                        query.getOffset(),
                                        query.getLimit())
                                .stream(),
                        query -> uploads.countRows(upload, query.getFilter().orElse(ReviewFilter.ALL)),
                        row -> row.cells().rowNumber())
                .withConfigurableFilter();
        grid.setItems(rows);
    }

    void show(ReviewFilter filter) {
        rows.setFilter(filter);
    }

    Optional<ReviewRow> chosen() {
        return getContent().asSingleSelect().getOptionalValue();
    }

    /** Puts the keyboard into the grid, at its first row. */
    void focusFirst() {
        getContent().scrollToStart();
        getElement().executeJs("setTimeout(() => this.focus())");
    }

    private String header(Column column) {
        return column == Column.EXPIRY_TIME ? getTranslation("review.expiry-time") : column.heading();
    }

    private static String part(List<RowProblem> problems) {
        if (problems.isEmpty()) {
            return "";
        }
        return problems.getFirst().warning() ? "problem-warning" : "problem-error";
    }

    private Component cell(ReviewRow row, Column column) {
        Span value = new Span(row.cells().cell(column));
        if (column != Column.EMAIL && column != Column.EXPIRY_TIME) {
            value.addClassName("mono");
        }
        Div cell = new Div(value);
        List<RowProblem> problems = row.problemsOf(column);
        if (column == Column.EXPIRY_TIME && problems.stream().allMatch(RowProblem::warning)) {
            row.expiresAt().ifPresent(at -> cell.add(understood(at)));
        }
        problems.forEach(problem -> cell.add(told(problem)));
        return cell;
    }

    private Div told(RowProblem problem) {
        Div told = new Div(Messages.of(this, problem.refusal()));
        told.addClassName("problem");
        if (problem.warning()) {
            told.addClassName("warning");
        }
        return told;
    }

    /** "Mon 1 Mar 2027 09:00 UTC, in 98 days" */
    private Div understood(Instant at) {
        Div understood =
                new Div(getTranslation("review.expires", UtcTexts.spelled(at), UtcTexts.daysUntil(at, Instant.now())));
        understood.addClassNames("soft", "understood");
        return understood;
    }
}
