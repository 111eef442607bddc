package learningmanager.program.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import learningmanager.base.Code;
import learningmanager.base.Refusal;
import learningmanager.csv.CsvFile;
import learningmanager.csv.Limits;
import learningmanager.csv.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SPEC 8: a file of programs and runs, checked in one go. */
class CourseCheckTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final String STATISTICS = "Statistics,degree,STAT,Autumn,STAT-1,2027-09-01,2027-12-01,open";

    private static final List<KnownCourse> KNOWN = List.of(
            new KnownCourse(
                    "Data Analytics",
                    false,
                    Optional.of(new Code("DATA-ANALYTICS")),
                    false,
                    List.of(new KnownCourse.Run("autumn 2026", new Code("DATA-ANALYTICS-1")))),
            new KnownCourse("Climate Change", false, Optional.empty(), false, List.of()),
            new KnownCourse("Latin", true, Optional.of(new Code("LATIN")), true, List.of()));

    @TempDir
    private Path folder;

    @Test
    void new_programs_with_their_runs_are_planned_in_the_order_of_the_file() {
        CheckedCourses checked = check(
                STATISTICS,
                "Statistics,degree,STAT,Spring,STAT-2,2028-03-01,2028-05-30,closed",
                "Ethics, Microcredential ,ETH,,,,,",
                ",,stat,Summer,STAT-3,2028-06-01,2028-08-30,");

        assertThat(told(checked)).isEmpty();
        assertThat(checked.planned())
                .extracting(PlannedProgram::code, PlannedProgram::degree, PlannedProgram::isNew)
                .containsExactly(tuple(new Code("STAT"), true, true), tuple(new Code("ETH"), false, true));
        assertThat(checked.planned().getFirst().runs())
                .extracting(run -> run.code().text() + " " + run.startsOn() + " " + run.open())
                .containsExactly("STAT-1 2027-09-01 true", "STAT-2 2028-03-01 false", "STAT-3 2028-06-01 true");
        assertThat(checked.newPrograms()).isEqualTo(2);
        assertThat(checked.newRuns()).isEqualTo(3);
    }

    @Test
    void a_program_that_is_there_gets_more_runs_with_or_without_its_title() {
        CheckedCourses checked = check(
                ",,data-analytics,Spring,DATA-ANALYTICS-9,2027-03-01,2027-05-30,open",
                " data analytics ,microcredential,DATA-ANALYTICS,Summer,DATA-ANALYTICS-10,2027-06-01,2027-08-30,open");
        assertThat(told(checked)).isEmpty();
        assertThat(checked.planned()).singleElement().satisfies(planned -> {
            assertThat(planned.isNew()).isFalse();
            assertThat(planned.runs()).hasSize(2);
        });
        assertThat(checked.newPrograms()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "RUN_NAME ; '' ; RUN_NAME name.missing",
                "PROGRAM_TITLE ; '' ; PROGRAM_TITLE title.missing",
                "PROGRAM_TITLE ; Stat\u202Eistics ; PROGRAM_TITLE title.control-character",
                "PROGRAM_KIND ; '' ; PROGRAM_KIND course.kind-missing",
                "PROGRAM_KIND ; degre ; PROGRAM_KIND course.kind-unknown degre → degree",
                "PROGRAM_KIND ; Micro-Credential ; PROGRAM_KIND course.kind-unknown Micro-Credential → microcredential",
                "PROGRAM_KIND ; evening class ; PROGRAM_KIND course.kind-unknown evening class",
                "PROGRAM_CODE ; '' ; PROGRAM_CODE code.missing",
                "PROGRAM_CODE ; LATIN ; PROGRAM_TITLE course.other-title LATIN|Latin → Latin,"
                        + " PROGRAM_CODE course.archived Latin",
                "RUN_CODE ; '' ; RUN_CODE code.missing",
                "RUN_CODE ; A\u200BB ; RUN_CODE code.control-character",
                "START_DATE ; '' ; START_DATE course.date-missing",
                "START_DATE ; 2027/09/01 ; START_DATE course.date-format 2027/09/01 → 2027-09-01",
                "START_DATE ; 13/09/2027 ; START_DATE course.date-format 13/09/2027 → 2027-09-13",
                "START_DATE ; 1.9.2027 ; START_DATE course.date-format 1.9.2027 → 2027-09-01",
                "START_DATE ; 1 Sep 2027 ; START_DATE course.date-format 1 Sep 2027 → 2027-09-01",
                "START_DATE ; 01/09/2027 ; START_DATE course.date-ambiguous 01/09/2027|2027-09-01|2027-01-09",
                "START_DATE ; 2027-09-01 00:00:00 ; START_DATE course.date-format 2027-09-01 00:00:00 → 2027-09-01",
                "START_DATE ; autumn ; START_DATE course.date-format autumn",
                "START_DATE ; 46631 ; START_DATE course.date-spreadsheet 46631",
                "START_DATE ; ####### ; START_DATE course.date-spreadsheet #######",
                "START_DATE ; 2027-02-30 ; START_DATE course.no-such-date 2027-02-30",
                "START_DATE ; 30/02/2027 ; START_DATE course.no-such-date 30/02/2027",
                "END_DATE ; 2027-08-31 ; END_DATE run.ends-before-start",
                "ENROLMENT ; opne ; ENROLMENT course.enrolment-unknown opne → open",
                "ENROLMENT ; yes ; ENROLMENT course.enrolment-unknown yes"
            })
    void a_wrong_cell_is_told_with_the_way_out_and_nothing_is_planned(
            CourseColumn column, String value, String problems) {
        String[] cells = STATISTICS.split(",");
        cells[column.ordinal()] = value;
        CheckedCourses checked = check(String.join(",", cells));
        assertThat(String.join(", ", told(checked))).isEqualTo(problems);
        assertThat(checked.planned()).isEmpty();
    }

    @Test
    void all_that_is_wrong_is_told_in_one_go() {
        CheckedCourses checked = check("Statistics,degre,,,STAT-1,2027-02-30,2027-12-01,yes", STATISTICS);
        assertThat(told(checked.rows().getFirst()))
                .containsExactly(
                        "PROGRAM_KIND course.kind-unknown degre → degree",
                        "PROGRAM_CODE code.missing",
                        "RUN_NAME name.missing",
                        "START_DATE course.no-such-date 2027-02-30",
                        "ENROLMENT course.enrolment-unknown yes");
        assertThat(checked.problems(true)).isEqualTo(5);
        assertThat(checked.errorRows()).isEqualTo(1);
    }

    @Test
    void codes_twice_in_the_file_are_told_whatever_their_case() {
        assertThat(told(check(STATISTICS, STATISTICS.replace("STAT", "stat").replace("Autumn", "Again"))))
                .containsExactly("RUN_CODE course.run-twice 2|stat-1");
        assertThat(told(check("Ethics,degree,ETH,,,,,", "Ethics,degree,eth,,,,,")))
                .containsExactly("PROGRAM_CODE course.program-twice 2");
    }

    @Test
    void the_same_run_code_in_two_programs_is_no_error() {
        assertThat(told(check(STATISTICS, "Ethics,degree,ETH,Autumn,STAT-1,2027-09-01,2027-12-01,open")))
                .isEmpty();
    }

    @Test
    void a_program_that_is_called_otherwise_elsewhere_is_told() {
        assertThat(told(check(
                        STATISTICS, "Statistics II,microcredential,stat,Spring,STAT-2,2028-03-01,2028-05-30,open")))
                .containsExactly(
                        "PROGRAM_TITLE course.two-titles 2|Statistics", "PROGRAM_KIND course.two-kinds 2|degree");
        assertThat(told(check("Data Analysis,degree,DATA-ANALYTICS,Spring,DA-9,2027-03-01,2027-05-30,open")))
                .containsExactly(
                        "PROGRAM_TITLE course.other-title DATA-ANALYTICS|Data Analytics → Data Analytics",
                        "PROGRAM_KIND course.other-kind DATA-ANALYTICS|microcredential → microcredential");
    }

    @Test
    void what_is_there_already_is_told() {
        assertThat(told(check(",,DATA-ANALYTICS,Autumn,data-analytics-1,2027-03-01,2027-05-30,open")))
                .containsExactly("RUN_CODE course.run-there data-analytics-1|autumn 2026");
        assertThat(told(check("Data Analytics,microcredential,DATA-ANALYTICS,,,,,")))
                .containsExactly("RUN_NAME course.nothing-to-add Data Analytics");
    }

    @Test
    void warnings_do_not_block() {
        CheckedCourses checked = check(
                "Data Analytics,degree,DA-2,,,,,",
                "climate change,degree,CC,,,,,",
                "Ethics,degree,ETH,Long ago,ETH-1,2020-03-01,2020-05-30,open",
                "Ethics,degree,ETH-B,,,,,");
        assertThat(told(checked))
                .containsExactly(
                        "warning PROGRAM_TITLE course.title-taken Data Analytics|DATA-ANALYTICS",
                        "warning PROGRAM_TITLE course.title-without-code Climate Change",
                        "warning END_DATE course.over",
                        "warning PROGRAM_TITLE course.title-on-line 4|ETH");
        assertThat(checked.planned()).hasSize(4);
    }

    @Test
    void it_is_read_as_files_of_invitations_are() throws IOException {
        String headings = "Enrolment;PROGRAM_CODE; program_title ;program_kind;run_name;run_code;start_date;end_date\n";
        assertThat(read(headings + "open;STAT;Statistik für Anfänger;degree;Autumn;STAT-1;2027-09-01;2027-12-01\n"))
                .containsExactly("Statistik für Anfänger,degree,STAT,Autumn,STAT-1,2027-09-01,2027-12-01,open");
        assertThat(read("title,kind,program_code,run,run_code,starts,end_date,enrolment\n"))
                .contains(
                        "heading.unknown 1|title → program_title",
                        "heading.unknown 1|kind → program_kind",
                        "heading.unknown 1|run → run_name",
                        "heading.unknown 1|starts → start_date");
        assertThat(read(STATISTICS + "\n"))
                .containsExactly("heading.none 1|program_title,program_kind,program_code,run_name,run_code,start_date,"
                        + "end_date,enrolment");
        assertThat(read(new String(CourseColumn.ALL.template(), StandardCharsets.UTF_8)))
                .containsExactly("file.no-rows");
    }

    @Test
    void a_file_that_tells_what_is_wrong_comes_back_once_it_is_put_right() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CourseProblemsFile.write(check(STATISTICS.replace("open", "yes")), out, 2_000, Refusal::code);
        String written = out.toString(StandardCharsets.UTF_8);
        assertThat(written).contains("2,course.enrolment-unknown").contains("line,problems");
        assertThat(read(written.replace(",yes,", ",open,"))).containsExactly(STATISTICS);
    }

    private List<String> read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("programs.csv"), text);
        List<String> rows = new ArrayList<>();
        return switch (CsvFile.read(
                file,
                CourseColumn.ALL,
                Limits.defaults(),
                CsvFile.Watch.NOBODY,
                (number, line, cells) -> rows.add(String.join(",", cells)))) {
            case CsvFile.Outcome.Read read -> rows;
            case CsvFile.Outcome.Refused refused ->
                refused.problems().stream()
                        .map(problem -> brief(problem.refusal()))
                        .toList();
            case CsvFile.Outcome.Stopped() -> throw new AssertionError("Nobody stopped it");
        };
    }

    private static CheckedCourses check(String... lines) {
        return CourseCheck.check(
                IntStream.range(0, lines.length)
                        .mapToObj(at -> new CourseLine(at + 2, List.of(lines[at].split(",", -1))))
                        .toList(),
                KNOWN,
                TODAY);
    }

    private static List<String> told(CheckedCourses checked) {
        return checked.rows().stream().flatMap(row -> told(row).stream()).toList();
    }

    private static List<String> told(CheckedCourses.Row row) {
        return row.problems().stream()
                .map(problem -> (problem.severity() == Severity.WARNING ? "warning " : "") + problem.column() + " "
                        + brief(problem.refusal()))
                .toList();
    }

    private static String brief(Refusal refusal) {
        return (refusal.code() + " " + String.join("|", refusal.arguments())).strip()
                + refusal.suggestion().map(value -> " → " + value).orElse("");
    }
}
