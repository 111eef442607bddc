package learningmanager.upload.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static learningmanager.upload.csv.Checking.GOOD;
import static learningmanager.upload.csv.Checking.HEADINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import learningmanager.csv.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongFilesTest {
    private static final Limits SMALL = new Limits(10_000, 3, 20, 8, 50, 4);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%PDF-1.7 | PDF",
                "PK\u0003\u0004rest | ZIP",
                "\u00D0\u00CF\u0011\u00E0 | 'Excel 97 (.xls), or a workbook with a password'",
                "'\u001F\u008B' | gzip",
                "\u0089PNG | PNG",
                "\u00FF\u00D8\u00FF\u00E0 | JPEG",
                "GIF89a | GIF",
                "<!DOCTYPE html><html> | HTML"
            })
    void what_is_no_csv_is_named(String start, String format) {
        assertThat(Checking.of(start.getBytes(ISO_8859_1)).fileProblems()).containsExactly("0 file.not-csv " + format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\r\n\r\n", "  \t \n", ",,,,\r\n,\r\n"})
    void a_file_of_nothing_but_blanks_is_empty(String text) {
        assertThat(Checking.ofText(text).fileProblems()).containsExactly("0 file.empty");
    }

    @Test
    void blank_rows_are_no_rows() {
        assertThat(Checking.ofText(HEADINGS + ",,,,\r\n  \r\n\"\",\" \"\r\n").fileProblems())
                .containsExactly("0 file.no-rows");
    }

    @Test
    void data_without_headings_is_told_once() {
        assertThat(Checking.ofText(GOOD + GOOD).fileProblems())
                .containsExactly(
                        "1 heading.none 1|external_learner_id,email,program_code,program_run_code,expiry_time");
        assertThat(Checking.ofText((GOOD + GOOD).replace(',', ';')).fileProblems())
                .containsExactly(
                        "1 heading.none 1|external_learner_id;email;program_code;program_run_code;expiry_time");
        assertThat(Checking.ofText((GOOD + GOOD).replace(',', '\t')).fileProblems())
                .containsExactly("1 heading.none-in-cells 1|"
                        + "external_learner_id, email, program_code, program_run_code, expiry_time");
    }

    @Test
    void headings_are_told_when_missing_unknown_twice_or_blank() {
        assertThat(Checking.ofText("email,EMAIL,,phone,program_cod,external_learner_id\r\n" + GOOD)
                        .fileProblems())
                .containsExactly(
                        "1 heading.missing 1|program_code",
                        "1 heading.missing 1|program_run_code",
                        "1 heading.missing 1|expiry_time",
                        "1 heading.unknown 1|phone",
                        "1 heading.unknown 1|program_cod → program_code",
                        "1 heading.twice 1|EMAIL",
                        "1 heading.blank 1|3");
    }

    @Test
    void columns_behind_the_others_with_neither_heading_nor_text_are_none() {
        String headings = HEADINGS.strip() + ",, ,\r\n";
        Checking padded = Checking.ofText(headings + GOOD.strip() + ",,,\r\n");
        assertThat(padded.rows()).hasSize(1);
        assertThat(Checking.ofText(headings + GOOD).rows()).hasSize(1);

        assertThat(Checking.ofText(headings + GOOD.strip() + ",,note,\r\n").fileProblems())
                .containsExactly("2 cell.without-heading 2|7");
        assertThat(Checking.ofText(headings + "EU-1,lea@example.com\r\n").fileProblems())
                .containsExactly("2 row.too-few-cells 2|2|5");
        assertThat(Checking.ofText(headings + GOOD.strip() + ",,,, ,\r\n").rows())
                .hasSize(1);
        assertThat(Checking.ofText(headings + GOOD.strip() + ",,,,note\r\n").fileProblems())
                .containsExactly("2 row.too-many-cells 2|9|5");
    }

    @Test
    void with_wrong_headings_nothing_else_is_told() {
        Checking checking = Checking.ofText(HEADINGS.replace("email", "phone") + "x\r\n\"");

        assertThat(checking.fileProblems()).containsExactly("1 heading.missing 1|email", "1 heading.unknown 1|phone");
        assertThat(checking.rows()).isEmpty();
    }

    @Test
    void a_quote_is_told_by_the_line_it_opens_on_not_by_that_of_its_row() {
        assertThat(Checking.ofText(HEADINGS + "EU-1,\"a\r\nb\",\"c\r\nd\r\n").fileProblems())
                .containsExactly("3 quote.never-closed 3");
    }

    @Test
    void a_never_closed_quote_over_a_long_rest_is_told_as_such() {
        assertThat(Checking.ofText(HEADINGS + "EU-1,\"" + GOOD.repeat(2_000)).fileProblems())
                .containsExactly("2 quote.never-closed 2");
    }

    @Test
    void text_after_a_closing_quote_is_told() {
        assertThat(Checking.ofText(HEADINGS + GOOD + GOOD.replace("EU-1", "\"EU\n\"-1"))
                        .fileProblems())
                .containsExactly("3 quote.text-after 3|4");
    }

    @Test
    void bytes_that_are_no_text_are_told_by_line() {
        byte[] undefined = (HEADINGS + GOOD + GOOD.replace("EU-1", "EU-\u00FC\u0081")).getBytes(ISO_8859_1);
        assertThat(Checking.of(undefined).fileProblems()).containsExactly("3 encoding.bytes 3|windows-1252");

        assertThat(Checking.ofText(HEADINGS + GOOD.replace("EU-1", "EU\0\0") + GOOD)
                        .fileProblems())
                .containsExactly("2 encoding.bytes 2|UTF-8");

        byte[] brokenUtf8 = ("\u00EF\u00BB\u00BF" + HEADINGS + GOOD.replace("EU-1", "EU-\u00FC")).getBytes(ISO_8859_1);
        assertThat(Checking.of(brokenUtf8).fileProblems()).containsExactly("2 encoding.bytes 2|UTF-8");

        byte[] mostlyUtf8 = (new String((HEADINGS + GOOD.replace("EU-1", "EU-üöä")).getBytes(UTF_8), ISO_8859_1)
                        + GOOD.replace("EU-1", "EU-\u00FC"))
                .getBytes(ISO_8859_1);
        assertThat(Checking.of(mostlyUtf8).fileProblems()).containsExactly("3 encoding.bytes 3|UTF-8");

        byte[] odd = ("\uFEFF" + HEADINGS + GOOD + "x").getBytes(StandardCharsets.UTF_16LE);
        byte[] halved = java.util.Arrays.copyOf(odd, odd.length - 1);
        assertThat(Checking.of(halved).fileProblems()).contains("3 encoding.bytes 3|UTF-16LE");
    }

    @Test
    void limits_are_told() {
        assertThat(Checking.of(new byte[20_000], SMALL).fileProblems()).containsExactly("0 file.too-large 20 KB|10 KB");
        assertThat(Checking.of((HEADINGS + "a,b,c,d,e\n".repeat(4)).getBytes(UTF_8), SMALL)
                        .fileProblems())
                .containsExactly("5 file.too-many-rows 5|3");
        assertThat(Checking.of((HEADINGS + "a,b,c,\"d\r\n" + "x".repeat(30) + "\",e\n").getBytes(UTF_8), SMALL)
                        .fileProblems())
                .containsExactly("2 cell.too-long 2|33|20");
        assertThat(Checking.of((HEADINGS + "a,b,c,d,'" + "x".repeat(20) + "\n").getBytes(UTF_8), SMALL)
                        .fileProblems())
                .containsExactly("2 cell.too-long 2|21|20");
        assertThat(Checking.of((HEADINGS + "a,b,c,d,'=" + "x".repeat(20) + "\n").getBytes(UTF_8), SMALL)
                        .fileProblems())
                .containsExactly("2 cell.too-long 2|21|20");
        assertThat(Checking.of("a,b,c,d,e,f,g,h,i,j\n1,2\n".getBytes(UTF_8), SMALL)
                        .fileProblems())
                .containsExactly("1 heading.too-many 1|10|8");
        assertThat(Checking.of((HEADINGS + "a,b,c,d,e,f,g,h,i,\"j\n\",k\nx\n").getBytes(UTF_8), SMALL)
                        .fileProblems())
                .containsExactly("2 row.too-many-cells 2|11|5", "4 row.too-few-cells 4|1|5");
    }

    @Test
    void only_so_many_problems_are_kept_but_all_are_counted() {
        Checking checking = Checking.of(
                (HEADINGS + "a,b\n".repeat(2_000)).getBytes(UTF_8), new Limits(10_000, 5_000, 20, 8, 50, 4));

        assertThat(checking.fileProblems())
                .containsExactly(
                        "2 row.too-few-cells 2|2|5",
                        "3 row.too-few-cells 3|2|5",
                        "4 row.too-few-cells 4|2|5",
                        "5 row.too-few-cells 5|2|5");
        assertThat(checking.refused().count()).isEqualTo(2_000);
    }
}
