package learningmanager.upload.csv;

import static learningmanager.upload.csv.Checking.GOOD;
import static learningmanager.upload.csv.Checking.HEADINGS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.csv.CsvFile;
import learningmanager.csv.FileFacts;
import learningmanager.csv.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HowFilesComeTest {
    @Test
    void the_template_opens_in_columns_and_comes_back_as_a_file_without_rows() {
        byte[] template = Column.ALL.template();

        assertThat(new String(template, StandardCharsets.UTF_8)).isEqualTo("\uFEFF" + HEADINGS);
        assertThat(Checking.of(template).fileProblems()).containsExactly("0 file.no-rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\r\n", "\"sep=;\"\r\n", "SEP=;\n", "\r\n\nsep=;\r", " sep=; \n"})
    void excels_line_that_states_the_separator_is_understood(String first) {
        Checking checking = Checking.ofText(first + (HEADINGS + GOOD).replace(',', ';'));

        assertThat(checking.problems()).isEmpty();
        assertThat(checking.checked().facts().delimiter()).isEqualTo(';');
        assertThat(checking.rows().getFirst().row().line())
                .isEqualTo((int) first.replace("\r\n", "\n").lines().count() + 2);
    }

    @Test
    void excels_line_may_state_a_tab_or_a_comma_too() {
        assertThat(Checking.ofText("sep=\t\r\n" + (HEADINGS + GOOD).replace(',', '\t'))
                        .problems())
                .isEmpty();
        assertThat(Checking.ofText("\"sep=\t\"\n" + (HEADINGS + GOOD).replace(',', '\t'))
                        .problems())
                .isEmpty();
        // What it states counts, even where the first line has more of another.
        assertThat(Checking.ofText("sep=,\n" + HEADINGS + GOOD)
                        .checked()
                        .facts()
                        .delimiter())
                .isEqualTo(',');
    }

    @Test
    void line_breaks_in_quotes_and_blank_lines_count_as_lines() {
        Checking checking = Checking.ofText("\n" + HEADINGS + "\"EU\r\n-1\",a@example.org,X,Y,Z\r\r" + GOOD
                + ",,,,\n\n   \n" + GOOD.replace("EU-1", "\"EU-1\" "));

        assertThat(checking.rows())
                .extracting(row -> row.row().rowNumber() + " " + row.row().line())
                .containsExactly("1 3", "2 6", "3 10");
    }

    @Test
    void one_late_byte_decides_about_the_encoding(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("late.csv");
        Files.writeString(
                file, HEADINGS + GOOD.repeat(3_000) + GOOD.replace("EU-1", "Zoë"), StandardCharsets.ISO_8859_1);

        Checking checking = Checking.of(file, Limits.defaults());

        assertThat(checking.checked().facts().encoding()).isEqualTo("windows-1252");
        assertThat(checking.rows().getLast().row().cell(Column.EXTERNAL_LEARNER_ID))
                .isEqualTo("Zoë");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Jörg Größe", "François Lefèvre", "Ñandú Peña", "Åse Ødegård", "João Conceição", "“Zoë” – €"})
    void western_names_are_read_as_windows_1252(String name) {
        for (int times : List.of(1, 5, 50)) {
            Checking checking = Checking.of(
                    (HEADINGS + GOOD.replace("EU-1", name).repeat(times)).getBytes(Charset.forName("windows-1252")));

            assertThat(checking.rows())
                    .allSatisfy(row -> assertThat(row.row().cell(Column.EXTERNAL_LEARNER_ID))
                            .isEqualTo(name));
        }
    }

    @Test
    void cells_are_kept_as_they_came_and_understood_without_outer_blanks() {
        CheckedRow row = Checking.ofText(HEADINGS + GOOD.replace("EU-1", "\u00A0EU-1 "))
                .rows()
                .getFirst();

        assertThat(row.row().cell(Column.EXTERNAL_LEARNER_ID)).isEqualTo("\u00A0EU-1 ");
        assertThat(row.learner().orElseThrow().text()).isEqualTo("EU-1");
    }

    @Test
    void the_file_with_errors_keeps_columns_and_comes_back() throws IOException {
        FileFacts facts = FileFacts.ofText(
                "windows-1252",
                false,
                ';',
                List.of(
                        "Email ",
                        "program_code",
                        "EXPIRY_TIME",
                        "external_learner_id",
                        "line",
                        "program_run_code",
                        "problems"));
        Row formula = new Row(1, 7, List.of("=1+1", "-a@example.org", "'+x", "a;\"b\"\r\nc", " @z"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DraftFileWriter writer = DraftFileWriter.withProblems(out, facts, 2_000)) {
            writer.write(formula, List.of("No such program.", "Not \"this\"."));
            writer.write(new Row(2, 9, List.of("", "ü@example.org", "", "", "")), List.of());
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "\uFEFF\"Email \";program_code;EXPIRY_TIME;external_learner_id;program_run_code;line;problems\r\n"
                                + "'-a@example.org;''+x;\" @z\";'=1+1;\"a;\"\"b\"\"\r\nc\";7;"
                                + "\"No such program.; Not \"\"this\"\".\"\r\n"
                                + "ü@example.org;;;;;9;\r\n");
        Checking back = Checking.of(out.toByteArray());
        assertThat(back.rows().getFirst().row().cells()).isEqualTo(formula.cells());
        assertThat(back.rows()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_longest_cell_comes_back_with_what_keeps_it_from_being_a_formula(boolean workbook) throws IOException {
        List<String> headings =
                Arrays.stream(Column.values()).map(Column::heading).toList();
        FileFacts facts =
                workbook ? FileFacts.ofSheet("Learners", headings) : FileFacts.ofText("UTF-8", false, ',', headings);
        Row longest =
                new Row(1, 2, List.of("=" + "x".repeat(1_999), "'=" + "x".repeat(1_998), "'".repeat(2_000), "-x", "x"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DraftFileWriter writer = DraftFileWriter.withProblems(out, facts, 2_000)) {
            writer.write(longest, List.of());
        }

        assertThat(Checking.of(out.toByteArray()).rows().getFirst().row().cells())
                .isEqualTo(longest.cells());
    }

    @Test
    void what_a_spreadsheet_would_write_anew_is_downloaded_as_text() throws IOException {
        FileFacts facts = Checking.ofText(HEADINGS + GOOD).checked().facts();
        List<String> rewritten = List.of(
                "0004711",
                "123456789012",
                "12E3",
                "10-12",
                "1.10",
                "12 345",
                "MAR-2027",
                "sept2",
                "1. März 2027",
                "2 déc",
                "9 am",
                "true");
        List<String> kept = List.of("42", "12A", "EU-0042", "12345678901", "MARS-2027-A", "MATH-2027", "MARCH", "am 9");
        List<String> ids = Stream.of(rewritten, kept).flatMap(List::stream).toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DraftFileWriter writer = DraftFileWriter.ofRows(out, facts)) {
            for (String id : ids) {
                writer.write(
                        new Row(1, 2, List.of(id, "a@example.org", "2027-1", "'0042", "2028-06-30 23:59:00")),
                        List.of());
            }
        }

        assertThat(out.toString(StandardCharsets.UTF_8).lines().skip(1))
                .map(line -> line.substring(0, line.indexOf(',')))
                .containsExactlyElementsOf(Stream.concat(rewritten.stream().map(id -> "'" + id), kept.stream())
                        .toList());
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(",'2027-1,''0042,'2028-06-30 23:59:00\r\n");
        assertThat(Checking.of(out.toByteArray()).rows())
                .extracting(row -> row.row().cell(Column.EXTERNAL_LEARNER_ID))
                .isEqualTo(ids);
    }

    @Test
    void words_on_problems_are_no_longer_than_a_cell_may_be_when_the_file_comes_back() throws IOException {
        Limits small = new Limits(10_000, 10, 30, 10, 50, 5);
        FileFacts facts = Checking.ofText(HEADINGS + GOOD).checked().facts();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DraftFileWriter writer = DraftFileWriter.withProblems(out, facts, small.cellLength())) {
            writer.write(
                    new Row(1, 2, List.of("EU-1", "x", "y", "z", "")), List.of("Much too long a sentence. ".repeat(5)));
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Much too long a sentence. Muc…");
        assertThat(Checking.of(out.toByteArray(), small).checked().rows()).isEqualTo(1);
    }

    @Test
    void lines_are_counted_as_an_editor_does_where_cr_alone_ends_them() {
        Checking checking = Checking.ofText((HEADINGS + GOOD + "\r\n" + GOOD + "EU-3,x").replace("\r\n", "\r"));

        assertThat(checking.fileProblems()).containsExactly("5 row.too-few-cells 5|2|5");
    }

    @Test
    void outer_blanks_of_any_kind_are_dropped_in_every_column() {
        String blanks = "\u00A0\u200B \u3000\uFEFF";
        CheckedRow row = Checking.ofRow(
                        Stream.of("EU-1", "a@example.org", "data-analytics", "Data-Analytics-2", "2028-06-30 23:59:00")
                                .map(cell -> blanks + cell + blanks)
                                .collect(Collectors.joining(",")))
                .rows()
                .getFirst();

        assertThat(row.problems()).isEmpty();
        assertThat(row.learner().orElseThrow().text()).isEqualTo("EU-1");
        assertThat(row.email().orElseThrow().text()).isEqualTo("a@example.org");
        assertThat(row.run()).isPresent();
        assertThat(row.expiry().orElseThrow().toString()).isEqualTo("2028-06-30 23:59:00");
    }

    @Test
    void stopping_ends_the_check(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("long.csv");
        Files.writeString(file, HEADINGS + GOOD.repeat(50_000));
        int[] seen = new int[2];

        CsvFile.Outcome outcome =
                CsvCheck.check(file, Checking.CODES, Checking.NOW, Limits.defaults(), new CsvCheck.Sink() {
                    @Override
                    public void row(CheckedRow row) {
                        seen[0]++;
                    }

                    @Override
                    public void progress(long bytesRead, long bytesTotal, int rows) {
                        seen[1]++;
                    }

                    @Override
                    public boolean stopped() {
                        return seen[0] > 10_000;
                    }
                });

        assertThat(outcome).isEqualTo(new CsvFile.Outcome.Stopped());
        assertThat(seen[0]).isLessThan(13_000);
        assertThat(seen[1]).isPositive();
    }
}
