package learningmanager.home.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import learningmanager.base.Id;
import learningmanager.base.ProgramRunId;
import learningmanager.invitation.Sending;
import learningmanager.program.Program;
import learningmanager.program.ui.CardButton;
import learningmanager.testing.Invite;
import learningmanager.testing.TestClock;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SPEC 3, and the way to a run of SPEC 7. */
class HomeViewTest extends ViewTest {
    @Autowired
    Invite invite;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

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
    void a_program_learner_admin_finds_no_other_program_anywhere() {
        signIn("manager@example.org");
        Program other = invite.program("BSc Computing");
        invite.learner("EU-2001", "ana.lima@example.org", "BSc Computing", "BSC-COMPUTING-2027A");

        signIn("program-admin@example.org");
        assertThat(text()).doesNotContain("BSc Computing", "Climate Change");
        open("invite/learners");
        ComboBox<?> choice = labelled(ComboBox.class, "Program");
        assertThat(choice.getListDataView().getItems())
                .map(only -> ((Program) only).title())
                .containsExactly("Data Analytics");
        open("invite/degree");
        assertThat(text()).contains("No degree to enrol on").doesNotContain("BSc Computing");
        for (String address : List.of("", "/runs/all", "/runs/all?tab=invitations", "/runs/" + first(other))) {
            open("programs/" + other.id() + address);
            assertThat(text()).as(address).contains("Not found").doesNotContain("BSc Computing");
        }
        open("invite/learners?program=" + other.id());
        assertThat(text()).contains("Not found").doesNotContain("BSc Computing");
    }

    @Test
    void more_than_twelve_programs_are_searched_by_title_or_code() {
        addPrograms(9);
        signIn("manager@example.org");
        assertThat(cards()).hasSize(12);
        _assertNone(TextField.class);

        addPrograms(1);
        signIn("manager@example.org");
        assertThat(cards()).hasSize(13);
        search("computing");
        assertThat(cards()).hasSize(1);
        assertThat(textOf("BSc Computing")).contains("BSC-COMPUTING");
        search(" data-anal ");
        assertThat(textOf("Data Analytics")).contains("1 enrolled");
        search("Project Management");
        assertThat(cards()).isEmpty();
        assertThat(text()).contains("No such program");
        search("");
        assertThat(cards()).hasSize(13);
    }

    @Test
    void a_request_for_a_new_link_that_is_dismissed_is_gone() {
        signIn("manager@example.org");
        askForANewLink(invite.learner("EU-2001", "ana.lima@example.org", "Data Analytics", "DATA-ANALYTICS-2"));
        signIn("institute@example.org");
        assertThat(text()).doesNotContain("Asked for a new link");

        signIn("program-admin@example.org");
        assertThat(text()).contains("Asked for a new link", "EU-2001", "ana.lima@example.org · Data Analytics");
        press("Dismiss");
        assertThat(text()).doesNotContain("Asked for a new link", "EU-2001");

        signIn("manager@example.org");
        assertThat(text()).doesNotContain("Asked for a new link");
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

    private void addPrograms(int number) {
        for (int i = 0; i < number; i++) {
            UUID id = Id.nextValue();
            jdbc.sql("""
                            insert into program (id, organisation_id, title, kind, version)
                            select :id, organisation_id, :title, kind, 1 from program where title = 'Climate Change'""").param("id", id).param("title", "Course " + id).update();
        }
    }

    private void askForANewLink(Sending.Sent sent) {
        clock.advance(Duration.ofDays(8));
        open(Invite.address(sent));
        press("Ask for a new link");
    }

    private static void search(String wanted) {
        _setValue(_get(TextField.class, spec -> spec.withPlaceholder("Search title or code")), wanted);
    }

    private static ProgramRunId first(Program program) {
        return program.runsInOrder().getFirst().id();
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
