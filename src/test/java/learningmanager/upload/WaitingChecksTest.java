package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import learningmanager.base.AccountId;
import learningmanager.base.Changes;
import learningmanager.base.OrganisationId;
import learningmanager.base.Refusal;
import learningmanager.base.UploadId;
import learningmanager.program.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** SPEC 5, "Progress while it is read and checked, with Stop", when the server is busy with other people's files. */
class WaitingChecksTest extends UploadTest {
    private static final String GOOD = "EU-2001,lea@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2029-06-30 23:59:00";
    private static final String UNKNOWN = "EU-2002,leo@example.com,CLIMATE,CLIMATE-1,2029-06-30 23:59:00";

    @Autowired
    BackgroundChecks checks;

    @Autowired
    Changes changes;

    @Autowired
    TransactionTemplate transaction;

    private final CountDownLatch othersAreThrough = new CountDownLatch(1);

    private void theServerIsBusy() {
        for (int i = 0; i < uploads.settings().checksAtOnce(); i++) {
            somebodyElseBrings();
        }
    }

    @AfterEach
    void all_come_to_their_end() {
        othersAreThrough.countDown();
        await().atMost(Duration.ofSeconds(30)).until(() -> checks.all().isEmpty());
    }

    private void somebodyElseBrings() {
        Program program = program("Data Analytics");
        Upload other = Upload.begin(
                program.organisationId(), AccountId.next(), "other.csv", Optional.empty(), clock.instant());
        checks.begin(new Check(other, changes) {
            @Override
            boolean isOfFile() {
                return true;
            }

            @Override
            void run() {
                try {
                    othersAreThrough.await();
                } catch (InterruptedException goingDown) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            void stoppedInLine() {}
        });
    }

    @Test
    void a_file_that_waits_is_stopped_at_once_and_nothing_of_it_is_kept() {
        theServerIsBusy();
        Path file = written(GOOD);
        UploadId waiting = begin(file);
        assertThat(uploads.progress(waiting)).contains(new Progress.Waiting(0));

        uploads.stop(waiting);

        assertThat(uploads.find(waiting).state()).isEqualTo(UploadState.STOPPED);
        assertThat(uploads.progress(waiting)).isEmpty();
        assertThat(file).doesNotExist();
        othersAreThrough.countDown();
        await().until(() -> checks.all().isEmpty());
        assertThat(uploads.find(waiting).state()).isEqualTo(UploadState.STOPPED);
        assertThat(count("upload_row")).isZero();
    }

    @Test
    void a_file_that_waits_knows_its_place_and_is_told_when_the_line_moves() {
        theServerIsBusy();
        UploadId first = begin(written(GOOD));
        UploadId second = begin(written(GOOD));
        somebodyElseBrings();
        assertThat(uploads.progress(first)).contains(new Progress.Waiting(0));
        assertThat(uploads.progress(second)).contains(new Progress.Waiting(2));

        AtomicBoolean told = new AtomicBoolean();
        Changes.Listening listening = changes.listen(second, () -> told.set(true));
        uploads.stop(first);
        await().untilTrue(told);
        listening.end();
        assertThat(uploads.progress(second)).contains(new Progress.Waiting(0));

        othersAreThrough.countDown();
        assertThat(checked(second).state()).isEqualTo(UploadState.CHECKED);
    }

    @Test
    void what_is_stopped_while_its_rows_are_compared_becomes_no_draft() {
        theServerIsBusy();
        UploadId id = begin(written(GOOD));
        long no = uploads.find(id).no();
        jdbc.update(
                "insert into upload_block (upload_no, kind, warning, block_no, row_count) values (?, 'x', true, 0, 1)",
                no);

        transaction.executeWithoutResult(status -> {
            holdComparing(no);
            othersAreThrough.countDown();
            await().pollInSameThread().until(() -> uploads.progress(id).equals(Optional.of(new Progress.Comparing())));
            uploads.stop(id);
            assertThat(uploads.progress(id)).contains(new Progress.Stopping());
            assertThat(uploads.find(id).state()).isEqualTo(UploadState.CHECKING);
        });

        assertThat(checked(id).state()).isEqualTo(UploadState.STOPPED);
        await().pollInSameThread().until(() -> uploads.progress(id).isEmpty());
        assertThat(count("upload_row")).isZero();
    }

    /** What is compared is counted at last, which then has to wait for this transaction. */
    private void holdComparing(long no) {
        jdbc.update("update upload_block set row_count = row_count where upload_no = ?", no);
    }

    @Test
    void no_more_files_than_may_wait_are_taken_over() {
        theServerIsBusy();
        for (int i = 0; i < uploads.settings().maxWaitingChecks(); i++) {
            somebodyElseBrings();
        }
        Refusal full = Refusal.of("upload.too-many-waiting", "100");
        Path file = written(GOOD);

        assertThat(uploads.whyNoMore(Optional.empty())).contains(full);
        assertThat(uploads.check(organisation(), "file.csv", file, Optional.empty())
                        .whyNot())
                .contains(full);
        assertThat(file).exists();
        assertThat(count("upload")).isZero();
    }

    @Test
    void a_draft_whose_check_waits_is_stopped_and_stays_as_it_was() {
        Upload draft = file(UNKNOWN);
        theServerIsBusy();
        CompletableFuture<Boolean> again = uploads.checkAgain(draft.id());
        assertThat(uploads.progress(draft.id())).contains(new Progress.Waiting(0));
        assertThat(uploads.checkAgain(draft.id())).isSameAs(again);
        assertThat(uploads.discard(draft.id())).isFalse();

        uploads.stop(draft.id());

        assertThat(again).isCompletedWithValue(false);
        assertThat(uploads.progress(draft.id())).isEmpty();
        assertThat(uploads.find(draft.id())).isEqualTo(draft);
    }

    @Test
    void a_draft_whose_check_is_stopped_in_the_middle_stays_as_it_was() {
        Upload draft = file(UNKNOWN);
        theServerIsBusy();
        CompletableFuture<Boolean> again = uploads.checkAgain(draft.id());
        CheckAgainTest.giveClimateChangeItsCodes(jdbc);

        transaction.executeWithoutResult(status -> {
            holdComparing(draft.no());
            othersAreThrough.countDown();
            await().pollInSameThread()
                    .until(() -> uploads.progress(draft.id()).equals(Optional.of(new Progress.Comparing())));
            uploads.stop(draft.id());
        });

        assertThat(again.join()).isFalse();
        assertThat(uploads.find(draft.id())).isEqualTo(draft);
        assertThat(errors(draft)).containsOnlyKeys(2);
    }

    private UploadId begin(Path file) {
        return uploads.check(organisation(), "file.csv", file, Optional.empty()).orThrow();
    }

    private OrganisationId organisation() {
        return programs.managedOrganisations().getFirst().id();
    }
}
