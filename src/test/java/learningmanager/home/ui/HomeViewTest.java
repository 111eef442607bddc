package learningmanager.home.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import learningmanager.admin.PeopleService;
import learningmanager.base.AccountId;
import learningmanager.base.Columns;
import learningmanager.base.Id;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramRunId;
import learningmanager.invitation.Sending;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.Program;
import learningmanager.program.ui.CardButton;
import learningmanager.security.Permission;
import learningmanager.testing.Invite;
import learningmanager.testing.SignIn;
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

    @Autowired
    PeopleService people;

    @Autowired
    CourseCreatorService courses;

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
    void a_permission_that_somebody_else_gives_shows_in_the_menu_of_an_open_window() {
        signIn("institute@example.org");
        assertThat(menu()).contains("Home", "My learning").doesNotContain("Course Creator");
        AccountId account = jdbc.sql("select id from account where email = 'institute@example.org'")
                .query((row, number) -> Columns.id(row, "id", AccountId::new))
                .single();
        OrganisationId institute = jdbc.sql("select id from organisation where name = 'Sample Institute'")
                .query((row, number) -> Columns.id(row, "id", OrganisationId::new))
                .single();

        CompletableFuture.runAsync(() -> {
                    SignIn.as("admin@example.org");
                    assertThat(people.give(account, Permission.COURSE_CREATOR, Optional.of(institute)))
                            .isEmpty();
                })
                .join();

        await().pollInSameThread().untilAsserted(() -> {
            MockVaadin.clientRoundtrip(false);
            assertThat(menu()).contains("Home", "My learning", "Course Creator");
        });
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
    void of_very_many_programs_the_first_hundred_stand_there_and_the_others_are_searched_for() {
        addPrograms(120);
        signIn("manager@example.org");
        assertThat(cards()).hasSize(100);
        assertThat(text()).contains("And 23 more programs. Search");
        open("course-creator");
        assertThat(_find(CardButton.class)).hasSize(100);
        assertThat(text()).contains("And 23 more programs. Search");

        open("");
        search("climate");
        assertThat(cards()).hasSize(1);
        assertThat(text()).doesNotContain("more program");
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
    void who_sees_to_one_thing_alone_starts_from_that() {
        signIn("admin@example.org");
        open("");
        assertThat(address()).isEqualTo("administration");
        assertThat(menu()).doesNotContain("Home");

        permit("learner@example.org", Permission.COURSE_CREATOR, "Example University");
        signIn("learner@example.org");
        open("");
        assertThat(address()).isEqualTo("course-creator");
        assertThat(menu()).containsExactly("Course Creator", "My learning", "Sent mail");
    }

    @Test
    void a_manager_who_is_course_creator_too_finds_what_is_missing_there() {
        signIn("manager@example.org");
        assertThat(others())
                .singleElement()
                .asString()
                .startsWith("Course Creator")
                .contains("3 programs", "2 codes missing");
        signIn("program-admin@example.org");
        assertThat(others()).isEmpty();
    }

    @Test
    void who_sees_to_several_things_without_managing_learners_finds_each_of_them() {
        permit("admin@example.org", Permission.COURSE_CREATOR, "Sample Institute");
        signIn("admin@example.org");
        open("");
        assertThat(address()).isEmpty();
        assertThat(menu()).contains("Home", "Course Creator", "Administration").doesNotContain("My uploads");
        assertThat(others()).hasSize(2);
        assertThat(others().getFirst())
                .startsWith("Course Creator")
                .contains("1 program")
                .doesNotContain("missing");
        assertThat(others().getLast()).startsWith("Administration").contains("2 organisations", "4 people");
        assertThat(text()).doesNotContain("Invite and enrol learners", "Project Management");
    }

    @Test
    void a_manager_who_learns_as_well_finds_the_own_learning() {
        permit("learner@example.org", Permission.LEARNING_MANAGER, "Sample Institute");
        signIn("learner@example.org");
        assertThat(cards()).hasSize(1);
        assertThat(others())
                .singleElement()
                .asString()
                .startsWith("My learning")
                .contains("1 enrolment");
    }

    @Test
    void the_manager_of_an_organisation_without_programs_is_told_who_adds_them() {
        organisation("Example Academy");
        permit("learner@example.org", Permission.LEARNING_MANAGER, "Example Academy");
        for (String address : List.of("", "invite", "invite/learners", "invite/bulk")) {
            signIn("learner@example.org");
            open("my-learning");
            open(address);
            assertThat(text()).as(address).contains("No programs yet", "Somebody with the course creator permission");
            assertThat(hasButton("Add a program")).as(address).isFalse();
        }
        open("uploads");
        assertThat(text()).contains("No uploads yet");

        permit("learner@example.org", Permission.COURSE_CREATOR, "Example Academy");
        open("");
        assertThat(text()).contains("Example Academy", "No programs yet");
        press("Add a program");
        assertThat(address()).isEqualTo("course-creator/new");
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
    void what_is_archived_is_said_to_be_and_comes_last() {
        signIn("manager@example.org");
        Program program = invite.program("BSc Computing");
        courses.archiveRun(program.id(), first(program));
        courses.archive(program.id());
        open("invite");
        open("");
        assertThat(cards().getFirst().getElement().getTextRecursively()).doesNotContain("archived");
        assertThat(cards().getLast().getElement().getTextRecursively())
                .startsWith("BSc Computing")
                .contains("archived");

        _click(card("BSc Computing"));
        assertThat(text()).contains("Archived: it is not offered");
        assertThat(cards().getLast().getElement().getTextRecursively())
                .startsWith("BSc Computing, first term 2027")
                .contains("archived");
        courses.bringBack(program.id());
        _click(cards().getLast());
        assertThat(text()).contains("archived");
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

    private void organisation(String name) {
        jdbc.sql("insert into organisation (id, name) values (:id, :name)")
                .param("id", Id.nextValue())
                .param("name", name)
                .update();
    }

    private void permit(String email, Permission permission, String organisation) {
        jdbc.sql("""
                        insert into permission_grant (id, account_id, permission, organisation_id)
                        select :id, a.id, :permission, o.id from account a, organisation o
                        where a.email = :email and o.name = :organisation""")
                .param("id", Id.nextValue())
                .param("permission", permission.name())
                .param("email", email)
                .param("organisation", organisation)
                .update();
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

    /** Those of programs and runs. */
    private static List<CardButton> cards() {
        return _find(CardButton.class).stream().filter(card -> !isOther(card)).toList();
    }

    /** Each button below "Also yours", with all that it says. */
    private static List<String> others() {
        return _find(CardButton.class).stream()
                .filter(HomeViewTest::isOther)
                .map(card -> card.getElement().getTextRecursively())
                .toList();
    }

    private static boolean isOther(CardButton card) {
        return Stream.iterate(card.getParent(), Optional::isPresent, parent -> parent.flatMap(Component::getParent))
                .anyMatch(parent -> parent.orElseThrow() instanceof OtherPlaces);
    }

    private static List<String> menu() {
        return _find(SideNavItem.class).stream().map(SideNavItem::getLabel).toList();
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
