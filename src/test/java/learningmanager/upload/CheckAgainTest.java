package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import learningmanager.base.BusyException;
import learningmanager.base.ExpiryTime;
import learningmanager.base.NotFoundException;
import learningmanager.testing.SignIn;
import learningmanager.upload.csv.Column;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** "Check again": a draft is held against what is there now, and keeps what was done to it. */
class CheckAgainTest extends UploadTest {
    private static final String GOOD = "EU-2001,lea@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00";
    private static final String UNKNOWN = "EU-2002,leo@example.com,CLIMATE,CLIMATE-1,2028-06-30 23:59:00";
    private static final String NO_AT = "EU-2003,ana,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00";

    @Autowired
    TransactionTemplate transaction;

    static void giveClimateChangeItsCodes(JdbcTemplate jdbc) {
        jdbc.update("update program set code = 'CLIMATE' where title = 'Climate Change'");
        jdbc.update("update program_run set code = 'CLIMATE-1'"
                + " where program_id = (select id from program where title = 'Climate Change')");
    }

    @Test
    void a_code_that_was_set_meanwhile_is_known() {
        Upload draft = file(GOOD, UNKNOWN);
        assertThat(errors(draft)).isEqualTo(new TreeMap<>(Map.of(3, List.of("program.unknown"))));
        giveClimateChangeItsCodes(jdbc);

        assertThat(uploads.checkAgain(draft.id()).join()).isTrue();

        Upload now = uploads.find(draft.id());
        assertThat(errors(now)).isEmpty();
        assertThat(now.hasErrors()).isFalse();
        assertThat(review.outlook(draft.id()).programs()).isEqualTo(2);
        assertThat(uploads.sendInvitations(draft.id())).isEqualTo(new UploadSending.Sent(2, 2));
    }

    @Test
    void what_was_corrected_and_left_out_stays_so_and_can_be_undone() {
        Upload draft = file(GOOD, UNKNOWN, NO_AT);
        correct(draft.id(), 3, Column.EMAIL, "ana@example.com").orThrow();
        edits.leaveOut(draft.id(), 2);
        giveClimateChangeItsCodes(jdbc);

        assertThat(uploads.checkAgain(draft.id()).join()).isTrue();

        assertThat(errors(draft)).isEmpty();
        assertThat(review.countLeftOut(draft.id())).isEqualTo(1);
        edits.undo(draft.id());
        assertThat(review.countLeftOut(draft.id())).isZero();
        assertThat(errors(draft)).isEmpty();
        edits.undo(draft.id());
        assertThat(errors(draft)).isEqualTo(new TreeMap<>(Map.of(4, List.of("email.no-at"))));
    }

    @Test
    void a_row_left_out_counts_as_little_as_before_whatever_is_wrong_with_it_now() {
        Upload draft = file(GOOD, NO_AT);
        edits.leaveOut(draft.id(), 1);
        jdbc.update("update program set code = 'OTHER' where title = 'Data Analytics'");

        uploads.checkAgain(draft.id()).join();

        assertThat(uploads.find(draft.id()).errorRowCount()).isEqualTo(1);
        assertThat(review.list(draft.id(), ReviewFilter.ERRORS).size()).isEqualTo(1);
        edits.putBack(draft.id(), 1);
        assertThat(errors(draft)).containsEntry(2, List.of("program.unknown"));
    }

    @Test
    void what_happened_since_is_found() {
        String soon = GOOD.replace("EU-2001", "EU-2004")
                .replace("2028-06-30 23:59:00", new ExpiryTime(clock.instant().plus(Duration.ofDays(2))).toString());
        Upload draft = file(GOOD, soon);
        uploads.sendInvitations(file(GOOD).id());
        clock.advance(Duration.ofDays(3));

        uploads.checkAgain(draft.id()).join();

        assertThat(errors(draft))
                .isEqualTo(new TreeMap<>(Map.of(2, List.of("run.already-pending"), 3, List.of("expiry.past"))));
    }

    @Test
    void rows_beyond_the_first_thousands_are_checked_too() {
        Upload draft = file(Stream.concat(
                        IntStream.range(3_000, 5_500)
                                .mapToObj(n ->
                                        "EU-%1$d,a%1$d@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00"
                                                .formatted(n)),
                        Stream.of(UNKNOWN))
                .toArray(String[]::new));
        assertThat(draft.errorCount()).isEqualTo(1);
        giveClimateChangeItsCodes(jdbc);

        uploads.checkAgain(draft.id()).join();

        assertThat(uploads.find(draft.id()).errorCount()).isZero();
    }

    @Test
    void a_change_is_not_kept_waiting_while_the_draft_is_held_for_long() {
        Upload draft = file(GOOD, NO_AT);
        try (HeldDraft held = new HeldDraft(transaction, JdbcClient.create(jdbc), draft.id())) {
            assertThatThrownBy(() -> correct(draft.id(), 2, Column.EMAIL, "ana@example.com"))
                    .isInstanceOf(BusyException.class);
            assertThatThrownBy(() -> edits.leaveOut(draft.id(), 2)).isInstanceOf(BusyException.class);
        }

        assertThat(errors(draft)).containsOnlyKeys(3);
        correct(draft.id(), 2, Column.EMAIL, "ana@example.com").orThrow();
        assertThat(errors(draft)).isEmpty();
    }

    @Test
    void an_upload_of_somebody_else_or_one_that_was_sent_is_not_found() {
        Upload draft = file(GOOD);
        SignIn.as("institute@example.org");
        assertThatThrownBy(() -> uploads.checkAgain(draft.id())).isInstanceOf(NotFoundException.class);

        SignIn.as("manager@example.org");
        uploads.sendInvitations(draft.id());
        assertThatThrownBy(() -> uploads.checkAgain(draft.id())).isInstanceOf(NotFoundException.class);
    }
}
