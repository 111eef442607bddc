package learningmanager.upload.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.UploadKt._upload;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.ShortcutsKt;
import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.upload.Upload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import learningmanager.base.Changes;
import learningmanager.base.ExpiryTime;
import learningmanager.base.UploadId;
import learningmanager.security.Permissions;
import learningmanager.testing.ViewTest;
import learningmanager.upload.Progress;
import learningmanager.upload.UploadService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** SPEC 5, the steps Upload and Review, and the drafts that wait. */
class UploadPagesTest extends ViewTest {
    private static final String HEADINGS = "external_learner_id,email,program_code,program_run_code,expiry_time\r\n";
    private static final String EXPIRY = new ExpiryTime(Instant.now().plus(Duration.ofDays(30))).toString();
    private static final String RIGHT =
            "EU-2001,ana.lima@example.org,DATA-ANALYTICS,DATA-ANALYTICS-2," + EXPIRY + "\r\n";

    @Autowired
    UploadService uploads;

    @Autowired
    Changes changes;

    @Autowired
    Permissions permissions;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void a_manager_is_at_the_upload_step() {
        signIn("manager@example.org");
        open("invite/bulk/upload");
    }

    @Test
    void a_file_with_errors_is_reviewed_and_waits_on_the_home_page_until_it_is_discarded() {
        upload("spring.csv", HEADINGS + RIGHT.replace("EU-2001", ""));
        assertThat(text())
                .contains(
                        "Review spring.csv",
                        "One problem in 1 of 1 row ",
                        "Put it right here",
                        "until it is put right");

        open("");
        assertThat(text()).contains("One upload waits for you", "spring.csv, 1 row, one problem left.");
        assertThat(_find(Anchor.class)).extracting(Anchor::getText).contains("Go on with the review");

        press("Discard");
        assertThat(text()).contains("Discard spring.csv?", "Its one row and every correction made here are deleted");
        answer(false);
        assertThat(uploads.drafts()).hasSize(1);
        press("Discard");
        answer(true);

        assertThat(headingGetsTheKeyboard()).isTrue();
        assertThat(text()).doesNotContain("One upload waits for you");
        assertThat(notifications()).anyMatch(told -> told.contains("spring.csv is discarded."));
        assertThat(uploads.drafts()).isEmpty();
    }

    @Test
    void a_reupload_leads_to_what_is_still_wrong_and_to_what_is_new() {
        upload("spring.csv", HEADINGS + RIGHT.replace("@", "").repeat(2));
        press("Reupload");
        upload("spring.csv", HEADINGS + RIGHT.replace("EU-2001", "") + RIGHT.replace("@", ""));

        assertThat(text())
                .contains(
                        "When this file was read, compared with the file before: 2 errors fixed, 1 still there, 1 new")
                .contains("learner ID missing: 0 fixed, 0 still there, 1 new");
        press("learner ID missing: 0 fixed, 0 still there, 1 new");
        assertThat(text()).contains("Showing rows with: learner ID missing");

        assertThat(text()).contains("e-mail without @: 1 fixed, 1 still there, 0 new");

        press("Leave out rows with errors");
        assertThat(text()).contains("When this file was read, compared with the file before: 2");
    }

    @Test
    void of_many_kinds_the_comparison_is_opened_by_who_wants_it() {
        upload("spring.csv", HEADINGS + RIGHT.replace("@", ""));
        press("Reupload");
        upload(
                "spring.csv",
                HEADINGS
                        + RIGHT.replace("@", "")
                        + RIGHT.replace("EU-2001", "")
                        + RIGHT.replace("EU-2001", "EU-2002").replace("ana.lima@", "@")
                        + RIGHT.replace("EU-2001", "EU-2003").replace("DATA-ANALYTICS,", ",")
                        + RIGHT.replace("EU-2001", "EU-2004").replace("DATA-ANALYTICS-2", "")
                        + "EU-2005,five@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,\r\n");

        Details kinds = _get(
                Details.class,
                spec -> spec.withPredicate(
                        details -> details.getSummaryText().equals("What was fixed and what is new, by kind")));
        assertThat(kinds.isOpened()).isFalse();
        assertThat(kinds.getContent().flatMap(Component::getChildren))
                .as("but for the one that is as it was")
                .hasSize(5);
    }

    @Test
    void alt_r_leads_from_a_refused_file_to_another() {
        upload("spring.csv", "no,such,headings\r\n1,2,3\r\n");
        assertThat(text()).contains("Reupload");
        MockVaadin.clientRoundtrip(false);
        ShortcutsKt.fireShortcut(Key.KEY_R, Key.ALT);
        assertThat(address()).startsWith("invite/bulk/upload");
    }

    @Test
    void a_draft_is_checked_again_once_a_missing_code_is_set() {
        upload("spring.csv", HEADINGS + RIGHT.replace("DATA-ANALYTICS,DATA-ANALYTICS-2", "CLIMATE,CLIMATE-1"));
        assertThat(text()).contains("One problem in 1 of 1 row");
        jdbc.update("update program set code = 'CLIMATE' where title = 'Climate Change'");
        jdbc.update("update program_run set code = 'CLIMATE-1'"
                + " where program_id = (select id from program where title = 'Climate Change')");

        press("Check again");

        await().pollInSameThread().atMost(30, SECONDS).untilAsserted(() -> {
            MockVaadin.clientRoundtrip(false);
            assertThat(text()).contains("Review spring.csv", "No errors found");
            assertThat(notifications()).anyMatch(told -> told.contains("Checked again: no problem is left."));
        });
        assertThat(hasButton("Check again")).isFalse();
    }

    @Test
    void a_check_again_leaves_list_and_place_as_they_were() {
        upload("spring.csv", HEADINGS + RIGHT.replace("EU-2001", "") + RIGHT.replace("@", ""));
        press("1 × e-mail without @");
        assertThat(text()).contains("Showing rows with: e-mail without @");

        press("Check again");

        await().pollInSameThread().atMost(30, SECONDS).untilAsserted(() -> {
            MockVaadin.clientRoundtrip(false);
            assertThat(notifications()).anyMatch(told -> told.contains("Checked again: "));
        });
        assertThat(text())
                .contains("Review spring.csv", "2 problems in 2 of 2 rows", "Showing rows with: e-mail without @");
        assertThat(hasButton("Check again")).isTrue();
        assertThat(hasButton("Stop")).isFalse();
    }

    @Test
    void a_check_says_what_it_does() {
        AtomicBoolean stopped = new AtomicBoolean();
        CheckingPart part = new CheckingPart(() -> stopped.set(true));
        UI.getCurrent().add(part);

        part.show(Optional.of(new Progress.Waiting(2)));
        assertThat(text()).contains("Waiting: 2 files are before yours");
        part.show(Optional.of(new Progress.Waiting(1)));
        assertThat(text()).contains("Waiting: one file is before yours");
        part.show(Optional.of(new Progress.Waiting(0)));
        assertThat(text()).contains("Waiting: yours is next in line");
        part.show(Optional.of(new Progress.Reading(0.5, 2_000)));
        assertThat(text()).contains("2,000 rows read and checked");
        part.show(Optional.of(new Progress.Comparing()));
        assertThat(text()).contains("Comparing rows …");
        press("Stop");
        assertThat(stopped).isTrue();
        part.show(Optional.of(new Progress.Stopping()));
        assertThat(text()).contains("Stopping …");
    }

    @Test
    void warnings_are_told_apart_from_errors_and_the_same_file_sent_before_beside_them() {
        String file = HEADINGS + RIGHT.replace("DATA-ANALYTICS-2", "DATA-ANALYTICS-1");
        upload("spring.csv", file);
        press("Send invitations");
        await().pollInSameThread()
                .atMost(30, SECONDS)
                .until(() -> uploads.drafts().isEmpty());

        open("invite/bulk/upload");
        upload("spring.csv", file);

        assertThat(text())
                .contains(
                        "This same file was sent on",
                        "One problem in 1 of 1 row",
                        "One warning, which does not stop you");
    }

    @Test
    void with_as_many_drafts_as_one_may_have_no_file_is_chosen_until_one_is_discarded() {
        upload("last.csv", HEADINGS + RIGHT);
        String last = uploads.drafts().getFirst().id().toString();
        multiplyDrafts(uploads.settings().maxDrafts() - 1);

        open("invite/bulk/upload");
        assertThat(text()).contains("You have as many uploads waiting as one person may: 20. Send or discard one");
        _assertNone(Upload.class);
        assertThat(hasButton("Upload CSV")).isFalse();

        open("invite/bulk/upload?replaces=" + last);
        assertThat(text()).doesNotContain("as many uploads waiting");
        _get(Upload.class);

        open("invite/bulk/upload");
        _click(_find(Button.class, spec -> spec.withText("Discard")).getFirst());
        answer(true);
        assertThat(headingGetsTheKeyboard()).isTrue();
        assertThat(text()).doesNotContain("as many uploads waiting");
        _get(Upload.class);
    }

    @Test
    void a_file_that_cannot_be_used_says_why_and_leads_back_to_choosing_one() {
        upload("wrong.csv", "external_learner_id,mail,program_code,program_run_code,expiry_time\r\n" + RIGHT);

        assertThat(text())
                .contains("wrong.csv cannot be used yet", "with the file – none of its rows was taken", "“mail”")
                .contains("Put this right in your file");
        assertThat(hasButton("Reupload")).isTrue();
        assertThat(uploads.drafts()).isEmpty();

        press("Reupload");
        assertThat(address()).startsWith("invite/bulk/upload");
    }

    @Test
    void after_a_refused_or_stopped_reupload_the_next_one_still_takes_the_drafts_place() {
        upload("first.csv", HEADINGS + RIGHT.replace("@", ""));
        String first = uploads.drafts().getFirst().id().toString();
        press("Reupload");
        upload("refused.csv", "external_learner_id\r\n");
        press("Reupload");
        assertThat(address()).isEqualTo("invite/bulk/upload?replaces=" + first);
        upload("stopped.csv", HEADINGS + RIGHT.repeat(2));
        assertThat(text()).contains("compared with the file before");
        assertThat(uploads.drafts()).hasSize(1);
    }

    @Test
    void the_way_back_to_a_draft_that_was_replaced_leads_to_what_took_its_place() {
        upload("first.csv", HEADINGS + RIGHT.replace("@", ""));
        String first = address();
        press("Reupload");
        String choosing = address();
        upload("second.csv", HEADINGS + RIGHT);
        String second = address();

        open(first);
        assertThat(address()).isEqualTo(second);
        assertThat(text()).contains("second.csv");
        open(choosing);
        assertThat(text()).contains("second.csv");
        uploads.sendInvitations(uploads.drafts().getFirst().id());
        open(choosing);
        assertThat(address()).startsWith(second);
        assertThat(text()).contains("One invitation was sent");
    }

    @Test
    void a_reupload_of_what_was_to_replace_a_draft_that_is_gone_begins_anew() {
        upload("first.csv", HEADINGS + RIGHT);
        press("Reupload");
        upload("refused.csv", "external_learner_id\r\n");
        uploads.discard(uploads.drafts().getFirst().id());
        press("Reupload");
        assertThat(address()).isEqualTo("invite/bulk/upload");
    }

    @Test
    void an_upload_whose_check_was_stopped_says_that_nothing_is_kept() {
        upload("halfway.csv", HEADINGS + RIGHT);
        String page = address();
        jdbc.update("update upload set state = 'STOPPED'");

        open("");
        open(page);
        assertThat(text())
                .contains("halfway.csv was not checked", "Nothing of the file was kept, and nothing was sent.");
    }

    @Test
    void an_upload_whose_check_failed_says_so_and_gives_the_reference() {
        upload("halfway.csv", HEADINGS + RIGHT);
        String page = address();
        jdbc.update("update upload set state = 'FAILED'");

        open("uploads");
        open(page);
        assertThat(text())
                .contains("Something went wrong while the file was checked")
                .contains("the reference " + page.substring(page.lastIndexOf('/') + 1));
    }

    @Test
    void what_was_sent_is_told_in_numbers_of_one_as_of_many() {
        upload("good.csv", HEADINGS + RIGHT);
        assertThat(text())
                .contains("No errors found", "1\nrow\n", "invitation\n", "learner\n", "e-mail\n", "program / run\n")
                .doesNotContain("1\ninvitations", "e-mails\n", "programs / runs");
        press("Send invitations");

        await().pollInSameThread().atMost(30, SECONDS).untilAsserted(() -> {
            MockVaadin.clientRoundtrip(false);
            assertThat(text()).contains("Invitations of good.csv", "One invitation was sent");
        });
        assertThat(hasButton("Send invitations")).isFalse();
    }

    @Test
    void an_upload_of_somebody_else_is_not_found() {
        upload("good.csv", HEADINGS + RIGHT);
        String page = address();
        String replacing = "invite/bulk/upload?replaces=" + page.substring(page.indexOf('/') + 1);

        for (String other : new String[] {"program-admin@example.org", "institute@example.org"}) {
            signIn(other);
            assertThat(text()).doesNotContain("good.csv");
            open(page);
            assertThat(text()).as(other).contains("Not found").doesNotContain("good.csv");
            open(replacing);
            assertThat(text()).as(other).contains("Not found").doesNotContain("good.csv");
        }
        signIn("learner@example.org");
        open("invite/bulk/upload");
        assertThat(text()).contains("Not found");
    }

    @Test
    void the_page_of_an_upload_gives_way_with_its_persons_permission() {
        upload("good.csv", HEADINGS + RIGHT);
        jdbc.update("""
                update permission_grant set
                  organisation_id = (select id from organisation where name = 'Sample Institute')
                where permission = 'LEARNING_MANAGER'""");
        // What the page shows may change just then, too.
        changes.announce(
                new UploadId(UUID.fromString(address().substring(address().lastIndexOf('/') + 1))));
        changes.announce(permissions.me().id());

        await().pollInSameThread().atMost(30, SECONDS).until(ViewTest::givesWay);
    }

    private static void upload(String name, String content) {
        _upload(_get(Upload.class), name, content.getBytes(StandardCharsets.UTF_8));
        await().pollInSameThread().atMost(30, SECONDS).untilAsserted(() -> {
            MockVaadin.clientRoundtrip(false);
            assertThat(text()).contains(name).doesNotContain("Checking " + name);
        });
    }

    private void multiplyDrafts(int more) {
        String columns = jdbc
                .queryForList(
                        "select column_name from information_schema.columns where lower(table_name) = 'upload'"
                                + " and lower(column_name) not in ('id', 'no')",
                        String.class)
                .stream()
                .map(String::toLowerCase)
                .collect(Collectors.joining(", "));
        for (int i = 0; i < more; i++) {
            jdbc.update(
                    "insert into upload (id, " + columns + ") select ?, " + columns
                            + " from upload fetch first 1 rows only",
                    UUID.randomUUID());
        }
    }

    private static void answer(boolean yes) {
        ConfirmDialog question = _get(ConfirmDialog.class);
        if (yes) {
            ConfirmDialogKt._fireConfirm(question);
        } else {
            ConfirmDialogKt._fireCancel(question);
        }
    }
}
