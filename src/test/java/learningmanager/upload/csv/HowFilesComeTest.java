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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HowFilesComeTest {
    @Test
    void the_template_opens_in_columns_and_comes_back_as_a_file_without_rows() {
        byte[] template = CsvTemplate.template();

        assertThat(new String(template, StandardCharsets.UTF_8)).isEqualTo("\uFEFF" + HEADINGS);
        assertThat(Checking.of(template).fileProblems()).containsExactly("0 file.no-rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\r\n", "\"sep=;\"\r\n", "SEP=;\n", "\r\n\nsep=;\r"})
    void excels_line_that_states_the_separator_is_understood(String first) {
        Checking checking = Checking.ofText(first + (HEADINGS + GOOD).replace(',', ';'));

        assertThat(checking.problems()).isEmpty();
        assertThat(checking.checked().facts().delimiter()).isEqualTo(';');
        assertThat(checking.rows().getFirst().row().line())
                .isEqualTo((int) first.replace("\r\n", "\n").lines().count() + 2);
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
        FileFacts facts = new FileFacts(
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
        try (DraftFileWriter writer = DraftFileWriter.withProblems(out, facts)) {
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

    @Test
    void stopping_ends_the_check(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("long.csv");
        Files.writeString(file, HEADINGS + GOOD.repeat(50_000));
        int[] seen = new int[2];

        CsvCheck.Outcome outcome =
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

        assertThat(outcome).isEqualTo(new CsvCheck.Outcome.Stopped());
        assertThat(seen[0]).isLessThan(13_000);
        assertThat(seen[1]).isPositive();
    }
}
