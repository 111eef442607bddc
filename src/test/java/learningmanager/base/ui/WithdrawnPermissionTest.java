package learningmanager.base.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.sidenav.SideNavItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import learningmanager.admin.OrganisationService;
import learningmanager.admin.PeopleService;
import learningmanager.admin.Person;
import learningmanager.base.Slice;
import learningmanager.learner.LinkedLearnersService;
import learningmanager.program.Organisation;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.security.AccountService;
import learningmanager.security.Permission;
import learningmanager.security.ui.SignInNavigation;
import learningmanager.testing.Invite;
import learningmanager.testing.SignIn;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A permission that is withdrawn ends in windows that are open, too. */
class WithdrawnPermissionTest extends ViewTest {
    private static final String MANAGER = "manager@example.org";
    private static final String COLLEAGUE = "institute@example.org";

    @Autowired
    PeopleService people;

    @Autowired
    OrganisationService organisations;

    @Autowired
    AccountService accounts;

    @Autowired
    LinkedLearnersService learners;

    @Autowired
    Invite invite;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "invite",
                "invite/learners",
                "invite/bulk",
                "learners",
                "learners/{learner}",
                "programs/{program}",
                "programs/{program}/runs/all"
            })
    void a_page_that_is_not_for_its_person_any_more_gives_way(String address) {
        signIn(MANAGER);
        Program program = invite.program("Data Analytics");
        open(address.replace("{program}", program.id().toString())
                .replace(
                        "{learner}",
                        learners.learners(program.organisationId(), "", Slice.at(0, 1))
                                .getFirst()
                                .id()
                                .toString()));
        assertThat(text()).doesNotContain("Not found");

        withdraw(MANAGER, Permission.LEARNING_MANAGER, "Example University");

        await().pollInSameThread().until(WithdrawnPermissionTest::givesWay);
    }

    @ParameterizedTest
    @ValueSource(strings = {"administration/people", "administration/charges/rates", "administration/audit-log"})
    void an_administrators_page_gives_way_in_the_same_way(String address) {
        give(COLLEAGUE, Permission.PLATFORM_ADMINISTRATOR, "");
        signIn(COLLEAGUE);
        open(address);

        withdraw(COLLEAGUE, Permission.PLATFORM_ADMINISTRATOR, "");

        await().pollInSameThread().until(WithdrawnPermissionTest::givesWay);
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-learning", "account", "course-creator"})
    void a_page_that_is_still_for_its_person_stays(String address) {
        signIn(MANAGER);
        open(address);

        withdraw(MANAGER, Permission.LEARNING_MANAGER, "Example University");

        await().pollInSameThread().untilAsserted(() -> {
            assertThat(givesWay()).isFalse();
            assertThat(_find(SideNavItem.class))
                    .extracting(SideNavItem::getLabel)
                    .contains("Course Creator")
                    .doesNotContain("Home", "Learners");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "my-learning", "account"})
    void a_page_whose_session_was_ended_elsewhere_asks_for_itself_anew_and_is_told_no_more(String address) {
        signIn(MANAGER);
        open(address);
        UI window = UI.getCurrent();
        List<String> scripts = new ArrayList<>();
        window.addDetachListener(over -> window.getInternals()
                .dumpPendingJavaScriptInvocations()
                .forEach(script -> scripts.add(script.getInvocation().getExpression())));
        assertThat(isOver(window)).isFalse();

        accounts.signOutEverywhere();

        await().pollInSameThread().until(() -> isOver(window));
        assertThat(scripts).anyMatch(script -> script.contains("location.reload"));
    }

    @Test
    void the_window_in_which_the_account_was_deleted_goes_on_to_the_page_that_says_so() throws InterruptedException {
        signIn(MANAGER);
        open("account");
        UI window = UI.getCurrent();

        accounts.signOutEverywhere();
        SignInNavigation.accountDeleted();

        Thread.sleep(600);
        assertThat(isOver(window)).isFalse();
    }

    @Test
    void the_window_in_which_the_password_was_changed_stays() {
        signIn(MANAGER);
        open("account");

        accounts.changePassword("learning-manager", "three small words");
        SignIn.as(MANAGER);
        withdraw(MANAGER, Permission.LEARNING_MANAGER, "Example University");

        await().pollInSameThread().untilAsserted(() -> {
            assertThat(isOver(UI.getCurrent())).isFalse();
            assertThat(_find(SideNavItem.class))
                    .extracting(SideNavItem::getLabel)
                    .doesNotContain("Learners");
        });
    }

    private static boolean isOver(UI window) {
        MockVaadin.runUIQueue(true);
        return !window.isAttached();
    }

    @Test
    void home_has_no_program_any_more_of_an_organisation_that_is_withdrawn() {
        give(COLLEAGUE, Permission.LEARNING_MANAGER, "Example University");
        signIn(COLLEAGUE);
        assertThat(shown()).contains("Example University, Sample Institute", "Data Analytics", "Project Management");

        withdraw(COLLEAGUE, Permission.LEARNING_MANAGER, "Example University");

        await().pollInSameThread().untilAsserted(() -> {
            assertThat(givesWay()).isFalse();
            assertThat(shown()).contains("Project Management").doesNotContain("Data Analytics", "Example University");
        });
    }

    @SuppressWarnings("unchecked")
    @ParameterizedTest
    @ValueSource(strings = {"Example University", "Sample Institute"})
    void a_form_that_is_filled_in_keeps_what_may_still_be_chosen(String withdrawn) {
        give(COLLEAGUE, Permission.LEARNING_MANAGER, "Example University");
        signIn(COLLEAGUE);
        open("invite/learners");
        ComboBox<Program> program = _get(ComboBox.class);
        _setValue(program, offered(program, "Data Analytics"));
        MultiSelectComboBox<ProgramRun> runs = _get(MultiSelectComboBox.class);
        _setValue(runs, Set.of(program.getValue().runsInOrder().getFirst()));

        withdraw(COLLEAGUE, Permission.LEARNING_MANAGER, withdrawn);

        await().pollInSameThread().untilAsserted(() -> {
            assertThat(givesWay()).isFalse();
            assertThat(program.getListDataView().getItems())
                    .extracting(Program::title)
                    .doesNotContain(withdrawn.equals("Example University") ? "Data Analytics" : "Project Management");
        });
        if (withdrawn.equals("Example University")) {
            assertThat(program.isEmpty()).isTrue();
            assertThat(runs.isEmpty()).isTrue();
            assertThat(program.getErrorMessage()).startsWith("Data Analytics is not offered to you any more.");
        } else {
            assertThat(program.getValue().title()).isEqualTo("Data Analytics");
            assertThat(runs.getValue()).hasSize(1);
        }
    }

    private static Program offered(ComboBox<Program> field, String title) {
        return field.getListDataView()
                .getItems()
                .filter(program -> program.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    @Test
    void a_bulk_upload_is_for_an_organisation_that_is_still_ones_own() {
        give(COLLEAGUE, Permission.LEARNING_MANAGER, "Example University");
        signIn(COLLEAGUE);
        open("invite/bulk/upload");
        Select<Organisation> organisation = _get(Select.class);
        _setValue(
                organisation,
                organisation
                        .getListDataView()
                        .getItems()
                        .filter(mine -> mine.name().equals("Example University"))
                        .findFirst()
                        .orElseThrow());

        withdraw(COLLEAGUE, Permission.LEARNING_MANAGER, "Example University");

        await().pollInSameThread().untilAsserted(() -> {
            assertThat(givesWay()).isFalse();
            assertThat(organisation.getValue().name()).isEqualTo("Sample Institute");
        });
        assertThat(text()).contains("You may not upload for Example University any more.");
    }

    @Test
    void the_list_of_learners_offers_no_organisation_that_is_withdrawn() {
        give(COLLEAGUE, Permission.LEARNING_MANAGER, "Example University");
        signIn(COLLEAGUE);
        open("learners");
        assertThat(_find(Select.class)).hasSize(1);
        assertThat(shown()).doesNotContain("No learner found");

        withdraw(COLLEAGUE, Permission.LEARNING_MANAGER, "Example University");

        await().pollInSameThread().untilAsserted(() -> {
            assertThat(givesWay()).isFalse();
            assertThat(_find(Select.class)).isEmpty();
            assertThat(shown()).contains("No learner found");
        });
    }

    @Test
    void the_course_creators_list_has_no_program_of_an_organisation_that_is_withdrawn() {
        give(MANAGER, Permission.COURSE_CREATOR, "Sample Institute");
        signIn(MANAGER);
        open("course-creator");
        assertThat(shown()).contains("Project Management", "Data Analytics");

        withdraw(MANAGER, Permission.COURSE_CREATOR, "Sample Institute");

        await().pollInSameThread().untilAsserted(() -> {
            assertThat(givesWay()).isFalse();
            assertThat(shown()).contains("Data Analytics").doesNotContain("Project Management");
        });
    }

    private static String shown() {
        return _get(Main.class).getElement().getTextRecursively();
    }

    private void give(String email, Permission permission, String on) {
        SignIn.as("admin@example.org");
        Person person = person(email);
        people.give(
                person.id(),
                permission,
                organisations.all().stream()
                        .filter(one -> one.name().equals(on))
                        .map(one -> one.id())
                        .findFirst());
    }

    /** By an administrator, elsewhere. */
    private void withdraw(String email, Permission permission, String on) {
        SignIn.as("admin@example.org");
        Person person = person(email);
        Optional<?> refusal = people.withdraw(
                person.id(),
                person.grants().stream()
                        .filter(grant ->
                                grant.permission() == permission && grant.on().equals(on))
                        .findFirst()
                        .orElseThrow()
                        .id());
        assertThat(refusal).isEmpty();
        SignIn.as(email);
    }

    private Person person(String email) {
        return people.people(email, false, Slice.at(0, 1)).getFirst();
    }
}
