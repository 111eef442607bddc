package learningmanager.learner.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import learningmanager.base.ProgramRunId;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.PagedGrid;
import learningmanager.base.ui.UtcTime;
import learningmanager.learner.EnrolledLearner;
import learningmanager.learner.EnrolmentHow;
import learningmanager.learner.LearnerService;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.RunScope;

/** A run's "Learners" tab: those enrolled, not those still invited. */
public final class LearnersTab extends Div {
    private final transient LearnerService learners;
    private final Program program;
    private final RunScope scope;

    private final TextField search = new TextField();
    private final PagedGrid<EnrolledLearner> grid;
    private final Div empty = new Div();

    public LearnersTab(LearnerService learners, Program program, RunScope scope) {
        this.learners = learners;
        this.program = program;
        this.scope = scope;

        search.setPlaceholder(getTranslation("run.learners.search"));
        search.setAriaLabel(getTranslation("run.learners.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> refresh());
        Div toolbar = new Div(search);
        toolbar.addClassName("toolbar");

        grid = new PagedGrid<>(
                getTranslation("run.learners"),
                (offset, limit) -> learners.enrolled(scope, wanted(), offset, limit),
                () -> learners.countEnrolled(scope, wanted()),
                EnrolledLearner::id);
        grid.addFirst(getTranslation("run.learner-id"), row -> mono(row.externalLearnerId()));
        grid.addFolding(getTranslation("run.name"), row -> new Span(row.name()));
        grid.addFolding(getTranslation("run.email"), row -> new Span(row.email()))
                .setWidth("10rem")
                .setFlexGrow(2);
        if (scope.run().isEmpty()) {
            grid.addFolding(getTranslation("run.run"), row -> new Span(runName(row)));
        }
        grid.addFolding(getTranslation("run.enrolled-at"), row -> new UtcTime(row.enrolledAt()));
        grid.addFolding(getTranslation("run.how"), row -> new Span(how(row.how())));

        add(toolbar, grid, empty);
        refresh();
    }

    /** Shows what is there now. */
    public void refresh() {
        int found = learners.countEnrolled(scope, wanted());
        grid.setVisible(found > 0);
        grid.getDataProvider().refreshAll();
        empty.removeAll();
        if (found == 0) {
            empty.add(
                    wanted().isEmpty()
                            ? new EmptyState(
                                    getTranslation("run.learners.empty"), getTranslation("run.learners.empty.text"))
                            : new EmptyState(
                                    getTranslation("run.none-found"), getTranslation("run.learners.none-found.text")));
        }
    }

    private String wanted() {
        return search.getValue().strip();
    }

    private String runName(EnrolledLearner row) {
        return row.run()
                .<ProgramRun>flatMap((ProgramRunId id) -> program.run(id))
                .map(ProgramRun::name)
                .orElseGet(() -> getTranslation("run.no-run-yet"));
    }

    private String how(EnrolmentHow how) {
        return switch (how) {
            case INVITATION -> getTranslation("run.how.invitation");
            case LINK -> getTranslation("run.how.link");
            case DIRECT -> getTranslation("run.how.direct");
        };
    }

    private static Span mono(String text) {
        Span span = new Span(text);
        span.addClassName("mono");
        return span;
    }
}
