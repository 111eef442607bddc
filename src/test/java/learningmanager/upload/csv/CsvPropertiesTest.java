package learningmanager.upload.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.base.Cells;
import learningmanager.base.FormulaSafe;
import learningmanager.csv.CsvFile;
import learningmanager.csv.FileFacts;
import learningmanager.csv.Limits;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class CsvPropertiesTest {
    private static final Limits TIGHT = new Limits(1 << 20, 1_000, 20, 6, 50, 5);

    /** Far beyond what any of these files takes; only what would never end meets it. */
    private static final Duration HANGS = Duration.ofSeconds(60);

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

    enum Quotes {
        WHERE_NEEDED,
        EVERYWHERE;

        String around(String cell, char delimiter) {
            boolean needed = cell.chars().anyMatch(c -> c == delimiter || c == '"' || c == '\r' || c == '\n');
            return needed || this == EVERYWHERE ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
        }
    }

    /** How one program writes CSV files. */
    record Habits(
            Written written,
            char delimiter,
            LineEnd lineEnd,
            Quotes quotes,
            List<Column> order,
            boolean lineEndAtTheEnd) {
        byte[] file(List<List<String>> rows) {
            String text = Stream.concat(
                            Stream.of(line(Column::heading)),
                            rows.stream().map(row -> line(column -> row.get(column.ordinal()))))
                    .collect(Collectors.joining(lineEnd.text));
            return written.bytes(lineEndAtTheEnd ? text + lineEnd.text : text);
        }

        private String line(Function<Column, String> cells) {
            return order.stream()
                    .map(column -> quotes.around(cells.apply(column), delimiter))
                    .collect(Collectors.joining(String.valueOf(delimiter)));
        }
    }

    @Property(tries = 600)
    void any_cells_come_through_however_they_are_written(
            @ForAll @Size(min = 1, max = 8) List<@From("rows") List<String>> any,
            @ForAll @From("habits") Habits habits) {
        Written written = habits.written();
        List<List<String>> rows = written == Written.WINDOWS_1252 ? beyondDoubt(any) : any;
        List<List<String>> expected = notBlank(rows.stream()
                .map(row -> row.stream().map(written::kept).toList())
                .toList());

        Checking checking = Checking.of(habits.file(rows));

        if (expected.isEmpty()) {
            assertThat(checking.fileProblems()).containsExactly("0 file.no-rows");
            return;
        }
        FileFacts facts = checking.checked().facts();
        assertThat(facts.delimiter()).isEqualTo(habits.delimiter());
        assertThat(facts.byteOrderMark()).isEqualTo(!written.mark.isEmpty());
        if (written != Written.WINDOWS_1252) {
            assertThat(facts.encoding()).isEqualTo(written.charset.name());
        }
        assertThat(checking.rows()).extracting(row -> row.row().cells()).isEqualTo(expected);
    }

    @Property(tries = 400)
    void what_is_downloaded_comes_back_as_it_was(
            @ForAll @Size(min = 1, max = 8) List<@From("cellsAsTheyMayBe") List<String>> cells,
            @ForAll @From("delimiters") char delimiter,
            @ForAll @From("orders") List<Column> order,
            @ForAll @Size(max = 3) List<@From("anyCell") String> messages,
            @ForAll boolean withProblems)
            throws IOException {
        FileFacts facts = FileFacts.ofText(
                "UTF-8",
                true,
                delimiter,
                order.stream().map(column -> " " + column.name() + "\u00A0").toList());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DraftFileWriter writer =
                withProblems ? DraftFileWriter.withProblems(out, facts, 2_000) : DraftFileWriter.ofRows(out, facts)) {
            for (List<String> row : cells) {
                writer.write(new Row(1, 2, row), messages);
            }
        }

        Checking checking = Checking.of(out.toByteArray());

        List<List<String>> expected = notBlank(cells);
        if (expected.isEmpty()) {
            assertThat(checking.fileProblems()).containsExactly("0 file.no-rows");
            return;
        }
        assertThat(checking.rows()).extracting(row -> row.row().cells()).isEqualTo(expected);
        assertThat(checking.checked().facts().delimiter())
                .as("a spreadsheet parts no .csv at tabs")
                .isEqualTo(delimiter == '\t' ? ',' : delimiter);
    }

    @Property(tries = 600)
    void no_bytes_are_an_exception(@ForAll @From("bytes") byte[] bytes) {
        assertTimeoutPreemptively(HANGS, () -> Checking.of(bytes, TIGHT));
        assertTimeoutPreemptively(HANGS, () -> Checking.of(bytes));
    }

    @Property(tries = 600)
    void no_bytes_below_right_headings_are_an_exception(@ForAll Written written, @ForAll @From("bytes") byte[] bytes) {
        byte[] headings = written.bytes(Checking.HEADINGS);
        byte[] file = ByteBuffer.allocate(headings.length + bytes.length)
                .put(headings)
                .put(bytes)
                .array();

        assertTimeoutPreemptively(HANGS, () -> Checking.of(file, TIGHT));
        assertTimeoutPreemptively(HANGS, () -> Checking.of(file));
    }

    @Property(tries = 3000)
    void no_text_of_quotes_delimiters_and_line_ends_is_an_exception(@ForAll @From("tangles") String text) {
        Checking tight = Checking.of((Checking.HEADINGS + text).getBytes(StandardCharsets.UTF_8), TIGHT);
        Checking usual = Checking.ofText(Checking.HEADINGS + text);
        Checking.ofText(text);

        assertThat(usual.outcome()).isNotNull();
        // What is within the tight limits is read alike: the guard drops nothing that counts.
        if (tight.outcome() instanceof CsvFile.Outcome.Read) {
            assertThat(tight.rows())
                    .extracting(CheckedRow::row)
                    .isEqualTo(usual.rows().stream().map(CheckedRow::row).toList());
        }
    }

    @Property(tries = 200)
    void a_row_is_checked_alike_wherever_it_stands(
            @ForAll @Size(min = 2, max = 30) List<@From("plausibleRows") String> rows) {
        Checking inOrder = Checking.ofText(Checking.HEADINGS + String.join("\n", rows));
        Checking backwards = Checking.ofText(Checking.HEADINGS + String.join("\n", rows.reversed()));

        assertThat(backwards.rows().reversed())
                .extracting(CheckedRow::problems)
                .isEqualTo(inOrder.rows().stream().map(CheckedRow::problems).toList());
    }

    @Provide
    Arbitrary<List<String>> rows() {
        return cells(
                        "a", "b", "1", " ", ",", ";", "\t", "\"", "\r", "\n", "\r\n", "ü", "é", "ß", "€", "“", ".", "-",
                        "@")
                .filter(cell -> FormulaSafe.unescape(cell).equals(cell))
                .list()
                .ofSize(Column.values().length);
    }

    @Provide
    Arbitrary<List<String>> cellsAsTheyMayBe() {
        return anyCell().list().ofSize(Column.values().length);
    }

    @Provide
    Arbitrary<String> anyCell() {
        return Arbitraries.oneOf(
                cells(
                        "=", "+", "-", "@", "'", "\t", "\r", "\n", "\"", ",", ";", " ", "\u00A0", "\uFEFF", "0", "1",
                        "a", "ü", "日", "😀"),
                Arbitraries.of(
                        "0004711",
                        "'MAR-2027",
                        "123456789012345678",
                        "1.23E+11",
                        "=1+1",
                        "'=1+1",
                        "''",
                        "\"\"",
                        "@SUM(A1)",
                        "sep=;",
                        "2028-06-30 23:59:00"));
    }

    private static Arbitrary<String> cells(String... pieces) {
        return Arbitraries.of(pieces).list().ofMaxSize(8).map(chosen -> String.join("", chosen));
    }

    @Provide
    Arbitrary<Habits> habits() {
        return Combinators.combine(
                        Arbitraries.of(Written.class),
                        delimiters(),
                        Arbitraries.of(LineEnd.class),
                        Arbitraries.of(Quotes.class),
                        orders(),
                        Arbitraries.of(true, false))
                .as(Habits::new);
    }

    @Provide
    Arbitrary<List<Column>> orders() {
        return Arbitraries.shuffle(Column.values());
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t');
    }

    @Provide
    Arbitrary<String> tangles() {
        return Arbitraries.strings().withChars("\"\"\",,,,\r\n\n a;\0ü").ofMaxLength(80);
    }

    /** Any at all, and more often those that mean something somewhere: marks, quotes, line ends, beginnings of UTF-8 sequences. */
    @Provide
    Arbitrary<byte[]> bytes() {
        List<Byte> telling = new ArrayList<>();
        for (int b : new int[] {
            0, '\t', '\n', '\r', '"', '\'', ',', ';', '=', 0x81, 0xC3, 0xE2, 0xEF, 0xBB, 0xBF, 0xF0, 0xFE, 0xFF
        }) {
            telling.add((byte) b);
        }
        return Arbitraries.oneOf(Arbitraries.bytes(), Arbitraries.of(telling))
                .array(byte[].class)
                .ofMaxSize(400);
    }

    @Provide
    Arbitrary<String> plausibleRows() {
        return Combinators.combine(
                        Arbitraries.of("EU-1", "EU-2", "", "1.23E+11"),
                        Arbitraries.of("a@example.org", "a.example.org", "a@gmial.com"),
                        Arbitraries.of("DATA-ANALYTICS", "DATA-ANALITICS", "BSC-COMPUTING", "DATA-ANALYTICS-1"),
                        Arbitraries.of("DATA-ANALYTICS-1", "DATA-ANALYTICS-2", "BSC-COMPUTING-2027A", "X"),
                        Arbitraries.of("2028-06-30 23:59:00", "30/06/2028 09:00", "01/02/2028 09:00", "soon"))
                .as((learner, email, program, run, expiry) -> String.join(",", learner, email, program, run, expiry));
    }

    /** Neither UTF-8 by chance (ß€ is), nor enough to be taken for another script. */
    private static List<List<String>> beyondDoubt(List<List<String>> rows) {
        return List.of(rows.getFirst().stream()
                .map(cell -> cell.replace('€', '1').replace('“', '.'))
                .toList());
    }

    private static List<List<String>> notBlank(List<List<String>> rows) {
        return rows.stream()
                .filter(row -> row.stream().anyMatch(cell -> !Cells.isBlank(cell)))
                .toList();
    }
}
