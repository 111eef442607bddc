package learningmanager.home.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import learningmanager.program.ui.CardButton;
import learningmanager.testing.Invite;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 3, and the way to a run of SPEC 7. */
class HomeViewTest extends ViewTest {
    @Autowired
    Invite invite;

    @Test
    void a_learning_manager_sees_the_programs_of_the_organisation_with_their_numbers() {
        signIn("manager@example.org");
        invite.learner("EU-2001", "ana.lima@example.org", "Data Analytics", "DATA-ANALYTICS-2");
        open("invite");
        open("");

        assertThat(text()).contains("Learning Manager", "Example University").doesNotContain("Project Management");
        assertThat(cards()).hasSize(3);
        assertThat(textOf("Data Analytics"))
                .contains("Microcredential", "DATA-ANALYTICS", "2 runs", "1 enrolled", "1 pending");
        assertThat(textOf("Climate Change")).contains("no code yet", "1 run");
    }

    @Test
    void a_program_learner_admin_sees_that_program_alone() {
        signIn("program-admin@example.org");
        assertThat(cards()).hasSize(1);
        assertThat(textOf("Data Analytics")).contains("1 enrolled");
    }

    @Test
    void somebody_without_a_permission_gets_my_learning() {
        signIn("learner@example.org");
        open("");
        assertThat(address()).isEqualTo("my-learning");
        assertThat(text()).contains("Data Analytics, autumn 2026").doesNotContain("Invite and enrol");
    }

    @Test
    void a_programs_button_leads_to_its_runs_all_runs_first() {
        signIn("manager@example.org");
        _click(card("BSc Computing"));
        assertThat(cards())
                .extracting(button -> button.getElement().getChild(0).getText())
                .containsExactly(
                        "All runs",
                        "BSc Computing, first term 2027",
                        "BSc Computing, second term 2027",
                        "BSc Computing, third term 2027");

        _click(card("All runs"));
        assertThat(text()).contains("BSc Computing, all runs", "Learners", "Invitations");
    }

    @Test
    void a_program_that_is_not_mine_is_not_found() {
        signIn("manager@example.org");
        String mine = "programs/" + invite.program("BSc Computing").id();
        signIn("institute@example.org");
        open(mine);
        assertThat(text()).contains("Not found").doesNotContain("BSc Computing");
        open(mine + "/runs/all");
        assertThat(text()).contains("Not found").doesNotContain("BSc Computing");
    }

    private static List<CardButton> cards() {
        return _find(CardButton.class);
    }

    private static CardButton card(String title) {
        return cards().stream()
                .filter(button -> button.getElement().getTextRecursively().startsWith(title))
                .findFirst()
                .orElseThrow();
    }

    private static String textOf(String title) {
        return card(title).getElement().getTextRecursively();
    }
}
