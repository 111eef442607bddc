package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.Refusal;
import learningmanager.base.UploadId;
import learningmanager.testing.SignIn;
import learningmanager.upload.csv.Column;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SPEC 5, "The file", "Errors": what the check says of files as people send them. */
class CheckUploadTest extends UploadTest {
    private static final String GOOD = "EU-2001,lea@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00";

    @ParameterizedTest
    @ValueSource(strings = {"good.csv", "good-excel-bom-semicolon.csv", "good-utf16.csv"})
    void a_good_file_has_no_error_and_its_numbers_are_told(String name) {
        Upload upload = sample(name);

        assertThat(upload.state()).isEqualTo(UploadState.CHECKED);
        assertThat(errors(upload)).isEmpty();
        assertThat(warnings(upload)).isEqualTo(new TreeMap<>(Map.of(3, List.of("run.closed"))));
        Outlook outlook = review.outlook(upload.id());
        assertThat(outlook)
                .isEqualTo(new Outlook(6, 4, 4, 4, 2, 5, outlook.firstExpiry(), outlook.lastExpiry(), clock.instant()));
    }

    @Test
    void a_files_name_shows_what_nobody_would_see_in_it() {
        assertThat(check("list\u202Evsc.exe\u0000.csv", written(), Optional.empty())
                        .fileName())
                .isEqualTo("list□vsc.exe□.csv");
    }

    @Test
    void an_address_without_its_domain_is_told_with_the_one_that_is_usual_there() {
        jdbc.update("update organisation set email_domain = 'uni.example.org' where name = 'Example University'");

        Upload upload = file("EU-2001,lea,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00");

        assertThat(suggestions(upload)).containsExactly("lea@uni.example.org");
        correct(upload.id(), 1, Column.EMAIL, "leo@").orThrow();
        assertThat(suggestions(upload)).containsExactly("leo@uni.example.org");
        correct(upload.id(), 1, Column.EMAIL, "leo@elsewhere.example").orThrow();
        assertThat(errors(upload)).isEmpty();
    }

    private List<String> suggestions(Upload upload) {
        return rows(upload, 0, 1).getFirst().problemsOf(Column.EMAIL).stream()
                .flatMap(problem -> problem.refusal().suggestion().stream())
                .toList();
    }

    @Test
    void every_kind_of_error_is_found_in_one_go() {
        Upload upload = sample("errors-of-every-row-kind.csv");

        assertThat(errors(upload).keySet()).containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
        assertThat(errors(upload))
                .containsEntry(11, List.of("row.duplicate"))
                .containsEntry(13, List.of("run.already-enrolled"));
        assertThat(upload.errorRowCount()).isEqualTo(11);
        assertThat(review.list(upload.id(), ReviewFilter.ERRORS).size()).isEqualTo(11);
        assertThat(review.list(upload.id(), new ReviewFilter.Kind("row.duplicate"))
                        .size())
                .isEqualTo(1);
    }

    @Test
    void the_same_fault_twice_on_a_line_is_told_once() {
        Upload upload = file("\"EU-1\"x,\"lea@example.com\"y,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30");

        assertThat(upload.state()).isEqualTo(UploadState.REFUSED);
        assertThat(fileErrors(upload)).containsExactly("quote.text-after");
        assertThat(upload.errorCount()).isEqualTo(1);
    }

    @Test
    void faults_that_are_alike_in_their_first_words_are_all_told() throws IOException {
        String[] headings = IntStream.range(0, 3)
                .mapToObj(number -> "What would you like to learn with us next year? " + number)
                .toArray(String[]::new);
        Path file = written();
        Files.writeString(file, String.join(",", headings) + "\n1,2,3\n");

        assertThat(check("survey.csv", file, Optional.empty()).state()).isEqualTo(UploadState.REFUSED);
    }

    @Test
    void a_check_that_fails_is_told_as_failed_and_keeps_nothing() {
        jdbc.execute("alter table upload_row add constraint no_rows_today check (line < 3)");
        try {
            Upload upload = file(GOOD, GOOD);

            assertThat(upload.state()).isEqualTo(UploadState.FAILED);
            assertThat(count("upload_row")).isZero();
            assertThat(uploads.discard(upload.id())).isTrue();
        } finally {
            jdbc.execute("alter table upload_row drop constraint no_rows_today");
        }
    }

    @ParameterizedTest(name = "{0} that repeat")
    @ValueSource(ints = {100, RowComparisons.MOST_KEYS, RowComparisons.MOST_KEYS + 1})
    void duplicates_are_found_however_many_there_are(int repeated) {
        Upload upload = file(IntStream.rangeClosed(1, 2 * repeated)
                .mapToObj(number -> GOOD.replace("EU-2001", "XY-" + (number % repeated + 1))
                        .replace("lea@", "lea" + (number % repeated + 1) + "@"))
                .toArray(String[]::new));

        assertThat(upload.errorCount()).isEqualTo(repeated);
        assertThat(upload.warningCount()).isZero();
        assertThat(rows(upload, repeated, 1).getFirst().problems())
                .extracting(RowProblem::refusal)
                .containsExactly(Refusal.of("row.duplicate", "2"));
    }

    @Test
    void a_duplicate_names_the_line_that_it_repeats() {
        Upload upload = file(GOOD, GOOD);

        assertThat(rows(upload, 1, 1).getFirst().problems())
                .extracting(RowProblem::refusal)
                .containsExactly(Refusal.of("row.duplicate", "2"));
    }

    @Test
    void one_learner_with_two_emails_is_an_error_and_one_email_for_two_learners_a_warning() {
        Upload upload = file(
                GOOD,
                "EU-2001,other@example.com,BSC-COMPUTING,BSC-COMPUTING-2027A,2028-06-30 23:59:00",
                "EU-2002,LEA@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00");

        assertThat(errors(upload)).isEqualTo(new TreeMap<>(Map.of(3, List.of("learner.two-emails"))));
        assertThat(warnings(upload)).containsEntry(4, List.of("email.two-learners"));
    }

    @Test
    void what_another_line_has_is_told_with_that_line() {
        Upload upload = file(
                GOOD,
                "EU-2001,other@example.com,BSC-COMPUTING,BSC-COMPUTING-2027A,2028-06-30 23:59:00",
                "EU-2002,LEA@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00",
                GOOD);

        assertThat(rows(upload, 1, 3).stream()
                        .flatMap(row -> row.problems().stream().map(RowProblem::refusal)))
                .containsExactly(
                        Refusal.of("learner.two-emails", "lea@example.com", "2"),
                        Refusal.of("email.two-learners", "EU-2001", "2"),
                        Refusal.of("row.duplicate", "2"));
    }

    @Test
    void a_linked_learner_with_another_address_is_a_warning() {
        Upload upload = file("EU-1001,new@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00");

        assertThat(errors(upload)).isEmpty();
        assertThat(warnings(upload)).containsEntry(2, List.of("learner.other-email"));
    }

    @Test
    void a_run_with_a_pending_invitation_is_an_error() {
        uploads.sendInvitations(file(GOOD).id());

        assertThat(errors(file(GOOD))).isEqualTo(new TreeMap<>(Map.of(2, List.of("run.already-pending"))));
    }

    @Test
    void what_is_wrong_with_the_file_is_told_alone() {
        assertThat(fileErrors(sample("heading-missing.csv")))
                .containsExactlyInAnyOrder("heading.missing", "heading.unknown");
        assertThat(fileErrors(sample("quote-never-closed.csv"))).containsExactly("quote.never-closed");
        assertThat(review.fileProblems(sample("too-few-cells.csv").id()))
                .extracting(RowProblem::line)
                .containsExactly(3, 4);
        assertThat(fileErrors(sample("empty.csv"))).containsExactly("file.empty");
        assertThat(fileErrors(sample("only-headings.csv"))).containsExactly("file.no-rows");
        assertThat(count("upload_row")).isZero();
        assertThat(uploads.drafts()).isEmpty();
    }

    @Test
    void what_was_assumed_is_told() {
        Upload upload = sample("windows-1252-names.csv");

        assertThat(upload.facts().orElseThrow().encoding()).isEqualToIgnoringCase("windows-1252");
        assertThat(rows(upload, 0, 1).getFirst().cells().cells().getFirst()).isEqualTo("Müller-01");
        assertThat(errors(upload)).isEmpty();
        assertThat(errors(sample("columns-in-another-order.csv"))).isEmpty();
    }

    @Test
    void a_workbook_becomes_a_draft_and_is_handed_back_as_one() throws IOException {
        Path file = uploads.newFile();
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "Test", null)) {
            Worksheet sheet = workbook.newWorksheet("Autumn");
            for (Column column : Column.values()) {
                sheet.value(0, column.ordinal(), column.heading());
            }
            sheet.value(1, 0, 7);
            sheet.style(1, 0).format("000").set();
            sheet.value(1, 1, "nobody");
            sheet.value(1, 2, "DATA-ANALYTICS");
            sheet.value(1, 3, "DATA-ANALYTICS-2");
            sheet.value(1, 4, LocalDateTime.of(2028, 6, 30, 23, 59));
            sheet.style(1, 4).format("dd.mm.yyyy hh:mm").set();
        }

        Upload upload = check("autumn.xlsx", file, Optional.empty());

        assertThat(upload.facts().orElseThrow().sheet()).contains("Autumn");
        assertThat(errors(upload)).isEqualTo(new TreeMap<>(Map.of(2, List.of("email.no-at"))));
        correct(upload.id(), 1, Column.EMAIL, "learner@example.com").orThrow();
        Path corrected = uploads.newFile();
        try (OutputStream out = Files.newOutputStream(corrected)) {
            review.writeCorrectedFile(upload.id(), out);
        }
        Upload again = check("autumn-corrected.xlsx", corrected, Optional.empty());
        assertThat(errors(again)).isEmpty();
        assertThat(rows(again, 0, 1).getFirst().cells().cells())
                .containsExactly(
                        "007", "learner@example.com", "DATA-ANALYTICS", "DATA-ANALYTICS-2", "2028-06-30 23:59:00");
    }

    @Test
    void ten_thousand_rows_with_three_errors_show_exactly_those_three() {
        String[] lines = IntStream.rangeClosed(1, 10_000)
                .mapToObj(CheckUploadTest::lineOfTenThousand)
                .toArray(String[]::new);

        Upload upload = file(lines);

        assertThat(upload.rowCount()).isEqualTo(10_000);
        assertThat(upload.errorCount()).isEqualTo(3);
        assertThat(review.rows(upload.id(), review.list(upload.id(), ReviewFilter.ERRORS), 0, 10))
                .extracting(row -> row.cells().line())
                .containsExactly(18, 5_001, 10_000);
    }

    private static String lineOfTenThousand(int n) {
        String line = switch (n) {
            case 17 -> "EU-%d,s%d.example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00";
            case 5_000 -> "EU-%d,s%d@example.com,DATA-ANALITICS,DATA-ANALYTICS-2,2028-06-30 23:59:00";
            case 9_999 -> "EU-%d,s%d@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,30/06/2028 23:59";
            default -> "EU-%d,s%d@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00";
        };
        return line.formatted(n, n);
    }

    @Test
    void the_file_with_errors_comes_back_unharmed() throws Exception {
        Upload upload = sample("errors-of-every-row-kind.csv");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        review.writeFileWithErrors(upload.id(), out, Refusal::code);

        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.lines().findFirst().orElseThrow())
                .endsWith("external_learner_id,email,program_code,program_run_code,expiry_time,line,problems");
        Path again = Files.write(Files.createTempFile("again", ".csv"), out.toByteArray());
        assertThat(errors(check("again.csv", again, Optional.empty()))).isEqualTo(errors(upload));
    }

    @Test
    void cells_of_every_kind_come_back_unharmed_by_either_download() throws Exception {
        List<List<String>> cells = List.of(
                List.of("=1+1", "+a@example.com", "-CODE", "@RUN", "\t2028-06-30 23:59:00"),
                List.of("0004711", "123456789012345678", "10-12", "12E3", " 2028-06-30 23:59:00 "),
                List.of("\"EU\"\"-1\"", "a\r\nb", "\n", "'=x", "''"),
                List.of("\u00A0EU-2\u3000", "“Zoë” <z@example.com>", ";,\t", "日本", "1.23E+11"));
        Upload upload = check(
                "cells.csv",
                written(cells.stream()
                        .map(row -> row.stream()
                                .map(cell ->
                                        '"' + (cell.startsWith("'=") ? "'" + cell : cell).replace("\"", "\"\"") + '"')
                                .collect(Collectors.joining(",")))
                        .toArray(String[]::new)),
                Optional.empty());
        assertThat(cellsOf(upload)).isEqualTo(cells);

        for (boolean withErrors : new boolean[] {true, false}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (withErrors) {
                review.writeFileWithErrors(upload.id(), out, Refusal::code);
            } else {
                review.writeCorrectedFile(upload.id(), out);
            }
            TreeMap<Integer, List<String>> errors = errors(upload);
            upload = check(
                    "cells.csv",
                    Files.write(Files.createTempFile("again", ".csv"), out.toByteArray()),
                    Optional.of(upload.id()));
            assertThat(cellsOf(upload)).isEqualTo(cells);
            assertThat(errors(upload).values()).containsExactlyElementsOf(errors.values());
        }
    }

    private List<List<String>> cellsOf(Upload upload) {
        return rows(upload, 0, 100).stream().map(row -> row.cells().cells()).toList();
    }

    @Test
    void a_reupload_takes_the_place_of_the_draft_once_it_is_a_draft_itself() {
        Upload first = sample("errors-of-every-row-kind.csv");

        Upload refused = check("empty.csv", emptyFile(), Optional.of(first.id()));
        assertThat(refused.state()).isEqualTo(UploadState.REFUSED);
        assertThat(uploads.drafts()).extracting(Upload::id).containsExactly(first.id());

        Upload second = check("better.csv", written(GOOD), Optional.of(first.id()));
        assertThat(uploads.drafts()).extracting(Upload::id).containsExactly(second.id());
        assertThat(count("upload_row")).isEqualTo(1);
    }

    private static Path emptyFile() {
        try {
            return Files.createTempFile("empty", ".csv");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void programs_that_are_not_mine_are_unknown_even_when_they_are_there() {
        SignIn.as("program-admin@example.org");
        Upload upload = file("EU-7001,lea@example.com,BSC-COMPUTING,BSC-COMPUTING-2027A,2028-06-30 23:59:00");

        assertThat(errors(upload)).isEqualTo(new TreeMap<>(Map.of(2, List.of("program.unknown"))));
    }

    @Test
    void an_upload_is_found_by_its_owner_alone() {
        Upload upload = sample("good.csv");

        SignIn.as("institute@example.org");
        assertThatThrownBy(() -> uploads.find(upload.id())).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> rows(upload, 0, 1)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> uploads.sendInvitations(upload.id())).isInstanceOf(NotFoundException.class);
        assertThat(uploads.drafts()).isEmpty();
        assertThatThrownBy(() -> uploads.check(OrganisationId.next(), "x.csv", written(GOOD), Optional.empty()))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> uploads.find(UploadId.next())).isInstanceOf(NotFoundException.class);
    }
}
