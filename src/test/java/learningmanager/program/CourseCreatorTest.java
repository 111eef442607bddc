package learningmanager.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import learningmanager.base.Code;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Refusal;
import learningmanager.invitation.InvitationRequest;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.InviteField;
import learningmanager.invitation.Sending;
import learningmanager.invitation.SentInvitationService;
import learningmanager.learner.LearnerService;
import learningmanager.testing.AtOnce;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import learningmanager.testing.TestClock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 8: programs, runs and their codes. */
@ServiceTest
class CourseCreatorTest {
    @Autowired
    CourseCreatorService courses;

    @Autowired
    ProgramService programs;

    @Autowired
    InvitationService invitations;

    @Autowired
    SentInvitationService sentInvitations;

    @Autowired
    LearnerService learners;

    @Autowired
    Invite invite;

    @Autowired
    TestClock clock;

    private OrganisationId university;

    @BeforeEach
    void a_course_creator_signs_in() {
        SignIn.as("manager@example.org");
        university = courses.organisations().getFirst().id();
    }

    @Test
    void a_program_is_added_with_a_run_and_can_be_invited_to_at_once() {
        Program added = saved(courses.add(university, new ProgramFacts(" Statistics ", ProgramKind.DEGREE, "stat")));
        Program withRun = saved(courses.addRun(added.id(), run("Autumn", "2027-09-01", "2027-12-01", " stat-1 ")));

        assertThat(withRun.title()).isEqualTo("Statistics");
        assertThat(withRun.codeIfSet()).map(Code::text).contains("stat");
        assertThat(withRun.runsInOrder()).singleElement().satisfies(run -> {
            assertThat(run.name()).isEqualTo("Autumn");
            assertThat(run.codeIfSet()).map(Code::text).contains("stat-1");
        });
        invite.learner("EU-9001", "lea@example.com", "Statistics", "stat-1");
        assertThat(sentInvitations.pendingCounts()).containsEntry(added.id().value(), 1);
    }

    @Test
    void a_code_that_another_program_has_in_other_case_or_with_blanks_is_refused() {
        assertThat(refusal(courses.add(
                        university, new ProgramFacts("Again", ProgramKind.DEGREE, " data-ANALYTICS\u00A0"))))
                .isEqualTo(
                        Map.of(CourseField.CODE, Refusal.of("program.code-taken", "DATA-ANALYTICS", "Data Analytics")));
        Program degree = invite.program("BSc Computing");
        assertThat(refusal(courses.change(
                        degree.id(),
                        ProgramFacts.of(degree),
                        new ProgramFacts("BSc Computing", ProgramKind.DEGREE, "Data-Analytics"))))
                .containsOnlyKeys(CourseField.CODE);
        assertThat(refusal(
                        courses.addRun(degree.id(), run("Fourth", "2028-01-01", "2028-02-01", "bsc-computing-2027a"))))
                .containsOnlyKeys(CourseField.CODE);
    }

    @Test
    void organisations_do_not_get_in_each_others_way() {
        assertThat(saved(courses.add(university, new ProgramFacts("PM", ProgramKind.DEGREE, "PROJECT-MANAGEMENT")))
                        .codeIfSet())
                .isPresent();
    }

    @Test
    void a_code_in_use_can_be_changed_and_what_was_sent_goes_on() {
        invite.learner("EU-9001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        Program program = invite.program("Data Analytics");
        Program changed = saved(courses.change(
                program.id(),
                ProgramFacts.of(program),
                new ProgramFacts("Data analysis", ProgramKind.MICROCREDENTIAL, "DA")));
        ProgramRun run = changed.run(Invite.run(program, "DATA-ANALYTICS-2")).orElseThrow();
        saved(courses.changeRun(
                program.id(), run.id(), RunFacts.of(run), run("Spring", "2027-03-01", "2027-05-30", "DA-2")));

        assertThat(sentInvitations.pendingCounts(program.id()))
                .containsEntry(run.id().value(), 1);
        assertThat(programs.managed(program.id()).run(run.id()).orElseThrow().codeIfSet())
                .map(Code::text)
                .contains("DA-2");
        assertThat(learners.enrolledCounts(program.id()))
                .containsEntry(program.id().value(), 1);
    }

    @Test
    void what_is_wrong_is_told_all_at_once_and_nothing_is_saved() {
        Program degree = invite.program("BSc Computing");
        assertThat(refusal(courses.addRun(
                        degree.id(),
                        new RunFacts(" ", Optional.empty(), Optional.empty(), true, "x".repeat(Code.MAX_LENGTH + 1)))))
                .containsOnlyKeys(CourseField.TITLE, CourseField.STARTS_ON, CourseField.ENDS_ON, CourseField.CODE);
        assertThat(refusal(courses.addRun(degree.id(), run("Back to front", "2027-02-01", "2027-01-31", ""))))
                .isEqualTo(Map.of(CourseField.ENDS_ON, Refusal.of("run.ends-before-start")));
        assertThat(refusal(courses.add(university, new ProgramFacts("a\u202Eb", ProgramKind.DEGREE, ""))))
                .isEqualTo(Map.of(CourseField.TITLE, Refusal.of("title.control-character")));
        assertThat(invite.program("BSc Computing")).isEqualTo(degree);
    }

    @Test
    void the_second_of_two_windows_is_told_and_nothing_is_lost() {
        Program seen = invite.program("BSc Computing");
        ProgramFacts facts = ProgramFacts.of(seen);
        saved(courses.change(seen.id(), facts, new ProgramFacts("BSc Informatics", ProgramKind.DEGREE, facts.code())));

        CourseSaving second =
                courses.change(seen.id(), facts, new ProgramFacts("BSc IT", ProgramKind.DEGREE, facts.code()));

        assertThat(second)
                .isInstanceOfSatisfying(
                        CourseSaving.ChangedMeanwhile.class,
                        told -> assertThat(told.program().title()).isEqualTo("BSc Informatics"));
        assertThat(courses.program(seen.id()).title()).isEqualTo("BSc Informatics");
    }

    @Test
    void two_who_change_different_runs_do_not_get_in_each_others_way() {
        Program seen = invite.program("BSc Computing");
        for (ProgramRun run : seen.runsInOrder()) {
            saved(courses.changeRun(
                    seen.id(),
                    run.id(),
                    RunFacts.of(run),
                    run(
                            run.name() + "!",
                            "2027-01-01",
                            "2027-02-01",
                            RunFacts.of(run).code())));
        }
        assertThat(courses.program(seen.id()).runs()).allMatch(run -> run.name().endsWith("!"));
        ProgramRun first = seen.runsInOrder().getFirst();
        assertThat(courses.changeRun(
                        seen.id(), first.id(), RunFacts.of(first), run("Late", "2027-01-01", "2027-02-01", "")))
                .isInstanceOf(CourseSaving.ChangedMeanwhile.class);
    }

    @Test
    void each_of_many_who_add_a_run_at_the_same_instant_adds_it() throws Exception {
        Program program = invite.program("Climate Change");
        List<AtOnce.Deed<CourseSaving>> deeds = IntStream.range(0, 6)
                .mapToObj(number -> AtOnce.by(
                        "manager@example.org",
                        () -> courses.addRun(program.id(), run("Run " + number, "2029-01-01", "2029-02-01", ""))))
                .toList();
        assertThat(AtOnce.all(deeds)).hasOnlyElementsOfType(CourseSaving.Saved.class);
        assertThat(courses.program(program.id()).runs()).hasSize(7);
    }

    @Test
    void two_who_give_the_same_code_at_the_same_instant_do_not_both_get_it() throws Exception {
        ProgramFacts facts = new ProgramFacts("Twice", ProgramKind.DEGREE, "TWICE");
        AtOnce.Outcome<CourseSaving, CourseSaving> outcome = AtOnce.run(
                AtOnce.by("manager@example.org", () -> courses.add(university, facts)),
                AtOnce.by("manager@example.org", () -> courses.add(university, facts)));
        assertThat(List.of(outcome.first(), outcome.second()))
                .hasAtLeastOneElementOfType(CourseSaving.Saved.class)
                .hasAtLeastOneElementOfType(CourseSaving.Refused.class);
    }

    @Test
    void what_is_archived_is_offered_no_more_and_what_was_sent_stays() {
        invite.learner("EU-9001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        Program program = invite.program("Data Analytics");
        ProgramRunId run = Invite.run(program, "DATA-ANALYTICS-2");

        courses.archiveRun(program.id(), run);

        assertThat(offered("Data Analytics").run(run)).isEmpty();
        assertThat(sendingTo(program, run))
                .isEqualTo(Map.of(InviteField.RUNS, Refusal.of("runs.archived", "Data Analytics, spring 2027")));
        assertThat(sentInvitations.pendingCounts(program.id())).containsEntry(run.value(), 1);

        courses.bringBackRun(program.id(), run);
        courses.archive(program.id());

        assertThat(programs.offered()).extracting(Program::title).doesNotContain("Data Analytics");
        assertThat(programs.managed()).extracting(Program::title).contains("Data Analytics");
        assertThat(sendingTo(program, run)).containsOnlyKeys(InviteField.RUNS);

        courses.bringBack(program.id());

        assertThat(sendingTo(program, run)).isEmpty();
    }

    @Test
    void a_run_of_a_program_without_code_is_suggested_one_all_the_same() {
        assertThat(courses.suggestedRunCode(invite.program("Climate Change").id()))
                .isEqualTo("CLIMATE-CHANGE-1");
        assertThat(courses.suggestedRunCode(invite.program("Data Analytics").id()))
                .isEqualTo("DATA-ANALYTICS-3");
        assertThat(courses.suggestedCode(university, "Data Analytics")).isEqualTo("DATA-ANALYTICS-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "institute@example.org",
                "program-admin@example.org",
                "admin@example.org",
                "learner@example.org",
                ""
            })
    void what_is_not_mine_to_edit_is_not_found(String who) {
        Program program = invite.program("Data Analytics");
        ProgramRun run = program.runsInOrder().getFirst();
        SignIn.out();
        if (!who.isEmpty()) {
            SignIn.as(who);
        }
        assertThat(courses.organisations()).isEmpty();
        assertThat(courses.programs()).isEmpty();
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> courses.program(program.id()),
                () -> courses.suggestedCode(university, "Data Analytics"),
                () -> courses.suggestedRunCode(program.id()),
                () -> courses.add(university, new ProgramFacts("Mine", ProgramKind.DEGREE, "")),
                () -> courses.change(program.id(), ProgramFacts.of(program), ProgramFacts.of(program)),
                () -> courses.addRun(program.id(), RunFacts.of(run)),
                () -> courses.changeRun(program.id(), run.id(), RunFacts.of(run), RunFacts.of(run)),
                () -> courses.archive(program.id()),
                () -> courses.bringBack(program.id()),
                () -> courses.archiveRun(program.id(), run.id()),
                () -> courses.bringBackRun(program.id(), run.id()))) {
            assertThatThrownBy(call).isInstanceOf(NotFoundException.class);
        }
        SignIn.as("manager@example.org");
        assertThat(invite.program("Data Analytics")).isEqualTo(program);
    }

    private Map<InviteField, Refusal> sendingTo(Program program, ProgramRunId run) {
        Sending outcome = invitations.send(new InvitationRequest(
                program.id(),
                Set.of(run),
                "EU-9002",
                "leo@example.com",
                Optional.of(clock.instant().plus(java.time.Duration.ofDays(7)))));
        return outcome instanceof Sending.Refused(var problems) ? problems : Map.of();
    }

    private Program offered(String title) {
        return programs.offered().stream()
                .filter(program -> program.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static RunFacts run(String name, String startsOn, String endsOn, String code) {
        return new RunFacts(
                name, Optional.of(LocalDate.parse(startsOn)), Optional.of(LocalDate.parse(endsOn)), true, code);
    }

    private static Program saved(CourseSaving outcome) {
        assertThat(outcome).isInstanceOf(CourseSaving.Saved.class);
        return ((CourseSaving.Saved) outcome).program();
    }

    private static Map<CourseField, Refusal> refusal(CourseSaving outcome) {
        assertThat(outcome).isInstanceOf(CourseSaving.Refused.class);
        return ((CourseSaving.Refused) outcome).problems();
    }
}
