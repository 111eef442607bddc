package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.Parsed;
import learningmanager.base.ProgramId;
import learningmanager.base.Refusal;
import learningmanager.learner.ChargeService;
import learningmanager.learner.Money;
import learningmanager.learner.RateFacts;
import learningmanager.program.Program;
import learningmanager.testing.SignIn;
import learningmanager.upload.csv.Column;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 5, "Review by keyboard" and before: putting a draft right without the file. */
class ReviewUploadTest extends UploadTest {
    private static final String RUN = "DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00";

    @Autowired
    ChargeService charges;

    private static String line(int learner) {
        return "EU-%d,learner%d@example.com,%s".formatted(learner, learner, RUN);
    }

    @Test
    void a_corrected_cell_is_checked_and_its_error_is_gone() {
        Upload upload = file(line(1), "EU-2,learner2.example.com," + RUN);

        Correction correction =
                correct(upload.id(), 2, Column.EMAIL, "learner2@example.com").orThrow();

        assertThat(correction.row().problems()).isEmpty();
        assertThat(errors(upload)).isEmpty();
        assertThat(uploads.find(upload.id()).hasErrors()).isFalse();
        assertThat(review.list(upload.id(), ReviewFilter.ERRORS).size()).isZero();
    }

    @Test
    void fixing_all_leaves_alone_what_is_wrong_only_beside_other_rows() {
        Upload upload = file(
                "EU-1,one@example.com," + RUN,
                "EU-1,one@example.com," + RUN,
                "EU-1,one@example.com," + RUN,
                "EU-4,office@example.com," + RUN,
                "EU-5,office@example.com," + RUN);
        assertThat(errors(upload)).containsOnlyKeys(3, 4);
        assertThat(warnings(upload)).containsOnlyKeys(6);

        assertThat(correct(upload.id(), 2, Column.EXTERNAL_LEARNER_ID, "EU-7")
                        .orThrow()
                        .same())
                .isZero();
        assertThat(edits.correctAll(upload.id(), Column.EXTERNAL_LEARNER_ID, "EU-1", "EU-7")
                        .orThrow())
                .isZero();
        assertThat(edits.correctAll(upload.id(), Column.EMAIL, "office@example.com", "lea@example.com")
                        .orThrow())
                .isZero();
        assertThat(rows(upload, 0, 10))
                .extracting(row -> row.cells().cell(Column.EXTERNAL_LEARNER_ID))
                .containsExactly("EU-1", "EU-7", "EU-1", "EU-4", "EU-5");
    }

    @Test
    void the_next_problem_is_never_in_a_row_that_is_left_out() {
        Upload upload = file("EU-1,no address,NO-SUCH-PROGRAM,X,2028-06-30 23:59:00", line(2), "EU-3,," + RUN);
        Listing errors = review.list(upload.id(), ReviewFilter.ERRORS);
        edits.leaveOut(upload.id(), 1);

        assertThat(review.nextProblem(upload.id(), errors, 1, Optional.of(Column.EMAIL), true))
                .hasValueSatisfying(
                        place -> assertThat(place.row().cells().rowNumber()).isEqualTo(3));
    }

    @Test
    void the_cost_is_that_of_the_rows_that_will_be_sent_each_at_its_programs_rate() {
        Upload upload = file(
                "EU-1,one@example.com," + RUN,
                "EU-2,two@example.com," + RUN,
                "EU-3,three@example.com," + RUN,
                "EU-4,four@example.com,BSC-COMPUTING,BSC-COMPUTING-2027A,2028-06-30 23:59:00");
        assertThat(review.cost(upload.id())).as("without a rate").isEmpty();
        Program degree = program("BSc Computing");
        SignIn.as("admin@example.org");
        rate(degree.organisationId(), Optional.empty(), "100");
        rate(degree.organisationId(), Optional.of(degree.id()), "250.50");
        SignIn.as("manager@example.org");

        assertThat(review.cost(upload.id())).extracting(Money::toString).containsExactly("550.50 EUR");
        edits.leaveOut(upload.id(), 1);
        assertThat(review.cost(upload.id())).extracting(Money::toString).containsExactly("450.50 EUR");
    }

    private void rate(OrganisationId organisation, Optional<ProgramId> program, String amount) {
        assertThat(charges.setRate(new RateFacts(
                        Optional.of(organisation),
                        Optional.empty(),
                        program,
                        amount,
                        "EUR",
                        Optional.of(charges.today()))))
                .isEmpty();
    }

    @Test
    void a_wrong_correction_says_what_is_wrong_now() {
        Upload upload = file("EU-2,learner2.example.com," + RUN);

        correct(upload.id(), 1, Column.EMAIL, "").orThrow();

        assertThat(errors(upload)).isEqualTo(new TreeMap<>(Map.of(2, List.of("email.missing"))));
        assertThat(uploads.find(upload.id()).errorCount()).isEqualTo(1);
    }

    @Test
    @EnabledIfSystemProperty(
            named = "test.database",
            matches = "postgresql",
            disabledReason = "Its driver lets a statement name 65,535 values, H2 more than a test should wait for")
    void a_file_with_one_address_on_very_many_lines_is_put_right_line_by_line() {
        Upload upload = file(IntStream.rangeClosed(1, 70_000)
                .mapToObj(learner -> "EU-%d,office@example.com,%s".formatted(learner, RUN))
                .toArray(String[]::new));

        edits.leaveOut(upload.id(), 1);
        correct(upload.id(), 3, Column.EMAIL, "office").orThrow();
        assertThat(uploads.find(upload.id()).errorRowCount()).isEqualTo(1);
        edits.undo(upload.id());

        assertThat(uploads.find(upload.id()).errorRowCount()).isZero();
        assertThat(review.countLeftOut(upload.id())).isEqualTo(1);
    }

    @Test
    void a_duplicate_vanishes_when_the_line_that_it_repeats_is_changed() {
        Upload upload = file(line(1), line(2), line(1));
        assertThat(errors(upload)).containsOnlyKeys(4);

        correct(upload.id(), 1, Column.EXTERNAL_LEARNER_ID, "EU-3").orThrow();

        assertThat(errors(upload)).isEmpty();
    }

    @Test
    void a_duplicate_vanishes_from_the_line_whose_learner_becomes_wrong_and_comes_back() {
        Upload upload = file(line(1), line(2), line(1));

        correct(upload.id(), 3, Column.EXTERNAL_LEARNER_ID, "").orThrow();
        assertThat(errors(upload)).isEqualTo(new TreeMap<>(Map.of(4, List.of("learner-id.missing"))));
        edits.undo(upload.id());

        assertThat(errors(upload)).isEqualTo(new TreeMap<>(Map.of(4, List.of("row.duplicate"))));
    }

    @Test
    void a_warning_about_an_email_that_others_have_vanishes_when_it_becomes_wrong() {
        Upload upload = file("EU-1,office@example.com," + RUN, "EU-2,office@example.com," + RUN);
        assertThat(warnings(upload)).containsOnlyKeys(3);

        correct(upload.id(), 2, Column.EMAIL, "office").orThrow();

        assertThat(warnings(upload)).isEmpty();
        assertThat(errors(upload)).containsOnlyKeys(3);
        assertThat(uploads.find(upload.id()).warningCount()).isZero();
    }

    @Test
    void a_correction_looks_at_no_other_row_for_a_cell_that_is_empty_or_wrong_in_both() {
        Upload upload = file(
                "EU-1,," + RUN,
                "EU-2,," + RUN,
                ",three@example.com," + RUN,
                ",four@example.com," + RUN,
                "EU-5,wrong," + RUN,
                "EU-6,wrong," + RUN);
        jdbc.update("update upload_row set errors = 0 where row_no in (2, 4, 6)");

        correct(upload.id(), 1, Column.EMAIL, "one@example.com").orThrow();
        correct(upload.id(), 3, Column.EXTERNAL_LEARNER_ID, "EU-3").orThrow();
        correct(upload.id(), 5, Column.PROGRAM_CODE, "NO-SUCH-PROGRAM").orThrow();

        assertThat(jdbc.queryForList("select row_no from upload_row where errors = 1", Integer.class))
                .as("counted anew")
                .containsExactly(5);
    }

    @Test
    void a_correction_that_makes_a_duplicate_is_told_at_the_later_line() {
        Upload upload = file(line(1), line(2), line(3));

        correct(upload.id(), 1, Column.EXTERNAL_LEARNER_ID, "EU-3").orThrow();

        assertThat(errors(upload)).isEqualTo(new TreeMap<>(Map.of(4, List.of("learner.two-emails", "row.duplicate"))));
        edits.undo(upload.id());
        assertThat(errors(upload)).isEmpty();
        assertThat(rows(upload, 0, 1).getFirst().cells().cell(Column.EXTERNAL_LEARNER_ID))
                .isEqualTo("EU-1");
        assertThat(edits.undoable(upload.id())).isZero();
    }

    @Test
    void a_warning_that_an_error_hid_is_told_when_the_error_is_gone() {
        Upload upload = file(line(1), "EU-1,other@example.com,BSC-COMPUTING,BSC-COMPUTING-2027A,2028-06-30 23:59:00");
        assertThat(errors(upload)).isEqualTo(new TreeMap<>(Map.of(3, List.of("learner.two-emails"))));

        correct(upload.id(), 2, Column.EXTERNAL_LEARNER_ID, "EU-9").orThrow();
        correct(upload.id(), 2, Column.EMAIL, "Learner1@example.com").orThrow();

        assertThat(errors(upload)).isEmpty();
        assertThat(warnings(upload)).isEqualTo(new TreeMap<>(Map.of(3, List.of("email.two-learners"))));
    }

    @Test
    void the_same_wrong_value_is_corrected_in_all_rows_by_one_decision_and_undone_by_another() {
        String wrong = "DATA-ANALYTIC,DATA-ANALYTICS-2,2028-06-30 23:59:00";
        Upload upload = file(
                "EU-1,a@example.com," + wrong, line(2), "EU-3,c@example.com," + wrong, "EU-4,d@example.com," + wrong);

        Correction one =
                correct(upload.id(), 1, Column.PROGRAM_CODE, "DATA-ANALYTICS").orThrow();
        assertThat(one.same()).isEqualTo(2);
        assertThat(edits.correctAll(upload.id(), Column.PROGRAM_CODE, "DATA-ANALYTIC", "DATA-ANALYTICS")
                        .orThrow())
                .isEqualTo(2);

        assertThat(errors(upload)).isEmpty();
        edits.undo(upload.id());
        assertThat(errors(upload)).containsOnlyKeys(4, 5);
        edits.undo(upload.id());
        assertThat(errors(upload)).containsOnlyKeys(2, 4, 5);
    }

    @Test
    void dates_that_can_be_read_in_two_ways_are_asked_about_once() {
        Upload upload = file(
                "EU-1,a@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,01/02/2028 09:00",
                line(2),
                "EU-3,c@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,03/04/2028 09:00");
        assertThat(review.dateQuestion(upload.id()))
                .contains(new DateQuestion(2, "01/02/2028 09:00", "2028-02-01 09:00:00", "2028-01-02 09:00:00"));

        assertThat(edits.readDates(upload.id(), DateQuestion.Order.DAY_FIRST)).isEqualTo(2);

        assertThat(errors(upload)).isEmpty();
        assertThat(rows(upload, 0, 3))
                .extracting(row -> row.cells().cell(Column.EXPIRY_TIME))
                .containsExactly("2028-02-01 09:00:00", "2028-06-30 23:59:00", "2028-04-03 09:00:00");
        assertThat(review.dateQuestion(upload.id())).isEmpty();
    }

    @Test
    void one_row_that_was_left_out_with_others_is_put_back_alone() {
        Upload upload = sample("errors-of-every-row-kind.csv");
        edits.leaveOutErrors(upload.id());

        edits.putBack(upload.id(), 2);

        assertThat(review.countLeftOut(upload.id())).isEqualTo(10);
        assertThat(uploads.find(upload.id()).errorRowCount()).isEqualTo(1);
        assertThat(review.list(upload.id(), ReviewFilter.ERRORS).size()).isEqualTo(1);
        edits.undo(upload.id());
        assertThat(review.countLeftOut(upload.id())).isZero();
        assertThat(uploads.find(upload.id()).errorRowCount()).isEqualTo(11);
        assertThat(edits.undoable(upload.id())).isZero();
    }

    @Test
    void undo_tells_the_cell_that_it_put_back() {
        Upload upload = file(line(1), line(2));
        correct(upload.id(), 2, Column.EMAIL, "nobody").orThrow();

        Undone undone = edits.undo(upload.id()).orElseThrow();

        assertThat(undone.column()).contains(Column.EMAIL);
        assertThat(undone.row().cells().rowNumber()).isEqualTo(2);
    }

    @Test
    void a_line_that_is_not_listed_has_its_place_taken_by_the_next_one_that_is() {
        Upload upload = sample("errors-of-every-row-kind.csv");
        Listing errors = review.list(upload.id(), ReviewFilter.ERRORS);

        assertThat(review.placeFrom(upload.id(), errors, 1)).contains(0);
        assertThat(review.placeFrom(upload.id(), errors, 5)).contains(3);
        assertThat(review.placeFrom(upload.id(), review.list(upload.id(), ReviewFilter.ALL), 5))
                .contains(4);
    }

    @Test
    void rows_left_out_do_not_count_are_not_sent_and_come_back_by_undo() {
        Upload upload = sample("errors-of-every-row-kind.csv");

        assertThat(edits.leaveOutErrors(upload.id())).isEqualTo(11);

        assertThat(uploads.find(upload.id()).hasErrors()).isFalse();
        assertThat(review.countLeftOut(upload.id())).isEqualTo(11);
        assertThat(review.list(upload.id(), new ReviewFilter.LeftOut()).size()).isEqualTo(11);
        assertThat(review.outlook(upload.id()).rows()).isEqualTo(2);
        edits.undo(upload.id());
        assertThat(uploads.find(upload.id()).errorRowCount()).isEqualTo(11);
        assertThat(errors(upload).keySet()).containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);

        edits.leaveOutErrors(upload.id());
        assertThat(uploads.sendInvitations(upload.id())).isEqualTo(new UploadSending.Sent(2, 2));
    }

    @Test
    void leaving_out_rows_with_errors_leaves_in_what_is_right_without_them() {
        Upload upload = file(line(1).replace("@", ""), line(1), line(2), line(2), line(3));
        assertThat(errors(upload).keySet()).containsExactly(2, 3, 5);

        assertThat(edits.leaveOutErrors(upload.id())).isEqualTo(2);

        assertThat(review.rows(upload.id(), review.list(upload.id(), new ReviewFilter.LeftOut()), 0, 10))
                .extracting(row -> row.cells().line())
                .containsExactly(2, 5);
        assertThat(uploads.find(upload.id()).hasErrors()).isFalse();
        edits.undo(upload.id());
        assertThat(errors(upload).keySet()).containsExactly(2, 3, 5);
        assertThat(edits.undoable(upload.id())).isZero();
    }

    @Test
    void what_is_suggested_for_the_rows_of_a_kind_is_used_in_all_of_them_and_undone_at_once() {
        Upload upload = file(
                "EU-1,one@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,30/06/2028 09:00",
                line(2),
                "EU-3,three@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,31/07/2028 09:00");
        edits.leaveOut(upload.id(), 1);
        assertThat(edits.suggested(upload.id(), "expiry.format"))
                .contains(new Suggested("31/07/2028 09:00", "2028-07-31 09:00:00"));
        edits.putBack(upload.id(), 1);
        assertThat(edits.suggested(upload.id(), "expiry.format"))
                .contains(new Suggested("30/06/2028 09:00", "2028-06-30 09:00:00"));

        assertThat(edits.useSuggestions(upload.id(), "expiry.format")).isEqualTo(2);
        assertThat(errors(uploads.find(upload.id()))).isEmpty();
        assertThat(rows(upload, 2, 1).getFirst().cells().cell(Column.EXPIRY_TIME))
                .isEqualTo("2028-07-31 09:00:00");
        assertThat(edits.suggested(upload.id(), "expiry.format")).isEmpty();
        assertThat(edits.useSuggestions(upload.id(), "expiry.format")).isZero();

        edits.undo(upload.id());
        assertThat(errors(upload).keySet()).containsExactly(2, 4);
    }

    @Test
    void leaving_out_the_first_of_two_duplicates_puts_the_other_right() {
        Upload upload = file(line(1), line(1));

        edits.leaveOut(upload.id(), 1);

        assertThat(uploads.find(upload.id()).hasErrors()).isFalse();
        assertThat(uploads.sendInvitations(upload.id())).isEqualTo(new UploadSending.Sent(1, 1));
    }

    @Test
    void the_next_problem_is_found_wherever_it_is_in_the_file() {
        String[] lines = IntStream.rangeClosed(1, 5_000)
                .mapToObj(number -> number == 4_200 || number == 17 ? "EU-" + number + ",," + RUN : line(number))
                .toArray(String[]::new);
        Upload upload = file(lines);
        Listing all = review.list(upload.id(), ReviewFilter.ALL);
        Listing errors = review.list(upload.id(), ReviewFilter.ERRORS);

        assertThat(place(upload, all, 0, true)).isEqualTo("16 18 EMAIL false");
        assertThat(place(upload, all, 17, true)).isEqualTo("4199 4201 EMAIL false");
        assertThat(place(upload, all, 4_200, true)).isEqualTo("16 18 EMAIL true");
        assertThat(place(upload, all, 4_200, false)).isEqualTo("16 18 EMAIL false");
        assertThat(place(upload, errors, 17, true)).isEqualTo("1 4201 EMAIL false");
        assertThat(review.rows(upload.id(), errors, 1, 50))
                .extracting(row -> row.cells().rowNumber())
                .containsExactly(4_200);
    }

    private String place(Upload upload, Listing listing, int rowNo, boolean forward) {
        ProblemPlace place = review.nextProblem(upload.id(), listing, rowNo, Optional.of(Column.EMAIL), forward)
                .orElseThrow();
        return place.index() + " " + place.row().cells().line() + " " + place.column() + " " + place.wrapped();
    }

    @Test
    void lines_are_found_by_the_beginning_of_a_learner_id_or_an_email() {
        Upload upload = file(line(1), line(20), "XY-1,EU-1@example.com," + RUN, "eu-2,," + RUN);

        assertThat(review.rows(upload.id(), review.list(upload.id(), new ReviewFilter.Search("EU-1", false)), 0, 10))
                .extracting(row -> row.cells().line())
                .containsExactly(2, 4);
        assertThat(review.list(upload.id(), new ReviewFilter.Search("EU-2", false))
                        .size())
                .isEqualTo(2);
        assertThat(review.rows(upload.id(), review.list(upload.id(), new ReviewFilter.Search("EU-2", true)), 0, 10))
                .extracting(row -> row.cells().line())
                .containsExactly(5);
        assertThat(review.list(upload.id(), new ReviewFilter.Search("%", false)).size())
                .isZero();
    }

    @Test
    void ids_shorter_than_the_others_may_have_lost_their_leading_zeros() {
        Upload upload = file(
                "1234567,a@example.com," + RUN,
                "4711,b@example.com," + RUN,
                "7654321,c@example.com," + RUN,
                "2222222,d@example.com," + RUN);

        assertThat(warnings(upload)).isEqualTo(new TreeMap<>(Map.of(3, List.of("learner-id.leading-zeros"))));
        assertThat(rows(upload, 1, 1).getFirst().problems().getFirst().refusal().suggestion())
                .contains("0004711");
        correct(upload.id(), 2, Column.EXTERNAL_LEARNER_ID, "0004711").orThrow();
        assertThat(warnings(upload)).isEmpty();
        edits.undo(upload.id());
        assertThat(warnings(upload)).isEqualTo(new TreeMap<>(Map.of(3, List.of("learner-id.leading-zeros"))));
        assertThat(rows(upload, 1, 1).getFirst().problems().getFirst().refusal())
                .isEqualTo(Refusal.of("learner-id.leading-zeros", "4711", "7").suggesting("0004711"));
    }

    @Test
    void an_id_of_another_kind_hides_no_lost_zeros() {
        Upload upload = file(
                "GUEST-1,a@example.com," + RUN,
                "1234567,b@example.com," + RUN,
                "4711,c@example.com," + RUN,
                "7654321,d@example.com," + RUN,
                "2222222,e@example.com," + RUN,
                "3333333,f@example.com," + RUN);

        assertThat(warnings(upload)).isEqualTo(new TreeMap<>(Map.of(4, List.of("learner-id.leading-zeros"))));
    }

    @Test
    void an_id_that_is_corrected_to_a_shorter_one_is_warned_about_too() {
        Upload upload = file(
                "1234567,a@example.com," + RUN,
                "7654321,b@example.com," + RUN,
                "2222222,c@example.com," + RUN,
                "3333333,d@example.com," + RUN);
        assertThat(warnings(upload)).isEmpty();

        correct(upload.id(), 1, Column.EXTERNAL_LEARNER_ID, " 42").orThrow();
        correct(upload.id(), 2, Column.EXTERNAL_LEARNER_ID, "EU-42").orThrow();
        correct(upload.id(), 3, Column.EXTERNAL_LEARNER_ID, "22222222").orThrow();

        assertThat(warnings(upload)).isEqualTo(new TreeMap<>(Map.of(2, List.of("learner-id.leading-zeros"))));
        assertThat(uploads.find(upload.id()).warningCount()).isEqualTo(1);
        correct(upload.id(), 1, Column.EXTERNAL_LEARNER_ID, "1234567").orThrow();
        assertThat(warnings(upload)).isEmpty();
    }

    @Test
    void a_short_id_left_out_is_not_warned_about_until_it_is_back() {
        Upload upload = file(
                "1234567,a@example.com," + RUN,
                "4711,b@example.com," + RUN,
                "7654321,c@example.com," + RUN,
                "2222222,d@example.com," + RUN);

        edits.leaveOut(upload.id(), 2);
        assertThat(review.problemsByKind(upload.id())).isEmpty();
        edits.undo(upload.id());
        assertThat(review.problemsByKind(upload.id()))
                .containsExactly(new ProblemCount("learner-id.leading-zeros", true, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "too few to have a usual length | 1234567,7654321",
                "letters in many | 1234567,EU-4711,76e4321,2222222,47c1",
                "as many short as long | 1234567,7654321,4711,4712"
            })
    void ids_without_one_usual_length_have_lost_nothing(String why, String ids) {
        Upload upload = file(Stream.of(ids.split(","))
                .map(id -> id + ",a" + id + "@example.com," + RUN)
                .toArray(String[]::new));

        correct(upload.id(), 1, Column.EXTERNAL_LEARNER_ID, "42").orThrow();

        assertThat(warnings(upload)).as(why).isEmpty();
    }

    @Test
    void a_reupload_tells_what_was_fixed_what_is_still_wrong_and_what_is_new() {
        Upload before = file("EU-1,wrong," + RUN, "EU-2,wrong too," + RUN, line(3));
        Upload after = check(
                "file.csv",
                written("EU-1,a@example.com," + RUN, "EU-2,wrong too," + RUN, "EU-3,," + RUN),
                Optional.of(before.id()));

        assertThat(review.comparison(after.id()))
                .contains(new FileComparison(List.of(
                        new FileComparison.OfKind("email.no-at", 1, 1, 0),
                        new FileComparison.OfKind("email.missing", 0, 0, 1))));
    }

    @Test
    void the_same_file_sent_before_is_told() {
        Upload first = file(line(1));
        assertThat(uploads.sentBefore(first.id())).isEmpty();
        uploads.sendInvitations(first.id());

        assertThat(uploads.sentBefore(file(line(1)).id())).isPresent();
        assertThat(uploads.sentBefore(file(line(2)).id())).isEmpty();
    }

    @Test
    void the_corrected_file_is_the_whole_file_as_it_is_now() {
        Upload upload = file(line(1), "EU-2,wrong," + RUN);
        correct(upload.id(), 2, Column.EMAIL, "learner2@example.com").orThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        review.writeCorrectedFile(upload.id(), out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(("\uFEFF" + HEADINGS + line(1) + "\r\n" + line(2) + "\r\n")
                        .replace("2028-06-30 23:59:00", "'2028-06-30 23:59:00"));
    }

    @Test
    void a_cell_that_was_changed_since_it_was_seen_is_left_and_what_is_there_now_is_told() {
        Upload upload = file(line(1));
        edits.correct(upload.id(), 1, Column.EMAIL, "learner1@example.com", "first@example.com")
                .orThrow();

        Parsed<Correction> second =
                edits.correct(upload.id(), 1, Column.EMAIL, "learner1@example.com", "second@example.com");

        assertThat(second.whyNot()).contains(Refusal.of("cell.changed-meanwhile", "first@example.com"));
        assertThat(email(upload, 1)).isEqualTo("first@example.com");
        edits.correct(upload.id(), 1, Column.EMAIL, "first@example.com", "second@example.com")
                .orThrow();
        assertThat(email(upload, 1)).isEqualTo("second@example.com");
        assertThat(edits.correct(upload.id(), 1, Column.EMAIL, "first@example.com", "second@example.com")
                        .whyNot())
                .as("both typed the same")
                .isEmpty();
    }

    @Test
    void a_cell_of_a_row_that_is_left_out_is_not_corrected() {
        Upload upload = file(line(1), line(2));
        edits.leaveOut(upload.id(), 1);

        assertThat(correct(upload.id(), 1, Column.EMAIL, "first@example.com").whyNot())
                .contains(Refusal.of("cell.left-out-meanwhile"));
        assertThat(email(upload, 1)).isEqualTo("learner1@example.com");
    }

    private String email(Upload upload, int rowNo) {
        return review.row(upload.id(), rowNo).orElseThrow().cells().cell(Column.EMAIL);
    }

    @Test
    void what_is_not_mine_or_was_sent_cannot_be_corrected() {
        Upload upload = file(line(1));
        SignIn.as("institute@example.org");
        assertThatThrownBy(() -> edits.correct(upload.id(), 1, Column.EMAIL, "", "x@example.com"))
                .isInstanceOf(NotFoundException.class);
        SignIn.as("manager@example.org");
        uploads.sendInvitations(upload.id());
        assertThatThrownBy(() -> edits.leaveOut(upload.id(), 1)).isInstanceOf(NotFoundException.class);
    }
}
