package learningmanager.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import learningmanager.base.Code;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.owndata.OwnDataService;
import learningmanager.program.csv.CourseProblem;
import learningmanager.testing.AtOnce;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import learningmanager.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SPEC 8: programs and runs from a file, kept for its owner, looked over and added, all of them or none, once. */
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
    CourseImportCleanUp cleanUp;

    @Autowired
    OwnDataService ownData;

    @Autowired
    TestClock clock;

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
        CourseImportId file = taken(STATISTICS, "Ethics,microcredential,ETH,,,,,", MORE);
        assertThat(titles()).doesNotContain("Statistics");

        assertThat(imports.add(file)).isEqualTo(new CourseAdding.Added(2, 2));
        assertThat(titles()).contains("Statistics", "Ethics");
        assertThat(invite.program("Data Analytics").runs())
                .filteredOn(run -> run.codeIfSet().equals(Optional.of(new Code("DATA-ANALYTICS-9"))))
                .singleElement()
                .satisfies(run -> assertThat(run.open()).isFalse());
        invite.learner("EU-9001", "lea@example.com", "Statistics", "STAT-1");
    }

    @Test
    void everything_added_is_in_the_audit_log() {
        imports.add(taken(STATISTICS, "Ethics,microcredential,ETH,,,,,", MORE));
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
    void pressed_again_nothing_is_added_twice_and_it_tells_what_was_added_the_first_time() {
        CourseImportId file = taken(STATISTICS, MORE);
        imports.add(file);
        long programs = count("program");
        long runs = count("program_run");
        long events = count("audit_event");

        assertThat(imports.add(file)).isEqualTo(new CourseAdding.Added(1, 2));
        assertThat(count("program")).isEqualTo(programs);
        assertThat(count("program_run")).isEqualTo(runs);
        assertThat(count("audit_event")).isEqualTo(events);
        assertThat(imports.find(file)).isInstanceOfSatisfying(CourseImport.Added.class, added -> {
            assertThat(added.programs()).isEqualTo(1);
            assertThat(added.runs()).isEqualTo(2);
            assertThat(added.at()).isEqualTo(clock.instant());
            assertThat(added.lines()).extracting(line -> line.line()).containsExactly(2, 3);
        });
        assertThat(imports.discard(file)).isFalse();
    }

    @Test
    void pressed_in_two_windows_at_the_same_instant_it_is_added_once_and_both_are_told() throws Exception {
        CourseImportId file = taken(STATISTICS, MORE);
        var outcome =
                AtOnce.run(AtOnce.by(CREATOR, () -> imports.add(file)), AtOnce.by(CREATOR, () -> imports.add(file)));
        assertThat(outcome.first()).isEqualTo(new CourseAdding.Added(1, 2)).isEqualTo(outcome.second());
        assertThat(count("program where title = 'Statistics'")).isEqualTo(1);
    }

    @Test
    void of_two_files_that_say_the_same_one_is_added() throws Exception {
        CourseImportId one = taken(STATISTICS, MORE);
        CourseImportId other = taken(STATISTICS, MORE);
        var outcome =
                AtOnce.run(AtOnce.by(CREATOR, () -> imports.add(one)), AtOnce.by(CREATOR, () -> imports.add(other)));
        assertThat(Stream.of(outcome.first(), outcome.second()))
                .hasAtLeastOneElementOfType(CourseAdding.Added.class)
                .hasAtLeastOneElementOfType(CourseAdding.Refused.class);
    }

    @Test
    void what_changed_since_the_check_is_told_and_none_of_the_file_is_added() {
        CourseImportId file = taken("Ethics,microcredential,ETH,,,,,", STATISTICS);
        courses.add(university, new ProgramFacts("Stationery", ProgramKind.DEGREE, "stat"));

        assertThat(imports.add(file))
                .isInstanceOfSatisfying(
                        CourseAdding.Refused.class,
                        refused -> assertThat(problems(refused.now())).containsExactly("course.other-title"));
        assertThat(titles()).doesNotContain("Ethics", "Statistics");
    }

    @Test
    void a_file_under_review_stays_and_is_checked_against_what_is_there_whenever_it_is_looked_at() {
        CourseImportId file = taken("Ethics,microcredential,ETH,,,,,", STATISTICS);
        clock.advance(Duration.ofDays(3));
        SignIn.out();
        SignIn.as(CREATOR);

        CourseImport.UnderReview review = underReview(file);
        assertThat(review.fileName()).isEqualTo("programs.csv");
        assertThat(review.organisation()).isEqualTo(university);
        assertThat(review.facts().encoding()).isEqualTo("UTF-8");
        assertThat(problems(review)).isEmpty();
        assertThat(imports.waiting()).extracting(WaitingCourseImport::id).containsExactly(file);

        courses.add(university, new ProgramFacts("Stationery", ProgramKind.DEGREE, "stat"));
        assertThat(problems(underReview(file))).containsExactly("course.other-title");
    }

    @Test
    void for_another_course_creator_of_the_same_organisation_there_is_no_such_file() {
        CourseImportId file = taken(STATISTICS);
        jdbc.sql("""
                        insert into permission_grant (id, account_id, permission, organisation_id)
                        select uuidv7(), a.id, 'COURSE_CREATOR', :organisation from account a
                        where a.email = 'institute@example.org'""").param("organisation", university.value()).update();
        SignIn.as("institute@example.org");
        assertThat(imports.waiting()).isEmpty();
        assertThatThrownBy(() -> imports.find(file)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> imports.add(file)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> imports.discard(file)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> imports.isFull(Optional.of(file))).isInstanceOf(NotFoundException.class);
        assertThat(count("course_import")).isEqualTo(1);
    }

    @Test
    void who_lost_the_permission_since_the_check_adds_nothing() {
        CourseImportId file = taken(STATISTICS);
        jdbc.sql("delete from permission_grant where permission = 'COURSE_CREATOR'")
                .update();
        assertThatThrownBy(() -> imports.add(file)).isInstanceOf(NotFoundException.class);
        assertThat(imports.waiting()).isEmpty();
        assertThat(count("program where title = 'Statistics'")).isZero();
    }

    @Test
    void what_another_organisation_has_is_neither_in_the_way_nor_told() {
        CourseImportId file = taken(
                "Project Management,degree,PROJECT-MANAGEMENT,First,PROJECT-MANAGEMENT-1,2047-09-01,2047-12-01,open");
        assertThat(problems(underReview(file))).isEmpty();
        assertThat(imports.add(file)).isEqualTo(new CourseAdding.Added(1, 1));
    }

    @Test
    void another_version_takes_a_files_place_once_it_can_be_read() {
        CourseImportId first = taken(STATISTICS);
        imports.check(university, "programs.csv", file("\"never closed"), Optional.of(first));
        assertThat(imports.waiting()).extracting(WaitingCourseImport::id).containsExactly(first);

        CourseFile second = imports.check(university, "better.csv", file(STATISTICS, MORE), Optional.of(first));
        assertThat(imports.waiting()).extracting(WaitingCourseImport::fileName).containsExactly("better.csv");
        assertThatThrownBy(() -> imports.find(first)).isInstanceOf(NotFoundException.class);
        assertThat(second).isInstanceOf(CourseFile.Taken.class);
    }

    @Test
    void ten_files_of_a_person_wait_at_most() {
        CourseImportId first = taken(STATISTICS);
        for (int more = 1; more < 10; more++) {
            taken(STATISTICS);
        }
        assertThat(imports.isFull(Optional.empty())).isTrue();
        assertThat(imports.check(university, "programs.csv", file(MORE), Optional.empty()))
                .isEqualTo(new CourseFile.TooMany());
        assertThat(imports.isFull(Optional.of(first))).isFalse();
        assertThat(imports.check(university, "programs.csv", file(MORE), Optional.of(first)))
                .isInstanceOf(CourseFile.Taken.class);
        assertThat(count("course_import")).isEqualTo(10);

        imports.add(imports.waiting().getFirst().id());
        assertThat(imports.isFull(Optional.empty())).isFalse();
        assertThat(imports.discard(imports.waiting().getFirst().id())).isTrue();
        assertThat(count("course_import")).isEqualTo(9);
    }

    @Test
    void a_file_of_many_megabytes_is_kept_whole() {
        String[] lines = IntStream.range(0, 1_600)
                .mapToObj(n -> "%s,,DATA-ANALYTICS,%s,DA-%d,2047-03-01,2047-05-30,".formatted(" ".repeat(1_500), n, n))
                .toArray(String[]::new);
        CourseImport.UnderReview review = underReview(taken(lines));
        assertThat(review.courses().newRuns()).isEqualTo(lines.length);
    }

    @Test
    void what_nobody_touched_for_thirty_days_goes_and_what_was_added_of_it_stays() {
        CourseImportId added = taken(STATISTICS);
        CourseImportId waiting = taken(MORE);
        clock.advance(Duration.ofDays(20));
        imports.add(added);
        clock.advance(Duration.ofDays(20));
        cleanUp.cleanUp();
        assertThat(imports.find(added)).isInstanceOf(CourseImport.Added.class);
        assertThatThrownBy(() -> imports.find(waiting)).isInstanceOf(NotFoundException.class);

        clock.advance(Duration.ofDays(11));
        cleanUp.cleanUp();
        assertThat(count("course_import")).isZero();
        assertThat(titles()).contains("Statistics");
    }

    @Test
    void its_owner_takes_it_along_and_it_goes_with_their_account() {
        taken(STATISTICS);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ownData.writeFile(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("import,Example University,,,,programs.csv,,");

        ownData.deleteMyAccount("learning-manager");
        cleanUp.cleanUp();
        assertThat(count("course_import")).isZero();
    }

    @Test
    void who_is_no_course_creator_checks_nothing_and_the_file_is_deleted() {
        Path file = file(STATISTICS);
        SignIn.as("institute@example.org");
        assertThatThrownBy(() -> imports.check(university, "programs.csv", file, Optional.empty()))
                .isInstanceOf(NotFoundException.class);
        assertThat(file).doesNotExist();
        assertThat(count("course_import")).isZero();
    }

    @Test
    void a_file_that_is_none_is_refused_and_nothing_of_it_is_kept() {
        Path file = file("\"never closed");
        assertThat(imports.check(university, "programs.csv", file, Optional.empty()))
                .isInstanceOfSatisfying(
                        CourseFile.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(refusal -> refusal.code())
                                .containsExactly("quote.never-closed"));
        assertThat(file).doesNotExist();
        assertThat(count("course_import")).isZero();
    }

    private CourseImportId taken(String... lines) {
        Path file = file(lines);
        CourseFile outcome = imports.check(university, "programs.csv", file, Optional.empty());
        assertThat(file).doesNotExist();
        return ((CourseFile.Taken) outcome).id();
    }

    private CourseImport.UnderReview underReview(CourseImportId file) {
        return (CourseImport.UnderReview) imports.find(file);
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

    private static List<String> problems(CourseImport.UnderReview file) {
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
