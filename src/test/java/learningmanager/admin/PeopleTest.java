package learningmanager.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import learningmanager.base.AccountId;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.Refusal;
import learningmanager.base.Slice;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import learningmanager.security.AccountService;
import learningmanager.security.Permission;
import learningmanager.testing.AtOnce;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SPEC 9: organisations, people and their permissions. */
@ServiceTest
class PeopleTest {
    @Autowired
    OrganisationService organisations;

    @Autowired
    PeopleService people;

    @Autowired
    ProgramService programs;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void the_administrator_signs_in() {
        SignIn.as("admin@example.org");
    }

    @Test
    void an_organisation_is_added_and_changed() {
        OrganisationFacts facts = OrganisationFacts.named(" New College ");
        OrganisationId id = saved(organisations.add(facts));
        OrganisationFacts seen = organisations.facts(id);
        assertThat(seen).isEqualTo(OrganisationFacts.named("New College"));
        saved(organisations.change(
                id,
                seen,
                new OrganisationFacts("New College", "NC", "office@example.com", " 1;7 7", "@Learners.Example.ORG")));
        assertThat(organisations.facts(id))
                .isEqualTo(new OrganisationFacts(
                        "New College", "NC", "office@example.com", "7, 1", "learners.example.org"));
        assertThat(organisations.change(id, seen, OrganisationFacts.named("Old College")))
                .isInstanceOf(OrganisationSaving.ChangedMeanwhile.class);
        assertThat(organisations.add(new OrganisationFacts("new college", "a\u202Eb", "nobody", "soon", "nowhere")))
                .isInstanceOfSatisfying(
                        OrganisationSaving.Refused.class,
                        refused -> assertThat(refused.problems()).containsOnlyKeys(OrganisationField.values()));
    }

    @Test
    void two_who_change_an_organisation_at_the_same_instant_do_not_overwrite_each_other() throws Exception {
        OrganisationId id = organisation("Example University");
        OrganisationFacts seen = organisations.facts(id);
        AtOnce.Outcome<OrganisationSaving, OrganisationSaving> told = atOnce(
                () -> organisations.change(id, seen, new OrganisationFacts(seen.name(), "One", "", "", "")),
                () -> organisations.change(id, seen, new OrganisationFacts(seen.name(), "Two", "", "", "")));
        assertThat(List.of(told.first(), told.second()))
                .hasAtLeastOneElementOfType(OrganisationSaving.Saved.class)
                .hasAtLeastOneElementOfType(OrganisationSaving.ChangedMeanwhile.class);
    }

    @Test
    void two_who_give_an_organisation_the_same_name_at_the_same_instant_are_told() throws Exception {
        for (int i = 0; i < 5; i++) {
            OrganisationFacts added = OrganisationFacts.named("College " + i);
            assertOneIsRefused(atOnce(
                    () -> organisations.add(added),
                    () -> organisations.add(
                            OrganisationFacts.named("COLLEGE" + added.name().substring(7)))));
            OrganisationId one = saved(organisations.add(OrganisationFacts.named("One " + i)));
            OrganisationId two = saved(organisations.add(OrganisationFacts.named("Two " + i)));
            OrganisationFacts wanted = OrganisationFacts.named("Academy " + i);
            assertOneIsRefused(atOnce(
                    () -> organisations.change(one, organisations.facts(one), wanted),
                    () -> organisations.change(two, organisations.facts(two), wanted)));
        }
    }

    private static AtOnce.Outcome<OrganisationSaving, OrganisationSaving> atOnce(
            Callable<OrganisationSaving> first, Callable<OrganisationSaving> second) throws Exception {
        return AtOnce.run(AtOnce.by("admin@example.org", first), AtOnce.by("admin@example.org", second));
    }

    private static void assertOneIsRefused(AtOnce.Outcome<OrganisationSaving, OrganisationSaving> told) {
        assertThat(List.of(told.first(), told.second()))
                .hasAtLeastOneElementOfType(OrganisationSaving.Saved.class)
                .anySatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                OrganisationSaving.Refused.class,
                                refused -> assertThat(refused.problems().values())
                                        .extracting(Refusal::code)
                                        .containsExactly("organisation.name-taken")));
    }

    @Test
    void a_name_in_use_is_told_as_the_other_organisation_has_it() {
        assertThat(organisations.add(OrganisationFacts.named("example UNIVERSITY")))
                .isEqualTo(new OrganisationSaving.Refused(
                        Map.of(OrganisationField.NAME, Refusal.of("organisation.name-taken", "Example University"))));
    }

    @Test
    void what_was_changed_of_an_organisation_is_put_down_before_and_after_and_nothing_where_nothing_was() {
        OrganisationId id = organisation("Example University");
        OrganisationFacts seen = organisations.facts(id);
        OrganisationFacts wanted = new OrganisationFacts("Example University", "EU", "", "7, 1", "");

        saved(organisations.change(id, seen, wanted));
        saved(organisations.change(id, organisations.facts(id), wanted));

        assertThat(jdbc.sql("select was, became from audit_event where action = 'ORGANISATION_CHANGED'")
                        .query()
                        .listOfRows())
                .singleElement()
                .satisfies(event -> assertThat(event.values())
                        .containsExactly("Sender name: – · Reminder days: –", "Sender name: EU · Reminder days: 7, 1"));
    }

    @Test
    void a_person_is_invited_and_managed_by_permissions_that_hold_and_end_at_once() {
        AccountId id = ((Inviting.Invited) people.invite("Lou", "lou@example.com")).id();
        assertThat(people.person(id).invited()).isTrue();
        OrganisationId university = organisation("Example University");

        assertThat(people.give(id, Permission.LEARNING_MANAGER, Optional.of(university)))
                .isEmpty();
        assertThat(people.give(id, Permission.LEARNING_MANAGER, Optional.of(university)))
                .contains(Refusal.of("permission.held"));

        SignIn.as("lou@example.com");
        assertThat(programs.managed()).hasSize(3);
        SignIn.as("admin@example.org");
        people.withdraw(id, people.person(id).grants().getFirst().id());
        SignIn.as("lou@example.com");
        assertThat(programs.managed()).isEmpty();
        assertThat(jdbc.sql("select action from audit_event where subject_id = :id order by id")
                        .param("id", id.value())
                        .query(String.class)
                        .list())
                .containsExactly("PERSON_INVITED", "PERMISSION_GIVEN", "PERMISSION_WITHDRAWN");
    }

    @Test
    void a_program_learner_admin_is_one_of_that_program_alone() {
        AccountId id = ((Inviting.Invited) people.invite("Lou", "lou@example.com")).id();
        ProgramChoice degree = people.programs(organisation("Example University")).stream()
                .filter(program -> program.title().equals("BSc Computing"))
                .findFirst()
                .orElseThrow();
        assertThat(people.giveOnProgram(id, degree.id())).isEmpty();
        assertThat(people.person(id).grants())
                .extracting(Grant::on)
                .containsExactly("BSc Computing, Example University");
        SignIn.as("lou@example.com");
        assertThat(programs.managed()).extracting(Program::title).containsExactly("BSc Computing");
    }

    @Test
    void a_persons_name_is_kept_without_what_nobody_sees_around_it() {
        String longest = "x".repeat(AccountService.LONGEST_NAME);
        AccountId anna = ((Inviting.Invited) people.invite("Anna\u200B", "anna@example.com")).id();
        AccountId other = ((Inviting.Invited) people.invite(longest + "\u200B", "other@example.com")).id();
        assertThat(people.person(anna).name()).isEqualTo("Anna");
        assertThat(people.person(other).name()).isEqualTo(longest);
    }

    @Test
    void who_has_an_account_is_found_rather_than_invited() {
        Inviting outcome = people.invite("Learner", "LEARNER@example.org");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Inviting.HasAccount.class,
                        had -> assertThat(people.person(had.id()).email()).isEqualTo("learner@example.org"));
        assertThat(people.invite(" ", "nobody"))
                .isInstanceOfSatisfying(
                        Inviting.Refused.class,
                        refused -> assertThat(refused.problems()).containsOnlyKeys(PersonField.values()));
    }

    @Test
    void the_last_administrator_stays_one() {
        Person admin = people.people("admin@example.org", true, Slice.at(0, 10)).stream()
                .filter(person -> person.email().equals("admin@example.org"))
                .findFirst()
                .orElseThrow();
        UUID grant = admin.grants().getFirst().id();
        assertThat(people.withdraw(admin.id(), grant)).contains(Refusal.of("permission.last-administrator"));

        AccountId second = ((Inviting.Invited) people.invite("Lou", "lou@example.com")).id();
        people.give(second, Permission.PLATFORM_ADMINISTRATOR, Optional.empty());
        assertThat(people.withdraw(admin.id(), grant)).isEmpty();
    }

    @Test
    void who_withdraws_what_somebody_else_withdraws_at_the_same_instant_is_told_so() throws Exception {
        AccountId lou = ((Inviting.Invited) people.invite("Lou", "lou@example.com")).id();
        people.give(lou, Permission.LEARNING_MANAGER, Optional.of(organisation("Example University")));
        people.give(lou, Permission.PLATFORM_ADMINISTRATOR, Optional.empty());
        UUID grant = people.person(lou).grants().stream()
                .filter(one -> one.permission() == Permission.LEARNING_MANAGER)
                .findFirst()
                .orElseThrow()
                .id();

        AtOnce.Outcome<String, String> told = AtOnce.run(
                AtOnce.by("admin@example.org", () -> withdraw(lou, grant)),
                AtOnce.by("lou@example.com", () -> withdraw(lou, grant)));

        assertThat(List.of(told.first(), told.second())).containsExactlyInAnyOrder("withdrawn", "not found");
    }

    private String withdraw(AccountId id, UUID grant) {
        try {
            return people.withdraw(id, grant).map(Refusal::code).orElse("withdrawn");
        } catch (NotFoundException gone) {
            return "not found";
        }
    }

    @Test
    void a_page_of_people_is_read_on_from_the_last_row_of_the_one_before() {
        List<Person> all = people.people("", false, Slice.at(0, 10));
        for (int i = 0; i < all.size(); i++) {
            assertThat(people.people("", false, new Slice<>(Optional.of(all.get(i)), 0, 10)))
                    .isEqualTo(all.subList(i + 1, all.size()));
        }
    }

    @Test
    void people_are_searched_and_those_without_permission_left_out_unless_asked_for() {
        assertThat(people.people("LEARNER@", true, Slice.at(0, 10))).isEmpty();
        assertThat(people.people("LEARNER@", false, Slice.at(0, 10)))
                .extracting(Person::email)
                .containsExactly("learner@example.org");
        assertThat(people.countPeople("%", false)).isZero();
        assertThat(people.countPeople("", true)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manager@example.org",
                "institute@example.org",
                "program-admin@example.org",
                "learner@example.org",
                ""
            })
    void who_is_no_administrator_finds_nothing_here(String who) {
        OrganisationId university = organisation("Example University");
        Person person = people.people("", true, Slice.at(0, 10)).getFirst();
        OrganisationFacts facts = organisations.facts(university);
        SignIn.out();
        if (!who.isEmpty()) {
            SignIn.as(who);
        }
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                organisations::all,
                () -> organisations.facts(university),
                () -> organisations.add(facts),
                () -> organisations.change(university, facts, facts),
                () -> people.people("", false, Slice.at(0, 10)),
                () -> people.countPeople("", false),
                () -> people.person(person.id()),
                () -> people.invite("Lou", "lou@example.com"),
                () -> people.inviteAgain(person.id()),
                () -> people.give(person.id(), Permission.LEARNING_MANAGER, Optional.of(university)),
                () -> people.withdraw(person.id(), person.grants().getFirst().id()),
                () -> people.programs(university))) {
            assertThatThrownBy(call).isInstanceOf(NotFoundException.class);
        }
        SignIn.as("admin@example.org");
        assertThat(people.person(person.id())).isEqualTo(person);
        assertThat(organisations.facts(university)).isEqualTo(facts);
    }

    private OrganisationId organisation(String name) {
        return organisations.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static OrganisationId saved(OrganisationSaving outcome) {
        assertThat(outcome).isInstanceOf(OrganisationSaving.Saved.class);
        return ((OrganisationSaving.Saved) outcome).id();
    }
}
