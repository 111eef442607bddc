package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import learningmanager.base.TemporaryFiles;
import learningmanager.base.UploadId;
import learningmanager.owndata.OwnDataService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 5: what is cleaned up, and what stays. */
class CleanUpTest extends UploadTest {
    private static final String GOOD = "EU-2001,lea@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2029-06-30 23:59:00";
    private static final String BAD = GOOD.replace("lea@", "lea.");

    @Autowired
    UploadCleanUp cleanUp;

    @Autowired
    FileCheck fileCheck;

    @Autowired
    BackgroundChecks checks;

    @Autowired
    OwnDataService ownData;

    @Test
    void a_draft_untouched_for_thirty_days_goes_with_its_rows_and_problems() {
        Upload draft = file(GOOD, BAD);
        clock.advance(Duration.ofDays(29));
        cleanUp.cleanUp();
        assertThat(uploads.drafts()).extracting(Upload::id).containsExactly(draft.id());

        clock.advance(Duration.ofDays(2));
        cleanUp.cleanUp();
        assertThat(uploads.drafts()).isEmpty();
        assertThat(count("upload")).isZero();
        assertThat(count("upload_row")).isZero();
        assertThat(count("upload_problem")).isZero();
        assertThat(count("upload_block")).isZero();
        assertThat(count("upload_kind")).isZero();
    }

    @Test
    void a_draft_worked_on_meanwhile_stays() {
        Upload draft = file(GOOD, BAD);
        clock.advance(Duration.ofDays(20));
        edits.leaveOut(draft.id(), 2);
        clock.advance(Duration.ofDays(20));
        cleanUp.cleanUp();
        assertThat(uploads.drafts()).extracting(Upload::id).containsExactly(draft.id());
    }

    @Test
    void drafts_of_who_deleted_their_account_go_at_once_and_what_they_sent_stays() {
        Upload sent = file(GOOD);
        uploads.sendInvitations(sent.id());
        file(BAD);
        ownData.deleteMyAccount("learning-manager");

        cleanUp.cleanUp();

        assertThat(jdbc.queryForList("select state from upload", String.class)).containsExactly("SENT");
        assertThat(count("upload_row")).isEqualTo(1);
        assertThat(count("invitation")).isEqualTo(1);
    }

    @Test
    void what_was_sent_stays_and_only_the_rows_it_came_from_go() {
        Upload upload = file(GOOD);
        uploads.sendInvitations(upload.id());
        clock.advance(Duration.ofDays(31));
        cleanUp.cleanUp();

        assertThat(uploads.find(upload.id()).sentInvitations()).isEqualTo(1);
        assertThat(count("upload_row")).isZero();
        assertThat(count("invitation")).isEqualTo(1);
    }

    @Test
    void a_check_whose_server_crashed_in_the_middle_is_told_as_stopped_and_leaves_no_rows() {
        UploadId lost = lostInTheMiddle();
        cleanUp.cleanUp();
        assertThat(count("upload_row")).isEqualTo(1);

        clock.advance(Duration.ofMinutes(2));
        assertThat(uploads.find(lost).state()).isEqualTo(UploadState.STOPPED);
        cleanUp.cleanUp();
        assertThat(jdbc.queryForObject("select state from upload", String.class))
                .isEqualTo("STOPPED");
        assertThat(count("upload_row")).isZero();
        assertThat(uploads.mine(0, 10)).extracting(Upload::state).containsExactly(UploadState.STOPPED);
    }

    /** As a server leaves it that goes down while it checks: rows are there, and nobody works on it. */
    private UploadId lostInTheMiddle() {
        Upload upload = file(GOOD);
        jdbc.update(
                "update upload set state = 'CHECKING' where id = ?", upload.id().value());
        return upload.id();
    }

    @Test
    void a_check_that_another_server_is_at_shows_life_and_is_left_alone() {
        UploadId elsewhere = lostInTheMiddle();
        clock.advance(Duration.ofSeconds(50));
        jdbc.update("update upload set touched_at = ?", learningmanager.base.Columns.at(clock.instant()));
        clock.advance(Duration.ofSeconds(50));
        cleanUp.cleanUp();
        assertThat(uploads.find(elsewhere).state()).isEqualTo(UploadState.CHECKING);
        assertThat(count("upload_row")).isEqualTo(1);
    }

    @Test
    void a_check_that_another_server_is_at_is_stopped_by_whoever_asks_here() {
        UploadId elsewhere = lostInTheMiddle();
        uploads.stop(elsewhere);
        assertThat(uploads.find(elsewhere).state()).isEqualTo(UploadState.STOPPED);
    }

    @Test
    void a_node_whose_clock_is_behind_shows_life_by_the_databases() {
        UploadId here = uploads.check(
                        programs.managedOrganisations().getFirst().id(),
                        "long.csv",
                        written(manyLines()),
                        Optional.empty())
                .orThrow();
        clock.advance(Duration.ofMinutes(5));
        clock.runAhead(Duration.ofMinutes(-3));
        fileCheck.showLife();
        assertThat(uploads.find(here).touchedAt()).isEqualTo(clock.databaseTime());

        jdbc.update("update upload set state = 'STOPPED', version = version + 1 where id = ?", here.value());
        fileCheck.showLife();
        await().until(() -> checks.progress(here).isEmpty());
        assertThat(count("upload_row")).isZero();
    }

    private static String[] manyLines() {
        return IntStream.range(0, 100_000)
                .mapToObj(n ->
                        "EU-%d,a%d@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2029-06-30 23:59:00".formatted(n, n))
                .toArray(String[]::new);
    }

    @Test
    void a_check_that_takes_long_shows_life() {
        UploadId id = uploads.check(
                        programs.managedOrganisations().getFirst().id(),
                        "long.csv",
                        written(manyLines()),
                        Optional.empty())
                .orThrow();
        clock.advance(Duration.ofSeconds(50));
        fileCheck.showLife();
        assertThat(uploads.find(id).touchedAt()).isEqualTo(clock.instant());

        uploads.stop(id);
        assertThat(checked(id).state()).isEqualTo(UploadState.STOPPED);
        await().until(() -> checks.progress(id).isEmpty());
        assertThat(count("upload_row")).isZero();
    }

    @Test
    void a_check_taken_for_lost_by_another_server_leaves_no_rows_when_it_awakes() {
        String[] lines = IntStream.range(0, 20_000)
                .mapToObj(n ->
                        "EU-%d,a%d@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2029-06-30 23:59:00".formatted(n, n))
                .toArray(String[]::new);
        UploadId id = uploads.check(
                        programs.managedOrganisations().getFirst().id(), "long.csv", written(lines), Optional.empty())
                .orThrow();
        jdbc.update("update upload set state = 'STOPPED', version = version + 1 where id = ?", id.value());

        await().atMost(Duration.ofSeconds(30)).until(() -> checks.progress(id).isEmpty());
        assertThat(uploads.find(id).state()).isEqualTo(UploadState.STOPPED);
        assertThat(count("upload_row")).isZero();
    }

    @Test
    void temporary_files_of_a_copy_that_is_gone_are_deleted_and_those_of_a_running_one_are_not(@TempDir Path folder)
            throws IOException {
        Path gone = Files.createDirectory(folder.resolve("learning-manager-uploads-1"));
        Files.createFile(gone.resolve("in-use"));
        Files.writeString(gone.resolve("upload-1.tmp"), "left behind");
        TemporaryFiles running = TemporaryFiles.in(folder);
        Path file = running.create();

        TemporaryFiles other = TemporaryFiles.in(folder);
        other.cleanUp();

        assertThat(gone).doesNotExist();
        assertThat(file).exists();
        running.destroy();
        assertThat(file).doesNotExist();
        other.destroy();
        assertThat(folder).isEmptyDirectory();
    }
}
