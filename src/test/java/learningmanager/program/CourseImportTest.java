package learningmanager.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import learningmanager.base.Code;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.program.csv.CourseProblem;
import learningmanager.testing.AtOnce;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SPEC 8: programs and runs from a file, checked, looked over and added, all of them or none. */
@ServiceTest
class CourseImportTest {
    private static final String CREATOR = "manager@example.org";
    private static final String STATISTICS = "Statistics,degree,STAT,Autumn,STAT-1,2047-09-01,2047-12-01,open";
    private static final String MORE = ",,DATA-ANALYTICS,Spring 2047,DATA-ANALYTICS-9,2047-03-01,2047-05-30,closed";

    @Autowired
    CourseImportService imports;

    @Autowired
    CourseCreatorService courses;

    @Autowired
    Invite invite;

    @Autowired
    JdbcClient jdbc;

    private OrganisationId university;

    @BeforeEach
    void a_course_creator_signs_in() {
        SignIn.as(CREATOR);
        university = courses.organisations().getFirst().id();
    }

    @Test
    void all_programs_and_runs_of_a_file_are_added_and_can_be_invited_to_at_once() {
        CourseFile.Checked checked = checked(STATISTICS, "Ethics,microcredential,ETH,,,,,", MORE);
        assertThat(titles()).doesNotContain("Statistics");

        assertThat(imports.add(checked)).isEqualTo(new CourseAdding.Added(2, 2));
        assertThat(titles()).contains("Statistics", "Ethics");
        assertThat(invite.program("Data Analytics").runs())
                .filteredOn(run -> run.codeIfSet().equals(Optional.of(new Code("DATA-ANALYTICS-9"))))
                .singleElement()
                .satisfies(run -> assertThat(run.open()).isFalse());
        invite.learner("EU-9001", "lea@example.com", "Statistics", "STAT-1");
    }

    @Test
    void everything_added_is_in_the_audit_log() {
        imports.add(checked(STATISTICS, "Ethics,microcredential,ETH,,,,,", MORE));
        assertThat(jdbc.sql(
                                "select action, subject_name, became from audit_event where action in ('PROGRAM_ADDED', 'RUN_ADDED_TO_PROGRAM')")
                        .query((row, number) -> row.getString("action") + " " + row.getString("subject_name") + ": "
                                + row.getString("became"))
                        .list())
                .containsExactlyInAnyOrder(
                        "PROGRAM_ADDED Statistics: Statistics · DEGREE · STAT",
                        "RUN_ADDED_TO_PROGRAM Autumn: Autumn · 2047-09-01/2047-12-01 · open · STAT-1",
                        "PROGRAM_ADDED Ethics: Ethics · MICROCREDENTIAL · ETH",
                        "RUN_ADDED_TO_PROGRAM Spring 2047: Spring 2047 · 2047-03-01/2047-05-30 · closed · DATA-ANALYTICS-9");
    }

    @Test
    void pressed_again_nothing_is_added_twice() {
        CourseFile.Checked checked = checked(STATISTICS, MORE);
        imports.add(checked);
        long programs = count("program");
        long runs = count("program_run");

        assertThat(imports.add(checked))
                .isInstanceOfSatisfying(
                        CourseAdding.Refused.class,
                        refused -> assertThat(problems(refused.now()))
                                .containsExactly("course.run-there", "course.run-there"));
        assertThat(count("program")).isEqualTo(programs);
        assertThat(count("program_run")).isEqualTo(runs);
    }

    @Test
    void of_two_who_add_the_same_file_at_the_same_instant_one_does() throws Exception {
        CourseFile.Checked checked = checked(STATISTICS, MORE);
        var outcome = AtOnce.run(
                AtOnce.by(CREATOR, () -> imports.add(checked)), AtOnce.by(CREATOR, () -> imports.add(checked)));
        assertThat(Stream.of(outcome.first(), outcome.second()))
                .hasAtLeastOneElementOfType(CourseAdding.Added.class)
                .hasAtLeastOneElementOfType(CourseAdding.Refused.class);
    }

    @Test
    void what_changed_since_the_check_is_told_and_none_of_the_file_is_added() {
        CourseFile.Checked checked = checked("Ethics,microcredential,ETH,,,,,", STATISTICS);
        courses.add(university, new ProgramFacts("Stationery", ProgramKind.DEGREE, "stat"));

        assertThat(imports.add(checked))
                .isInstanceOfSatisfying(
                        CourseAdding.Refused.class,
                        refused -> assertThat(problems(refused.now())).containsExactly("course.other-title"));
        assertThat(titles()).doesNotContain("Ethics", "Statistics");
    }

    @Test
    void who_lost_the_permission_since_the_check_adds_nothing() {
        CourseFile.Checked checked = checked(STATISTICS);
        jdbc.sql("delete from permission_grant where permission = 'COURSE_CREATOR'")
                .update();
        assertThatThrownBy(() -> imports.add(checked)).isInstanceOf(NotFoundException.class);
        assertThat(count("program where title = 'Statistics'")).isZero();
    }

    @Test
    void what_another_organisation_has_is_neither_in_the_way_nor_told() {
        CourseFile.Checked checked = checked(
                "Project Management,degree,PROJECT-MANAGEMENT,First,PROJECT-MANAGEMENT-1,2047-09-01,2047-12-01,open");
        assertThat(checked.courses().rows())
                .allSatisfy(row -> assertThat(row.problems()).isEmpty());
        assertThat(imports.add(checked)).isEqualTo(new CourseAdding.Added(1, 1));
    }

    @Test
    void who_is_no_course_creator_checks_nothing_and_the_file_is_deleted() {
        Path file = file(STATISTICS);
        SignIn.as("institute@example.org");
        assertThatThrownBy(() -> imports.check(university, file)).isInstanceOf(NotFoundException.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_that_is_none_is_refused_and_deleted() {
        Path file = file("\"never closed");
        assertThat(imports.check(university, file))
                .isInstanceOfSatisfying(
                        CourseFile.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(refusal -> refusal.code())
                                .containsExactly("quote.never-closed"));
        assertThat(file).doesNotExist();
    }

    private CourseFile.Checked checked(String... lines) {
        return (CourseFile.Checked) imports.check(university, file(lines));
    }

    private Path file(String... lines) {
        try {
            return Files.writeString(
                    imports.newFile(),
                    "program_title,program_kind,program_code,run_name,run_code,start_date,end_date,enrolment\r\n"
                            + String.join("\r\n", lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> problems(CourseFile.Checked file) {
        return file.courses().rows().stream()
                .flatMap(row -> row.problems().stream())
                .map(CourseProblem::refusal)
                .map(refusal -> refusal.code())
                .toList();
    }

    private List<String> titles() {
        return courses.programs().stream().map(Program::title).toList();
    }

    private long count(String rows) {
        return jdbc.sql("select count(*) from " + rows).query(Long.class).single();
    }
}
