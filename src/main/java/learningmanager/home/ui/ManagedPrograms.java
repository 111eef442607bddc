package learningmanager.home.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.invitation.SentInvitationService;
import learningmanager.learner.LearnerService;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import learningmanager.program.ui.CardButton;
import learningmanager.program.ui.NoPrograms;
import learningmanager.program.ui.ProgramCards;
import learningmanager.program.ui.ProgramNavigation;
import learningmanager.program.ui.ProgramSearch;
import learningmanager.program.ui.ProgramTexts;
import learningmanager.security.Reach;

/** The programs that I manage, a button each with the numbers that matter. */
final class ManagedPrograms extends Div {
    private final transient ProgramService programs;
    private final transient LearnerService learners;
    private final transient SentInvitationService invitations;

    private final ProgramSearch search;
    private final ProgramCards cards = new ProgramCards();
    private final Div none = new Div();

    ManagedPrograms(ProgramService programs, LearnerService learners, SentInvitationService invitations) {
        this.programs = programs;
        this.learners = learners;
        this.invitations = invitations;
        search = new ProgramSearch(getTranslation("home.search"), () -> showFound(programs.managed()));
        search.addClassName("program-search");
        add(new H2(getTranslation("home.programs")), search, cards, none);
    }

    /** @param reach of who reads it */
    void show(Reach reach) {
        List<Program> all = programs.managed();
        search.offerAmong(all.size());
        if (all.isEmpty()) {
            cards.removeAll();
            none.removeAll();
            none.add(NoPrograms.told(this, reach));
        } else {
            showFound(all);
        }
    }

    private void showFound(List<Program> all) {
        Map<UUID, Integer> enrolled = learners.enrolledCounts();
        Map<UUID, Integer> pending = invitations.pendingCounts();
        List<Program> found = all.stream()
                .filter(program -> program.isCalled(search.getValue()))
                .sorted(Comparator.comparing(Program::isArchived))
                .toList();
        cards.show(found, program -> card(program, enrolled, pending));
        none.removeAll();
        if (found.isEmpty()) {
            none.add(search.noneFound());
        }
    }

    private CardButton card(Program program, Map<UUID, Integer> enrolled, Map<UUID, Integer> pending) {
        UUID id = program.id().value();
        CardButton card = new CardButton(program.title(), ProgramNavigation.program(program.id()))
                .tell(ProgramTexts.kind(this, program))
                .tell(ProgramTexts.code(this, program.codeIfSet()))
                .tell(getTranslation("program.run-count", program.runs().size()));
        if (program.isArchived()) {
            card.tell(ProgramTexts.archived(this));
        }
        return card.number(Optional.ofNullable(enrolled.get(id)).orElse(0), getTranslation("program.enrolled"))
                .number(Optional.ofNullable(pending.get(id)).orElse(0), getTranslation("program.pending"));
    }
}
