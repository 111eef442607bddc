package learningmanager.program.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.shared.Registration;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import learningmanager.base.Changes;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.Follower;
import learningmanager.base.ui.Page;
import learningmanager.invitation.CorrectionService;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.SentInvitationService;
import learningmanager.invitation.ui.InvitationsTab;
import learningmanager.learner.LearnerFilter;
import learningmanager.learner.LearnerService;
import learningmanager.learner.ui.LearnersTab;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.ProgramService;
import learningmanager.program.RunScope;
import org.jspecify.annotations.Nullable;

/** A run's learners and invitations; or those of all runs of a program. The address keeps the tab. */
@Route("programs/:program/runs/:run")
@PermitAll
class RunView extends Page implements BeforeEnterObserver, AfterNavigationObserver {
    static final String TAB = "tab";
    static final String INVITATIONS = "invitations";

    private final transient ProgramService programs;
    private final transient LearnerService learners;
    private final transient InvitationService invitations;
    private final transient SentInvitationService sentInvitations;
    private final transient CorrectionService corrections;
    private final transient Changes changes;
    private final transient Clock clock;

    private final CountOnTab learnerCount;
    private final CountOnTab invitationCount;
    private final Tab learnersTab;
    private final Tab invitationsTab;
    private final Tabs tabs;
    private final Div content = new Div();

    private @Nullable RunScope scope;
    private boolean showsInvitations;
    private Runnable refreshContent = () -> {};
    private Registration following = () -> {};

    RunView(
            ProgramService programs,
            LearnerService learners,
            InvitationService invitations,
            SentInvitationService sentInvitations,
            CorrectionService corrections,
            Changes changes,
            Clock clock) {
        this.programs = programs;
        this.learners = learners;
        this.invitations = invitations;
        this.sentInvitations = sentInvitations;
        this.corrections = corrections;
        this.changes = changes;
        this.clock = clock;
        learnerCount = new CountOnTab((run, most) -> learners.countEnrolled(run, LearnerFilter.ALL, most));
        invitationCount = new CountOnTab((run, most) -> sentInvitations.countSent(run, InvitationFilter.ALL, most));
        learnersTab = new Tab(new Span(getTranslation("run.learners")), learnerCount);
        invitationsTab = new Tab(new Span(getTranslation("run.invitations")), invitationCount);
        tabs = new Tabs(learnersTab, invitationsTab);
        tabs.getElement().setAttribute("aria-label", getTranslation("run.tabs"));
        tabs.addSelectedChangeListener(selected -> changeTab());
        add(tabs, content);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        RunScope asked = scope(event.getRouteParameters());
        Program program = programs.managed(asked);
        QueryParameters parameters = event.getLocation().getQueryParameters();
        boolean wantsInvitations =
                parameters.getSingleParameter(TAB).filter(INVITATIONS::equals).isPresent();
        scope = asked;
        showsInvitations = wantsInvitations;
        tellWhichRun(program, asked.run().flatMap(program::run));
        tabs.setSelectedTab(wantsInvitations ? invitationsTab : learnersTab);
        showTab(program, asked, parameters);
    }

    /** By then the page is in its window, which may have shown another program's run on it before. */
    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        following.remove();
        if (scope != null) {
            following = Follower.follow(this, changes, scope.program(), this::refresh);
            tellCounts(scope);
        }
    }

    @Override
    protected void changedForWhoLooks() {
        if (scope != null) {
            programs.managed(scope);
        }
    }

    private static RunScope scope(RouteParameters parameters) {
        ProgramId program = parameters
                .get("program")
                .flatMap(text -> Id.parse(text, ProgramId::new))
                .orElseThrow(() -> new NotFoundException("no program's address"));
        String run = parameters.get("run").orElse("");
        return run.equals(ProgramNavigation.ALL)
                ? RunScope.allRuns(program)
                : Id.parse(run, ProgramRunId::new)
                        .map(id -> RunScope.of(program, id))
                        .orElseThrow(() -> new NotFoundException("no run's address"));
    }

    private void tellWhichRun(Program program, Optional<ProgramRun> run) {
        String here = run.map(one -> one.codeIfSet().map(code -> code.text()).orElse(one.name()))
                .orElseGet(() -> getTranslation("program.all-runs"));
        trail(
                Crumb.to(getTranslation("menu.home"), ""),
                Crumb.to(program.title(), ProgramNavigation.program(program.id())),
                Crumb.of(here));
        heading(run.map(ProgramRun::name).orElseGet(() -> getTranslation("run.all", program.title())));
        Span about = run.map(this::about)
                .orElseGet(() -> new Span(getTranslation(
                        "run.all.lead",
                        ProgramTexts.kind(this, program),
                        program.runs().size())));
        if (run.map(ProgramRun::isArchived).orElse(false) || program.isArchived()) {
            about.add(" · " + ProgramTexts.archived(this));
        }
        lead(about);
    }

    private Span about(ProgramRun run) {
        return new Span(
                new Span(getTranslation("run.run") + " "),
                ProgramTexts.code(this, run.codeIfSet()),
                new Span(" · " + ProgramTexts.dates(run) + " · " + ProgramTexts.state(this, run)));
    }

    private void changeTab() {
        boolean wantsInvitations = tabs.getSelectedTab() == invitationsTab;
        if (scope == null || wantsInvitations == showsInvitations) {
            return;
        }
        UI.getCurrent()
                .navigate(
                        ProgramNavigation.run(scope),
                        wantsInvitations ? QueryParameters.of(TAB, INVITATIONS) : QueryParameters.empty());
    }

    private void keepInAddress(Map<String, List<String>> shown) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (showsInvitations) {
            parameters.put(TAB, List.of(INVITATIONS));
        }
        parameters.putAll(shown);
        if (scope != null) {
            keepInAddress(ProgramNavigation.run(scope), parameters);
        }
    }

    private void showTab(Program program, RunScope shown, QueryParameters parameters) {
        content.removeAll();
        if (showsInvitations) {
            InvitationsTab tab = new InvitationsTab(
                    invitations, sentInvitations, corrections, clock, program, shown, parameters, this::keepInAddress);
            refreshContent = tab::refresh;
            content.add(tab);
        } else {
            LearnersTab tab = new LearnersTab(learners, program, shown, parameters, this::keepInAddress);
            refreshContent = tab::refresh;
            content.add(tab);
        }
    }

    private void refresh() {
        if (scope != null) {
            tellCounts(scope);
            refreshContent.run();
        }
    }

    private void tellCounts(RunScope shown) {
        learnerCount.tell(shown);
        invitationCount.tell(shown);
    }
}
