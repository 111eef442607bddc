package learningmanager.learner.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import learningmanager.base.Code;
import learningmanager.base.CsvLines;
import learningmanager.base.CsvLines.Column;
import learningmanager.base.ExpiryTime;
import learningmanager.base.ProgramRunId;
import learningmanager.base.ui.CsvDownload;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.LongCount;
import learningmanager.base.ui.PagedGrid;
import learningmanager.base.ui.UtcTime;
import learningmanager.learner.EnrolledLearner;
import learningmanager.learner.EnrolmentHow;
import learningmanager.learner.LearnerFilter;
import learningmanager.learner.LearnerOrder;
import learningmanager.learner.LearnerOrder.By;
import learningmanager.learner.LearnerService;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.RunScope;

/** A run's "Learners" tab: those enrolled, not those still invited. */
public final class LearnersTab extends Div {
    private final transient LearnerService learners;
    private final transient Consumer<Map<String, List<String>>> keepInAddress;
    private final Program program;
    private final RunScope scope;

    private final transient LongCount<LearnerFilter, Map<EnrolmentHow, Integer>> longCount;
    private final TextField search = new TextField();
    private final HowFilter hows = new HowFilter(getLocale(), this::change);
    private final PagedGrid<EnrolledLearner> grid;
    private final Map<By, Grid.Column<EnrolledLearner>> columns = new EnumMap<>(By.class);
    private final Div empty = new Div();

    private LearnerOrder order;
    private volatile LearnerFilter shown = LearnerFilter.ALL;

    /** Whose counts stand on the filter. */
    private transient Optional<LearnerFilter> told = Optional.empty();

    /**
     * @param asked what the address asks for
     * @param keepInAddress told what to ask for, from now on, to see the same
     */
    public LearnersTab(
            LearnerService learners,
            Program program,
            RunScope scope,
            QueryParameters asked,
            Consumer<Map<String, List<String>>> keepInAddress) {
        this.learners = learners;
        this.keepInAddress = keepInAddress;
        this.program = program;
        this.scope = scope;
        longCount = new LongCount<>(this, filter -> learners.countsByHow(scope, filter), this::tell);

        LearnersAddress address = LearnersAddress.of(asked);
        order = address.order();
        hows.choose(address.filter().how());
        search.setValue(address.filter().search());
        search.setPlaceholder(getTranslation("run.learners.search"));
        search.setAriaLabel(getTranslation("run.learners.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> change());
        Div toolbar = new Div(
                search, hows, new CsvDownload(getTranslation("run.download"), this::fileName, this::write).atEnd());
        toolbar.addClassName("toolbar");

        grid = PagedGrid.of(
                getTranslation("run.learners"),
                slice -> learners.enrolled(scope, shown, order, slice),
                EnrolledLearner::id);
        addColumns();

        add(toolbar, grid, empty);
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        if (!told.equals(Optional.of(shown.however()))) {
            longCount.ask(shown.however());
        }
    }

    /** Shows what is there now. */
    public void refresh() {
        shown = new LearnerFilter(search.getValue().strip(), hows.chosen());
        int found = learners.countEnrolled(scope, shown, PagedGrid.MANY + 1);
        grid.show(found);
        empty.removeAll();
        if (found == 0) {
            empty.add(nothing());
        }
        tellCounts(found);
    }

    private EmptyState nothing() {
        if (shown.equals(LearnerFilter.ALL)) {
            return new EmptyState(getTranslation("run.learners.empty"), getTranslation("run.learners.empty.text"));
        }
        return new EmptyState(
                getTranslation("run.none-found"),
                shown.how().isEmpty()
                        ? getTranslation("run.learners.none-found.text")
                        : getTranslation("run.none-found.text"));
    }

    private void tellCounts(int found) {
        LearnerFilter all = shown.however();
        int some = shown.equals(all) ? found : learners.countEnrolled(scope, all, PagedGrid.MANY + 1);
        if (some <= PagedGrid.MANY) {
            tell(all, learners.countsByHow(scope, all));
        } else {
            if (!told.equals(Optional.of(all))) {
                hows.tellNothing();
            }
            longCount.ask(all);
        }
    }

    private void tell(LearnerFilter counted, Map<EnrolmentHow, Integer> counts) {
        if (counted.equals(shown.however())) {
            told = Optional.of(counted);
            hows.tell(counts.values().stream().mapToInt(Integer::intValue).sum(), how -> counts.getOrDefault(how, 0));
        }
    }

    private void change() {
        refresh();
        keepInAddress.accept(new LearnersAddress(shown, order).parameters());
    }

    private void addColumns() {
        columns.put(
                By.LEARNER_ID, grid.addFirst(getTranslation("run.learner-id"), row -> mono(row.externalLearnerId())));
        columns.put(By.NAME, grid.addFolding(getTranslation("run.name"), row -> new Span(row.name())));
        columns.put(
                By.EMAIL,
                grid.addFolding(getTranslation("run.email"), row -> new Span(row.email()))
                        .setWidth("10rem")
                        .setFlexGrow(2));
        if (scope.run().isEmpty()) {
            columns.put(By.RUN, grid.addFolding(getTranslation("run.run"), row -> new Span(runName(row))));
        }
        columns.put(
                By.ENROLLED, grid.addFolding(getTranslation("run.enrolled-at"), row -> new UtcTime(row.enrolledAt())));
        columns.put(
                By.HOW,
                grid.addFolding(getTranslation("run.how"), row -> new Span(EnrolmentWords.of(getLocale(), row.how()))));
        columns.forEach((by, column) -> column.setSortProperty(by.name()).setSortable(true));
        grid.sort(List.of(new GridSortOrder<>(
                columns.getOrDefault(order.by(), columns.get(By.ENROLLED)),
                order.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
        grid.addSortListener(sorted -> sort(sorted.getSortOrder()));
    }

    private void sort(List<GridSortOrder<EnrolledLearner>> wanted) {
        order = wanted.stream()
                .findFirst()
                .flatMap(one -> columns.entrySet().stream()
                        .filter(column -> column.getValue().equals(one.getSorted()))
                        .map(column ->
                                new LearnerOrder(column.getKey(), one.getDirection() == SortDirection.DESCENDING))
                        .findFirst())
                .orElse(LearnerOrder.NEWEST_FIRST);
        change();
    }

    private String fileName() {
        String code = scope.run()
                .<ProgramRun>flatMap((ProgramRunId id) -> program.run(id))
                .flatMap(ProgramRun::codeIfSet)
                .or(program::codeIfSet)
                .map(Code::text)
                .orElse("run");
        return code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-") + "-learners.csv";
    }

    private void write(OutputStream out) {
        try (CsvLines lines = new CsvLines(
                out,
                Column.text("learner_id"),
                Column.text("name"),
                Column.text("email"),
                Column.text("run"),
                Column.figure("enrolled"),
                Column.text("how"))) {
            learners.readEach(
                    scope,
                    shown,
                    row -> lines.write(
                            row.externalLearnerId(),
                            row.name(),
                            row.email(),
                            row.run()
                                    .flatMap((ProgramRunId id) -> program.run(id))
                                    .map(ProgramRun::name)
                                    .orElse(""),
                            new ExpiryTime(row.enrolledAt()).toString(),
                            row.how().name().toLowerCase(Locale.ROOT)));
        }
    }

    private String runName(EnrolledLearner row) {
        return row.run()
                .<ProgramRun>flatMap((ProgramRunId id) -> program.run(id))
                .map(ProgramRun::name)
                .orElseGet(() -> getTranslation("run.no-run-yet"));
    }

    private static Span mono(String text) {
        Span span = new Span(text);
        span.addClassName("mono");
        return span;
    }
}
