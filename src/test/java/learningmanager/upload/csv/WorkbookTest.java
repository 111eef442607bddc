package learningmanager.upload.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import learningmanager.base.Cells;
import learningmanager.base.FormulaSafe;
import learningmanager.csv.FileFacts;
import learningmanager.csv.Limits;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

class WorkbookTest {
    private static final List<String> GOOD =
            List.of("EU-1", "a@example.org", "DATA-ANALYTICS", "DATA-ANALYTICS-2", "2028-06-30 23:59:00");

    @Test
    void a_workbook_is_read_like_a_csv_file() {
        Checking checking = workbook(sheet -> {
            headings(sheet);
            row(sheet, 1, GOOD);
            row(sheet, 3, List.of("EU-2", "no address", "DATA-ANALYTICS", "DATA-ANALYTICS-2", "2028-06-30 23:59:00"));
        });

        assertThat(checking.checked().facts().sheet()).contains("Learners");
        assertThat(checking.rows()).extracting(row -> row.row().line()).containsExactly(2, 4);
        assertThat(checking.problems()).hasSize(1).first().asString().startsWith("4 email email.no-at");
    }

    @Test
    void a_date_is_taken_as_that_date_however_the_cell_shows_it() {
        Checking checking = workbook(sheet -> {
            headings(sheet);
            row(sheet, 1, GOOD);
            sheet.value(1, 4, LocalDateTime.of(2028, 1, 2, 9, 0, 1));
            sheet.style(1, 4).format("m/d/yy h:mm").set();
        });

        assertThat(checking.problems()).isEmpty();
        assertThat(checking.rows().getFirst().row().cell(Column.EXPIRY_TIME)).isEqualTo("2028-01-02 09:00:01");
    }

    @Test
    void of_a_date_without_a_time_of_day_the_end_of_that_day_is_suggested() {
        Checking checking = workbook(sheet -> {
            headings(sheet);
            row(sheet, 1, GOOD);
            sheet.value(1, 4, LocalDate.of(2028, 1, 2));
            sheet.style(1, 4).format("dd/mm/yyyy").set();
        });

        assertThat(checking.problems())
                .containsExactly("2 expiry_time expiry.time-missing 2028-01-02 → 2028-01-02 23:59:00");
    }

    @Test
    void numbers_come_with_all_their_digits_and_the_zeros_and_letters_that_the_cell_shows() {
        Checking checking = workbook(sheet -> {
            headings(sheet);
            IntStream.rangeClosed(1, 6).forEach(line -> row(sheet, line, GOOD));
            sheet.value(1, 0, 123_456_789_012L);
            sheet.value(2, 0, 42);
            sheet.style(2, 0).format("00000").set();
            sheet.value(3, 0, 42);
            sheet.style(3, 0).format("\"EU-\"0000").set();
            sheet.value(4, 0, 1234);
            sheet.style(4, 0).format("#,##0.00").set();
            sheet.value(5, 0, 123456);
            sheet.style(5, 0).format("00-00").set();
            sheet.value(6, 0, 0.1);
        });

        assertThat(ids(checking)).containsExactly("123456789012", "00042", "EU-0042", "1234", "1234-56", "0.1");
    }

    @Test
    void a_number_that_lost_digits_in_the_spreadsheet_is_told() {
        Checking checking = workbook(sheet -> {
            headings(sheet);
            row(sheet, 1, GOOD);
            sheet.value(1, 0, 1_234_567_890_123_456_000L);
        });

        assertThat(checking.problems())
                .containsExactly("2 external_learner_id learner-id.damaged-by-spreadsheet 1.23E+18");
    }

    @Test
    void hidden_sheets_are_passed_over_and_others_left_alone() {
        Checking checking = Checking.of(written(workbook -> {
            Worksheet hidden = workbook.newWorksheet("Lists");
            hidden.value(0, 0, "not for reading");
            hidden.setVisibilityState(VisibilityState.HIDDEN);
            Worksheet learners = workbook.newWorksheet("Learners");
            headings(learners);
            row(learners, 1, GOOD);
            workbook.newWorksheet("Notes").value(0, 0, "neither");
        }));

        assertThat(checking.checked().facts().sheet()).contains("Learners");
        assertThat(checking.problems()).isEmpty();
    }

    @Test
    void what_is_wrong_with_a_sheet_is_told_as_with_a_csv_file() {
        assertThat(workbook(sheet -> {}).fileProblems()).containsExactly("0 file.empty");
        assertThat(workbook(WorkbookTest::headings).fileProblems()).containsExactly("0 file.no-rows");
        assertThat(workbook(sheet -> {
                            headings(sheet);
                            row(sheet, 1, GOOD);
                            sheet.value(1, 5, "more");
                        })
                        .fileProblems())
                .containsExactly("2 row.too-many-cells 2|6|5");
        assertThat(workbook(sheet -> {
                            headings(sheet);
                            sheet.value(0, 4, "expires");
                            row(sheet, 1, GOOD);
                        })
                        .fileProblems())
                .containsExactly("1 heading.missing 1|expiry_time", "1 heading.unknown 1|expires → expiry_time");
        assertThat(workbook(sheet -> {
                            headings(sheet);
                            row(sheet, 1, GOOD);
                            sheet.value(1, 0, "x".repeat(2_001));
                        })
                        .fileProblems())
                .containsExactly("2 cell.too-long 2|2001|2000");
    }

    @Test
    void rows_are_limited() {
        Limits three = new Limits(1 << 20, 3, 2_000, 50, 50, 100);
        byte[] four = written(workbook -> {
            Worksheet sheet = workbook.newWorksheet("Learners");
            headings(sheet);
            IntStream.rangeClosed(1, 4).forEach(line -> row(sheet, line, GOOD));
        });

        assertThat(Checking.of(four, three).fileProblems()).containsExactly("5 file.too-many-rows 5|3");
    }

    @Test
    void a_workbook_that_unpacks_to_very_much_is_refused_before_it_is_read() {
        String bomb = "<worksheet><sheetData>" + "<row><c/></row>".repeat(1 << 21) + "</sheetData></worksheet>";

        assertThat(Checking.of(withSheet(bomb)).fileProblems()).containsExactly("0 file.workbook-too-large 16");
    }

    @Test
    void shared_texts_that_would_fill_the_memory_are_refused() {
        Map<String, String> parts = parts("<worksheet/>");
        parts.put("xl/sharedStrings.xml", "<sst>" + "<si><t>abcdefgh</t></si>".repeat(3 << 20) + "</sst>");

        assertThat(Checking.of(zipped(parts), new Limits(200 << 20, 10, 10, 10, 10_000, 10))
                        .fileProblems())
                .containsExactly("0 file.workbook-too-large 64");
    }

    @Test
    void a_number_with_more_places_than_a_spreadsheet_has_is_not_written_out() {
        String row = "<worksheet><sheetData><row r=\"1\">%s</row><row r=\"2\">%s</row></sheetData></worksheet>";
        String headings = Arrays.stream(Column.values())
                .map(column -> "<c t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(column.heading()))
                .collect(Collectors.joining());
        String numbers =
                "<c><v>1E-300000000</v></c><c><v>1E300000000</v></c><c><v>-2.5E-310</v></c><c><v>0E999999</v></c>";

        Checking checking = Checking.of(withSheet(row.formatted(headings, numbers)));
        checking.checked();

        assertThat(checking.rows().getFirst().row().cells())
                .containsExactly("1E-300000000", "1E+300000000", "-2.5E-310", "0", "");
    }

    @Test
    void a_zip_with_a_directory_that_would_fill_the_memory_is_refused_before_it_is_opened() {
        Map<String, String> parts = parts("<worksheet/>");
        IntStream.range(0, 100).forEach(number -> parts.put("x".repeat(60_000) + number, ""));

        assertThat(Checking.of(zipped(parts), new Limits(200 << 20, 10, 10, 10, 10_000, 10))
                        .fileProblems())
                .containsExactly("0 file.workbook-unreadable");
    }

    @Test
    void markup_that_no_spreadsheet_writes_is_refused() {
        String start = "<?xml version=\"1.0\"?><worksheet><sheetData>";
        for (String sheet : List.of(
                start + "<row><c r=\"FXSHRXW1\"/></row>",
                start + "<row><c r = '&#70;&#88;SHRXW1'/></row>",
                start + "<!-- ' --><row><c r=\"FXSHRXW1\"/></row><!-- ' -->",
                start + "<row><c x= \"' \" r=\"FXSHRXW1\"/></row>",
                "<?xmls ' ?><worksheet><sheetData><row><c r=\"FXSHRXW1\"/></row><c x=\"'\"/>",
                start + "<row><c t=\"inlineStr\"><is><t>" + "x".repeat(1 << 20),
                start + "<row><c>",
                "no markup",
                "")) {
            assertThat(Checking.of(withSheet(sheet)).fileProblems())
                    .as(sheet.substring(0, Math.min(100, sheet.length())))
                    .containsExactly("0 file.workbook-unreadable");
        }
    }

    @Test
    void other_office_files_and_archives_are_told_by_name() {
        assertThat(Checking.of(zipped(Map.of("[Content_Types].xml", "", "word/document.xml", "")))
                        .fileProblems())
                .containsExactly("0 file.not-csv Word (.docx)");
        assertThat(Checking.of(zipped(Map.of("notes.txt", "hello"))).fileProblems())
                .containsExactly("0 file.not-csv ZIP");
        assertThat(Checking.of(zipped(Map.of("[Content_Types].xml", "<Types/>")))
                        .fileProblems())
                .containsExactly("0 file.workbook-unreadable");
    }

    @Property(tries = 60)
    void any_texts_come_through(
            @ForAll @Size(min = 1, max = 8) List<
                                    @Size(min = 5, max = 5) List<
                                            @StringLength(max = 12) @CharRange(from = ' ', to = '\u2fff') String>>
                            table) {
        Checking checking = workbook(sheet -> {
            headings(sheet);
            IntStream.range(0, table.size()).forEach(at -> row(sheet, at + 1, table.get(at)));
        });

        List<List<String>> expected = table.stream()
                .filter(row -> row.stream().anyMatch(cell -> !Cells.isBlank(cell)))
                .map(row -> row.stream().map(FormulaSafe::unescape).toList())
                .toList();
        if (expected.isEmpty()) {
            assertThat(checking.fileProblems()).containsExactly("0 file.no-rows");
        } else {
            checking.checked();
            assertThat(checking.rows()).extracting(row -> row.row().cells()).isEqualTo(expected);
        }
    }

    @Property(tries = 60)
    void what_is_downloaded_as_a_workbook_comes_back_unharmed(
            @ForAll @Size(min = 1, max = 5) List<
                                    @Size(min = 5, max = 5) List<
                                            @StringLength(max = 9) @Chars({'\'', '=', '0', '1', '-', ' ', 'a', '\n'})
                                            String>>
                            table)
            throws IOException {
        FileFacts facts = FileFacts.ofSheet(
                "Learners", Arrays.stream(Column.values()).map(Column::heading).toList());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DraftFileWriter writer = DraftFileWriter.withProblems(out, facts, 2_000)) {
            for (List<String> cells : table) {
                writer.write(new Row(1, 2, cells), List.of("=wrong"));
            }
        }

        Checking checking = Checking.of(out.toByteArray());

        List<List<String>> expected = table.stream()
                .filter(row -> row.stream().anyMatch(cell -> !Cells.isBlank(cell)))
                .toList();
        if (expected.isEmpty()) {
            assertThat(checking.fileProblems()).containsExactly("0 file.no-rows");
        } else {
            checking.checked();
            assertThat(checking.rows()).extracting(row -> row.row().cells()).isEqualTo(expected);
        }
    }

    @Property(tries = 300)
    void no_damage_makes_it_throw(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int changes) {
        byte[] bytes = GOOD_WORKBOOK.clone();
        Random random = new Random(seed);
        for (int i = 0; i < changes; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;

        assertThat(Checking.of(Arrays.copyOf(bytes, length)).outcome()).isNotNull();
    }

    private static final byte[] GOOD_WORKBOOK = written(workbook -> {
        Worksheet sheet = workbook.newWorksheet("Learners");
        headings(sheet);
        IntStream.rangeClosed(1, 20).forEach(line -> row(sheet, line, GOOD));
    });

    private static Checking workbook(Consumer<Worksheet> sheet) {
        return Checking.of(written(workbook -> sheet.accept(workbook.newWorksheet("Learners"))));
    }

    private static byte[] written(Consumer<Workbook> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Test", "1.0")) {
            content.accept(workbook);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void headings(Worksheet sheet) {
        row(sheet, 0, Arrays.stream(Column.values()).map(Column::heading).toList());
    }

    private static void row(Worksheet sheet, int at, List<String> cells) {
        for (int column = 0; column < cells.size(); column++) {
            sheet.value(at, column, cells.get(column));
        }
    }

    private static List<String> ids(Checking checking) {
        checking.checked();
        return checking.rows().stream()
                .map(row -> row.row().cell(Column.EXTERNAL_LEARNER_ID))
                .collect(Collectors.toList());
    }

    private static byte[] withSheet(String sheet) {
        return zipped(parts(sheet));
    }

    private static Map<String, String> parts(String sheet) {
        String relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(
                "[Content_Types].xml",
                "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
                        + ".spreadsheetml.sheet.main+xml\"/></Types>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"%s\"><sheets><sheet name=\"Learners\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
                        .formatted(relations));
        parts.put("xl/worksheets/sheet1.xml", sheet);
        return parts;
    }

    private static byte[] zipped(Map<String, String> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
