package learningmanager.learner.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.html.Main;
import java.util.Set;
import learningmanager.base.LearnerId;
import learningmanager.base.Slice;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.LinkMoveService;
import learningmanager.learner.LinkedLearnersService;
import learningmanager.program.Program;
import learningmanager.testing.Invite;
import learningmanager.testing.SignIn;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 10, "My learning", open while somebody else does something about it. */
class MyLearningViewTest extends ViewTest {
    private static final String LEARNER = "learner@example.org";

    @Autowired
    LinkMoveService moves;

    @Autowired
    LinkedLearnersService learners;

    @Autowired
    InvitationService invitations;

    @Autowired
    Invite invite;

    @BeforeEach
    void a_learner_looks_at_it() {
        signIn(LEARNER);
        open("my-learning");
        assertThat(shown()).contains("Data Analytics", "EU-1001").doesNotContain("BSc Computing");
        SignIn.as("manager@example.org");
    }

    @Test
    void what_was_linked_by_mistake_goes_when_the_link_is_moved() {
        LearnerId id = learners.learners(invite.program("Data Analytics").organisationId(), "EU-1001", Slice.at(0, 1))
                .getFirst()
                .id();
        moves.move(id, "");

        SignIn.as(LEARNER);
        await().pollInSameThread().untilAsserted(() -> {
            MockVaadin.clientRoundtrip(false);
            assertThat(shown()).contains("Nothing yet").doesNotContain("EU-1001");
        });
    }

    @Test
    void a_run_that_a_manager_enrols_on_shows_at_once() {
        Program degree = invite.program("BSc Computing");
        invitations.enrolOnDegree(
                degree.id(), Set.of(degree.runsInOrder().getFirst().id()), "EU-1001");

        SignIn.as(LEARNER);
        await().pollInSameThread().untilAsserted(() -> {
            MockVaadin.clientRoundtrip(false);
            assertThat(shown()).contains("Data Analytics", "BSc Computing, first term 2027");
        });
    }

    private static String shown() {
        return _get(Main.class).getElement().getTextRecursively();
    }
}
