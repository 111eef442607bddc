package learningmanager.upload.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import learningmanager.base.Cells;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class CsvPropertiesTest {
    private static final Limits TIGHT = new Limits(1 << 20, 1_000, 12, 6, 5);

    enum Written {
        UTF_8("", StandardCharsets.UTF_8),
        UTF_8_MARKED("\uFEFF", StandardCharsets.UTF_8),
        UTF_16LE("\uFEFF", StandardCharsets.UTF_16LE),
        UTF_16BE("\uFEFF", StandardCharsets.UTF_16BE),
        WINDOWS_1252("", Charset.forName("windows-1252"));

        private final String mark;
        private final Charset charset;

        Written(String mark, Charset charset) {
            this.mark = mark;
            this.charset = charset;
        }

        byte[] bytes(String text) {
            return (mark + text).getBytes(charset);
        }

        /** What remains of a text in this encoding. */
        String kept(String text) {
            return new String(text.getBytes(charset), charset);
        }
    }

    enum LineEnd {
        CRLF("\r\n"),
        LF("\n"),
        CR("\r");

        private final String text;

        LineEnd(String text) {
            this.text = text;
        }
    }

    @Property(tries = 400)
    void any_cells_come_through_in_every_encoding_with_every_delimiter_and_line_end(
            @ForAll @Size(min = 1, max = 8) List<@From("rows") List<String>> any,
            @ForAll Written written,
            @ForAll @From("delimiters") char delimiter,
            @ForAll LineEnd lineEnd) {
        List<List<String>> rows = written == Written.WINDOWS_1252 ? beyondDoubt(any) : any;
        List<List<String>> expected = rows.stream()
                .map(row -> row.stream().map(written::kept).toList())
                .filter(row -> row.stream().anyMatch(cell -> !Cells.isBlank(cell)))
                .toList();
        String text = Arrays.stream(Column.values())
                        .map(Column::heading)
                        .collect(Collectors.joining(String.valueOf(delimiter)))
                + lineEnd.text
                + rows.stream()
                        .map(row -> row.stream()
                                        .map(cell -> quoted(cell, delimiter))
                                        .collect(Collectors.joining(String.valueOf(delimiter)))
                                + lineEnd.text)
                        .collect(Collectors.joining());

        Checking checking = Checking.of(written.bytes(text));

        if (expected.isEmpty()) {
            assertThat(checking.fileProblems()).containsExactly("0 file.no-rows");
            return;
        }
        assertThat(checking.checked().facts().delimiter()).isEqualTo(delimiter);
        if (written != Written.WINDOWS_1252) {
            assertThat(checking.checked().facts().encoding()).isEqualTo(written.charset.name());
        }
        assertThat(checking.rows()).extracting(row -> row.row().cells()).isEqualTo(expected);
    }

    @Property(tries = 1000)
    void no_bytes_are_an_exception(@ForAll @Size(max = 600) byte[] bytes) {
        Checking.of(bytes, TIGHT);
    }

    @Property(tries = 3000)
    void no_text_of_quotes_delimiters_and_line_ends_is_an_exception(@ForAll @From("tangles") String text) {
        Checking tight = Checking.of((Checking.HEADINGS + text).getBytes(StandardCharsets.UTF_8), TIGHT);
        Checking usual = Checking.ofText(Checking.HEADINGS + text);
        Checking.ofText(text);

        assertThat(usual.outcome()).isNotNull();
        // What is within the tight limits is read alike: the guard drops nothing that counts.
        if (tight.outcome() instanceof CsvCheck.Outcome.Checked) {
            assertThat(tight.rows())
                    .extracting(CheckedRow::row)
                    .isEqualTo(usual.rows().stream().map(CheckedRow::row).toList());
        }
    }

    @Provide
    Arbitrary<List<String>> rows() {
        Arbitrary<String> cells = Arbitraries.strings()
                .withChars("ab1 ,;\t\"\r\nüéß€“.-@")
                .ofMaxLength(8)
                .filter(cell -> FormulaSafe.unescape(cell).equals(cell));
        return cells.list().ofSize(5);
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t');
    }

    @Provide
    Arbitrary<String> tangles() {
        return Arbitraries.strings().withChars("\"\"\",,,,\r\n\n a;\0ü").ofMaxLength(80);
    }

    /** Neither UTF-8 by chance (ß€ is), nor enough to be taken for another script. */
    private static List<List<String>> beyondDoubt(List<List<String>> rows) {
        return List.of(rows.getFirst().stream()
                .map(cell -> cell.replace('€', '1').replace('“', '.'))
                .toList());
    }

    private static String quoted(String cell, char delimiter) {
        boolean needed = cell.chars().anyMatch(c -> c == delimiter || c == '"' || c == '\r' || c == '\n');
        return needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
