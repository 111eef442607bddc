package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import learningmanager.upload.csv.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of a draft whatever is done to it, tried by long walks of corrections, each from a seed. */
class ReviewWalkTest extends UploadTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void counts_stay_true_and_undoing_all_brings_back_what_was_there_at_first(long seed) {
        Random random = new Random(seed);
        Upload upload = file(lines(random, 30));
        Set<String> atFirst = problems(upload);
        assertCountsAreTrue(upload);

        for (int step = 0; step < 15; step++) {
            change(upload, random);
            assertCountsAreTrue(upload);
        }
        while (edits.undoable(upload.id()) > 0) {
            edits.undo(upload.id());
            assertCountsAreTrue(upload);
        }

        assertThat(problems(upload)).isEqualTo(atFirst);
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void a_corrected_draft_has_the_problems_that_its_file_has_when_it_comes_back(long seed) throws IOException {
        Random random = new Random(seed);
        Upload upload = file(lines(random, 30));
        for (int step = 0; step < 25; step++) {
            change(upload, random);
        }
        while (review.countLeftOut(upload.id()) > 0) {
            edits.undo(upload.id());
        }
        Set<String> corrected = problems(upload);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        review.writeCorrectedFile(upload.id(), out);

        Upload again = check("again.csv", Files.write(written(), out.toByteArray()), Optional.of(upload.id()));

        assertThat(problems(again)).isEqualTo(corrected);
        assertCountsAreTrue(again);
    }

    @Test
    void counts_stay_true_over_many_blocks() {
        Random random = new Random(6);
        String[] lines = IntStream.rangeClosed(1, 2 * ProblemBlocks.SIZE + 10)
                .mapToObj(row -> "%d,l%d%sexample.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00"
                        .formatted(1_000_000 + row, row, row % 700 == 0 ? "." : "@"))
                .toArray(String[]::new);
        Upload upload = file(lines);
        assertCountsAreTrue(upload);

        // The last row repeats the first: an error far from the row that is changed.
        correct(upload.id(), 1, Column.EXTERNAL_LEARNER_ID, String.valueOf(1_000_000 + lines.length))
                .orThrow();
        assertCountsAreTrue(upload);
        for (int step = 0; step < 5; step++) {
            change(upload, random);
            assertCountsAreTrue(upload);
        }
        edits.leaveOutErrors(upload.id());
        assertCountsAreTrue(upload);
        edits.undo(upload.id());
        assertCountsAreTrue(upload);
    }

    /** But for which of two lines is named, and which of two addresses is held against the other. */
    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void what_is_wrong_does_not_depend_on_the_order_of_the_lines(long seed) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>(List.of(lines(random, 30)));
        Upload inOrder = file(lines.toArray(String[]::new));
        Map<String, List<String>> before = byLine(inOrder);
        Map<String, Integer> duplicates = duplicates(inOrder);
        Set<String> withTwoEmails = learnersWith(inOrder, "learner.two-emails");

        Collections.shuffle(lines, random);
        Upload shuffled = file(lines.toArray(String[]::new));

        assertThat(byLine(shuffled)).isEqualTo(before);
        assertThat(duplicates(shuffled)).isEqualTo(duplicates);
        assertThat(learnersWith(shuffled, "learner.two-emails")).isEqualTo(withTwoEmails);
    }

    private static String[] lines(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(row -> {
                    int learner = 1_000_000 + random.nextInt(count);
                    boolean usual = random.nextInt(4) > 0;
                    return "%s,%s,%s,%s,%s"
                            .formatted(
                                    random.nextInt(8) == 0 ? "4711" : learner,
                                    usual ? "l" + learner + "@example.com" : any(random, Column.EMAIL),
                                    usual ? "DATA-ANALYTICS" : any(random, Column.PROGRAM_CODE),
                                    usual ? "DATA-ANALYTICS-2" : any(random, Column.PROGRAM_RUN_CODE),
                                    usual ? "2028-06-30 23:59:00" : any(random, Column.EXPIRY_TIME));
                })
                .toArray(String[]::new);
    }

    private static String any(Random random, Column column) {
        List<String> texts = switch (column) {
            case EXTERNAL_LEARNER_ID -> List.of("1000001", "1000002", "1000003", "4711", "0004711", "", "1.23E+11");
            case EMAIL ->
                List.of("a@example.com", "A@Example.com", "b@example.com", "a@gmial.com", "a.example.com", "");
            case PROGRAM_CODE -> List.of("DATA-ANALYTICS", "data-analytics", "BSC-COMPUTING", "DATA-ANALITICS", "");
            case PROGRAM_RUN_CODE ->
                List.of("DATA-ANALYTICS-1", "DATA-ANALYTICS-2", "BSC-COMPUTING-2027A", "NO-SUCH-RUN", "");
            case EXPIRY_TIME ->
                List.of("2028-06-30 23:59:00", "01/02/2028 09:00", "30/06/2028 23:59", "2028-02-30 09:00:00");
        };
        return texts.get(random.nextInt(texts.size()));
    }

    private void change(Upload upload, Random random) {
        int rowNo = 1 + random.nextInt(upload.rowCount());
        Column column = Column.values()[random.nextInt(Column.values().length)];
        switch (random.nextInt(10)) {
            case 0, 1 -> edits.undo(upload.id());
            case 2 -> edits.leaveOut(upload.id(), rowNo);
            case 3 -> edits.leaveOutErrors(upload.id());
            case 4 -> edits.readDates(upload.id(), DateQuestion.Order.DAY_FIRST);
            case 5 ->
                edits.correctAll(upload.id(), column, any(random, column), any(random, column))
                        .orThrow();
            default ->
                correct(upload.id(), rowNo, column, any(random, column))
                        .whyNot()
                        .ifPresent(refusal -> assertThat(refusal.code()).isEqualTo("cell.left-out-meanwhile"));
        }
    }

    /** The counts that are kept are those that counting gives. */
    private void assertCountsAreTrue(Upload before) {
        Upload upload = uploads.find(before.id());
        List<ProblemCount> counted = new ArrayList<>(jdbc.query(
                """
                select code, warning, count(distinct row_no) as n from upload_problem where upload_no = ? and left_out = false
                group by code, warning""",
                (row, number) -> new ProblemCount(row.getString("code"), row.getBoolean("warning"), row.getInt("n")),
                upload.no()));
        counted.sort(Comparator.comparing(ProblemCount::warning)
                .thenComparing(Comparator.comparing(ProblemCount::count).reversed())
                .thenComparing(ProblemCount::code));
        List<Integer> withErrors = jdbc.queryForList(
                "select distinct row_no from upload_problem where upload_no = ? and left_out = false and warning = false order by row_no",
                Integer.class,
                upload.no());

        assertThat(review.problemsByKind(upload.id())).isEqualTo(counted);
        assertThat(review.countLeftOut(upload.id()))
                .isEqualTo(jdbc.queryForObject(
                        "select count(*) from upload_row where upload_no = ? and left_out > 0",
                        Integer.class,
                        upload.no()));
        assertThat(upload.errorRowCount()).isEqualTo(withErrors.size());
        assertThat(upload.errorCount()).isEqualTo(sum(counted, false));
        assertThat(upload.warningCount()).isEqualTo(sum(counted, true));
        Listing errors = review.list(upload.id(), ReviewFilter.ERRORS);
        assertThat(review.rows(upload.id(), errors, 0, errors.size() + 1))
                .extracting(row -> row.cells().rowNumber())
                .isEqualTo(withErrors);
        counted.forEach(kind -> assertThat(review.list(upload.id(), new ReviewFilter.Kind(kind.code()))
                        .size())
                .isEqualTo(kind.count()));
    }

    private static int sum(List<ProblemCount> kinds, boolean warnings) {
        return kinds.stream()
                .filter(kind -> kind.warning() == warnings)
                .mapToInt(ProblemCount::count)
                .sum();
    }

    /** All that is wrong, with its row and its words' values. */
    private Set<String> problems(Upload upload) {
        return rows(upload, 0, 1_000).stream()
                .flatMap(row -> row.problems().stream())
                .map(problem ->
                        problem.rowNo() + " " + problem.column() + " " + problem.warning() + " " + problem.refusal())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is wrong with each line by itself or because of what its learner holds. */
    private Map<String, List<String>> byLine(Upload upload) {
        Set<String> between =
                Set.of("row.duplicate", "learner.two-emails", "email.two-learners", "learner-id.leading-zeros");
        return rows(upload, 0, 1_000).stream()
                .sorted(Comparator.comparing(row -> row.cells().cells().toString()))
                .collect(Collectors.groupingBy(
                        row -> row.cells().cells().toString(),
                        Collectors.flatMapping(
                                row -> row.problems().stream()
                                        .map(RowProblem::refusal)
                                        .filter(refusal -> !between.contains(refusal.code()))
                                        .map(Object::toString),
                                Collectors.toList())));
    }

    /** How many lines are told to repeat another, by learner and run. */
    private Map<String, Integer> duplicates(Upload upload) {
        Map<String, Integer> duplicates = new HashMap<>();
        rows(upload, 0, 1_000).stream()
                .filter(row -> has(row, "row.duplicate"))
                .forEach(row ->
                        duplicates.merge(row.cells().cell(Column.EXTERNAL_LEARNER_ID) + row.run(), 1, Integer::sum));
        return duplicates;
    }

    private Set<String> learnersWith(Upload upload, String code) {
        return rows(upload, 0, 1_000).stream()
                .filter(row -> has(row, code))
                .map(row -> row.cells().cell(Column.EXTERNAL_LEARNER_ID))
                .collect(Collectors.toSet());
    }

    private static boolean has(ReviewRow row, String code) {
        return row.problems().stream()
                .anyMatch(problem -> problem.refusal().code().equals(code));
    }
}
