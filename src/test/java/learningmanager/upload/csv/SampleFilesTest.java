package learningmanager.upload.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import learningmanager.csv.FileFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files that people send, and what samples/README.md says about each. */
class SampleFilesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "good.csv | UTF-8 | false | ,",
                "good-excel-bom-semicolon.csv | UTF-8 | true | ;",
                "good-utf16.csv | UTF-16LE | true | TAB"
            })
    void good_files_have_six_rows_and_one_warning(String name, String encoding, boolean mark, String delimiter) {
        Checking checking = Checking.ofSample(name);

        assertThat(checking.checked().rows()).isEqualTo(6);
        assertThat(checking.problems()).containsExactly("warning 3 program_run_code run.closed DATA-ANALYTICS-1");
        FileFacts facts = checking.checked().facts();
        assertThat(facts.encoding()).isEqualTo(encoding);
        assertThat(facts.byteOrderMark()).isEqualTo(mark);
        assertThat(facts.delimiter()).isEqualTo(delimiter.equals("TAB") ? '\t' : delimiter.charAt(0));
        assertThat(checking.rows().get(1).email().orElseThrow().text()).isEqualTo("o'neil+course@example.org");
        assertThat(checking.rows().get(5).learner().orElseThrow().text()).isEqualTo("0004711");
    }

    @Test
    void a_windows_file_keeps_its_umlaut_and_tells_the_encoding() {
        Checking checking = Checking.ofSample("windows-1252-names.csv");

        assertThat(checking.problems()).isEmpty();
        assertThat(checking.checked().facts().encoding()).isEqualTo("windows-1252");
        assertThat(checking.rows().getFirst().learner().orElseThrow().text()).isEqualTo("Müller-01");
    }

    @Test
    void columns_may_stand_in_another_order_and_blank_lines_count_as_lines_only() {
        Checking checking = Checking.ofSample("columns-in-another-order.csv");

        assertThat(checking.problems()).isEmpty();
        assertThat(checking.rows())
                .extracting(row -> row.row().rowNumber() + " " + row.row().line())
                .containsExactly("1 2", "2 5");
        assertThat(checking.checked().facts().headings())
                .containsExactly("Email ", " EXPIRY_TIME", "program_run_code", "program_code", "external_learner_id");
    }

    @Test
    void each_row_error_is_told_at_its_cell() {
        assertThat(Checking.ofSample("errors-of-every-row-kind.csv").problems())
                .containsExactly(
                        "3 external_learner_id learner-id.missing",
                        "4 email email.no-at third.example.org",
                        "5 program_code program.unknown DATA-ANALITICS → DATA-ANALYTICS",
                        "6 program_run_code run.other-program BSC-COMPUTING-2027A|DATA-ANALYTICS|BSC-COMPUTING",
                        "7 expiry_time expiry.format 30/06/2028 23:59 → 2028-06-30 23:59:00",
                        "8 expiry_time expiry.no-such-date 2027-02-30 09:00:00",
                        "9 expiry_time expiry.past 2020-10-10 09:00:00",
                        "10 external_learner_id learner-id.damaged-by-spreadsheet 1.23E+11",
                        "12 program_code program.unknown PROJECT-MANAGEMENT",
                        "warning 13 program_run_code run.closed DATA-ANALYTICS-1");
    }

    @Test
    void a_wrong_heading_is_told_as_missing_and_as_unknown() {
        assertThat(Checking.ofSample("heading-missing.csv").fileProblems())
                .containsExactly("1 heading.missing 1|expiry_time", "1 heading.unknown 1|expires → expiry_time");
    }

    @Test
    void a_quote_never_closed_is_told_with_the_line_it_opens_on() {
        assertThat(Checking.ofSample("quote-never-closed.csv").fileProblems())
                .containsExactly("2 quote.never-closed 2");
    }

    @Test
    void lines_with_too_few_and_too_many_cells_are_all_told() {
        assertThat(Checking.ofSample("too-few-cells.csv").fileProblems())
                .isEqualTo(List.of("3 row.too-few-cells 3|3|5", "4 row.too-many-cells 4|6|5"));
    }

    @Test
    void files_without_rows_say_so() {
        assertThat(Checking.ofSample("empty.csv").fileProblems()).containsExactly("0 file.empty");
        assertThat(Checking.ofSample("only-headings.csv").fileProblems()).containsExactly("0 file.no-rows");
    }
}
