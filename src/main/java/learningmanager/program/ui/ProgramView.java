package learningmanager.program.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.Changes;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramId;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Follower;
import learningmanager.base.ui.Page;
import learningmanager.invitation.SentInvitationService;
import learningmanager.learner.LearnerService;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.ProgramService;
import learningmanager.program.RunScope;
import org.jspecify.annotations.Nullable;

/** A program and its runs. */
@Route("programs/:program")
@PermitAll
class ProgramView extends Page implements BeforeEnterObserver, AfterNavigationObserver {
    private final transient ProgramService programs;
    private final transient LearnerService learners;
    private final transient SentInvitationService invitations;
    private final transient Changes changes;
    private @Nullable ProgramId shown;
    private Registration following = () -> {};

    ProgramView(ProgramService programs, LearnerService learners, SentInvitationService invitations, Changes changes) {
        this.programs = programs;
        this.learners = learners;
        this.invitations = invitations;
        this.changes = changes;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        shown = event.getRouteParameters()
                .get("program")
                .flatMap(text -> Id.parse(text, ProgramId::new))
                .orElseThrow(() -> new NotFoundException("no program's address"));
        show(shown);
    }

    /** By then the page is in its window, which may have shown another program on it before. */
    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        following.remove();
        if (shown != null) {
            ProgramId program = shown;
            following = Follower.follow(this, changes, program, () -> show(program));
        }
    }

    @Override
    protected void changedForWhoLooks() {
        if (shown != null) {
            programs.managed(shown);
        }
    }

    private void show(ProgramId id) {
        Program program = programs.managed(id);
        getChildren().skip(1).toList().forEach(this::remove);
        trail(Crumb.to(getTranslation("menu.home"), ""), Crumb.of(program.title()));
        heading(program.title());
        if (program.isArchived()) {
            lead(getTranslation("program.archived"));
        } else {
            lead();
        }
        add(facts(program), new H2(getTranslation("program.runs")));
        if (program.runs().isEmpty()) {
            add(new EmptyState(getTranslation("program.no-runs"), getTranslation("program.no-runs.text")));
        }
        add(runs(program));
    }

    private DescriptionList facts(Program program) {
        DescriptionList facts = new DescriptionList();
        facts.addClassNames("facts", "short");
        fact(facts, getTranslation("program.kind"), new Span(ProgramTexts.kind(this, program)));
        fact(
                facts,
                getTranslation("program.code"),
                program.codeIfSet().isPresent()
                        ? ProgramTexts.code(this, program.codeIfSet())
                        : new Span(getTranslation("program.no-code.where")));
        programs.organisationName(program.organisationId())
                .ifPresent(name -> fact(facts, getTranslation("program.organisation"), new Span(name)));
        return facts;
    }

    private static void fact(DescriptionList facts, String term, Component value) {
        facts.add(new DescriptionList.Term(term), new DescriptionList.Description(value));
    }

    private UnorderedList runs(Program program) {
        Map<UUID, Integer> enrolled = learners.enrolledCounts(program.id());
        Map<UUID, Integer> pending = invitations.pendingCounts(program.id());
        UnorderedList runs = new UnorderedList();
        runs.addClassName("cards");
        CardButton all = new CardButton(
                        getTranslation("program.all-runs"), ProgramNavigation.run(RunScope.allRuns(program.id())))
                .tell(getTranslation("program.run-count", program.runs().size()));
        runs.add(new ListItem(counted(all, program.id().value(), enrolled, pending)));
        List<ProgramRun> archivedLast = program.runsInOrder().stream()
                .sorted(Comparator.comparing(ProgramRun::isArchived))
                .toList();
        for (ProgramRun run : archivedLast) {
            CardButton card = new CardButton(run.name(), ProgramNavigation.run(RunScope.of(program.id(), run.id())))
                    .tell(ProgramTexts.code(this, run.codeIfSet()))
                    .tell(ProgramTexts.dates(run))
                    .tell(ProgramTexts.state(this, run));
            if (run.isArchived()) {
                card.tell(ProgramTexts.archived(this));
            }
            runs.add(new ListItem(counted(card, run.id().value(), enrolled, pending)));
        }
        return runs;
    }

    private CardButton counted(CardButton card, UUID place, Map<UUID, Integer> enrolled, Map<UUID, Integer> pending) {
        return card.number(Optional.ofNullable(enrolled.get(place)).orElse(0), getTranslation("program.enrolled"))
                .number(Optional.ofNullable(pending.get(place)).orElse(0), getTranslation("program.pending"));
    }
}
