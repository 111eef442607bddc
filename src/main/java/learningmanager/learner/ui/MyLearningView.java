package learningmanager.learner.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.UtcTime;
import learningmanager.learner.LearnerService;
import learningmanager.learner.OwnEnrolment;
import learningmanager.program.ui.ProgramTexts;

/** What the person signed in is enrolled on. */
@Route(MyLearningNavigation.MY_LEARNING)
@Menu(title = "menu.my-learning", order = 40)
@PermitAll
class MyLearningView extends Page implements BeforeEnterObserver {
    private final transient LearnerService learners;
    private final Div told = new Div();
    private final Div mine = new Div();

    MyLearningView(LearnerService learners) {
        this.learners = learners;
        heading(getTranslation("my-learning.title"));
        lead(getTranslation("my-learning.lead"));
        add(told, mine);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        told.removeAll();
        MyLearningNavigation.takeJustEnrolled()
                .ifPresent(program -> told.add(Notice.success(
                        getTranslation("my-learning.enrolled", program), getTranslation("my-learning.enrolled.text"))));
        show();
    }

    /** A learner ID may be linked, unlinked or enrolled by somebody else meanwhile. */
    @Override
    protected void changedForWhoLooks() {
        show();
    }

    private void show() {
        mine.removeAll();
        List<OwnEnrolment> enrolments = learners.myLearning();
        if (enrolments.isEmpty()) {
            mine.add(new EmptyState(getTranslation("my-learning.empty"), getTranslation("my-learning.empty.text")));
            return;
        }
        UnorderedList cards = new UnorderedList();
        cards.addClassName("cards");
        enrolments.forEach(enrolment -> cards.add(new ListItem(card(enrolment))));
        mine.add(cards);
    }

    private Div card(OwnEnrolment enrolment) {
        Div card = new Div(line("card-title", enrolment.program()));
        card.addClassName("card");
        enrolment
                .run()
                .ifPresentOrElse(
                        run -> card.add(
                                line("card-run", run.name()),
                                line("card-meta", ProgramTexts.dates(run.startsOn(), run.endsOn()))),
                        () -> card.add(line("card-meta", getTranslation("my-learning.runs-follow"))));
        card.add(
                line(
                        "card-meta",
                        getTranslation("my-learning.at", enrolment.organisation(), enrolment.externalLearnerId())),
                since(enrolment));
        return card;
    }

    private Span since(OwnEnrolment enrolment) {
        Span since = line("card-meta", getTranslation("my-learning.since") + " ");
        since.add(new UtcTime(enrolment.enrolledAt()));
        return since;
    }

    private static Span line(String className, String text) {
        Span line = new Span(text);
        line.addClassName(className);
        return line;
    }
}
