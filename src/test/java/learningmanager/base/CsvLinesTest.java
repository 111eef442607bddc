package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import learningmanager.base.CsvLines.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a downloaded file looks like to a spreadsheet. */
class CsvLinesTest {
    @Test
    void a_file_begins_with_a_byte_order_mark_and_its_headings_and_quotes_what_needs_it() {
        assertThat(written(List.of(Column.text("name"), Column.figure("amount")), "Smith, \"Lou\"", "1"))
                .isEqualTo("\uFEFFname,amount\r\n\"Smith, \"\"Lou\"\"\",1\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "12", "1.50", "-50.00", "2026-11", "2026-11-24", "2026-11-24 23:59", "2026-11-24 23:59:01"})
    void figures_stay_figures(String figure) {
        assertThat(cell(Column.figure("amount"), figure)).isEqualTo(figure);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0004711",
                "123456789012",
                "10-12",
                "1.50",
                "2026-11",
                "=1+1",
                "-50.00",
                "@me",
                "'=1",
                "＝1+1",
                "＠me"
            })
    void texts_stay_as_they_are_whatever_a_spreadsheet_would_make_of_them(String text) {
        assertThat(cell(Column.text("learner_id"), text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1+cmd", "=1", "-1-1", "--1", "@SUM(1)", "+1"})
    void what_is_no_figure_is_no_formula_either(String text) {
        assertThat(cell(Column.figure("amount"), text)).doesNotStartWith(text.substring(0, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "x;=1+1 # x;'=1+1",
                "x; @SUM(1);y # x; '@SUM(1);y",
                "x|+1 # x|'+1",
                "x;＝1＋1 # x;'＝1＋1",
                "x;'=1 # x;''=1",
                "a;b # a;b",
                "a - b # a - b"
            })
    void a_text_holds_no_formula_for_a_spreadsheet_that_parts_lines_elsewhere(String text, String written) {
        assertThat(cell(Column.text("name"), text)).isEqualTo(written);
        assertThat(FormulaSafe.unescape(written)).isEqualTo(text);
        assertThat(FormulaSafe.unescape(FormulaSafe.kept(text))).isEqualTo(text);
    }

    @Test
    void a_line_has_a_cell_for_each_column() {
        CsvLines lines = new CsvLines(new ByteArrayOutputStream(), Column.text("name"));
        assertThatThrownBy(() -> lines.write("a", "b")).isInstanceOf(IllegalArgumentException.class);
    }

    private static String cell(Column column, String cell) {
        String written = written(List.of(column), cell);
        return written.substring(written.indexOf('\n') + 1).replaceAll("\r\n$", "");
    }

    private static String written(List<Column> columns, String... cells) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CsvLines lines = new CsvLines(out, columns.toArray(Column[]::new))) {
            lines.write(cells);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
