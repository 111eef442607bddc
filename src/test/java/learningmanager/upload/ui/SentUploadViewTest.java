package learningmanager.upload.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt._fireCancel;
import static com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt._fireConfirm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.fakeservlet.FakeResponse;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import learningmanager.base.Changes;
import learningmanager.base.UploadId;
import learningmanager.testing.TestClock;
import learningmanager.upload.DraftEditService;
import learningmanager.upload.UploadSending;
import learningmanager.upload.UploadState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 5: sending, and the page of the upload that was sent. */
class SentUploadViewTest extends UploadPageTest {
    @Autowired
    Changes changes;

    @Autowired
    DraftEditService edits;

    @Autowired
    TestClock clock;

    @BeforeEach
    void the_manager_is_signed_in() {
        signIn("manager@example.org");
    }

    @Test
    void sending_ends_in_a_success_message_and_the_uploads_own_page_with_the_numbers() {
        open("uploads/" + checked(line("EU-1"), line("EU-2"), line("EU-3")));
        press("Send invitations");

        eventually(() -> {
            assertThat(text()).contains("Invitations of learners.csv", "From 3 rows: 3 invitations and 3 e-mails");
            assertThat(number("queued")).contains("3");
            assertThat(number("pending")).contains("3");
        });
        assertThat(notifications()).singleElement().asString().contains("3 invitations were sent");
        assertThat(_find(Anchor.class)).anySatisfy(link -> {
            assertThat(link.getText()).startsWith("Data Analytics · ");
            assertThat(link.getHref()).contains("tab=invitations");
        });
    }

    @Test
    void a_double_press_sends_once() {
        UploadId upload = checked(line("EU-1"));
        open("uploads/" + upload);
        Button send = button("Send invitations");
        send.click();
        send.click();

        eventually(() -> assertThat(number("queued")).contains("1"));
        assertThat(count("invitation")).isEqualTo(1);
        assertThat(notifications()).allSatisfy(told -> assertThat(told).contains("One invitation was sent"));
    }

    @Test
    void leaving_the_page_stops_nothing() {
        UploadId upload = checked(line("EU-1"));
        open("uploads/" + upload);
        press("Send invitations");
        open("");

        await().atMost(Duration.ofSeconds(30)).until(() -> state(upload) == UploadState.SENT);
        assertThat(count("invitation")).isEqualTo(1);
    }

    @Test
    void something_wrong_since_the_review_sends_nothing_and_shows_the_review_again() {
        open("uploads/" + checked(line("EU-1")));
        clock.set(Instant.parse("2028-07-01T00:00:00Z"));
        press("Send invitations");

        eventually(() -> {
            assertThat(notifications()).singleElement().asString().contains("one problem was found. Nothing was sent");
            assertThat(text()).contains("Review learners.csv", "One problem in 1 of 1 row");
        });
        assertThat(hasButton("Send invitations")).isFalse();
        assertThat(count("invitation")).isZero();
    }

    @Test
    void delivery_is_shown_as_it_proceeds_with_the_mail_servers_words() {
        UploadId upload = sent(line("EU-1"), line("EU-2"));
        open("uploads/" + upload);
        eventually(() -> assertThat(number("queued")).contains("2"));

        jdbc.sql("""
                        update mail_message set status = 'FAILED', answer = '550 No such user'
                        where recipient = 'EU-1@example.com'""").update();
        jdbc.sql("update mail_message set status = 'SENT' where recipient = 'EU-2@example.com'")
                .update();
        changes.announce(upload);

        eventually(() -> {
            assertThat(number("queued")).contains("0");
            assertThat(number("sent")).contains("1");
            assertThat(number("failed")).contains("1");
            assertThat(text())
                    .contains("One e-mail did not arrive, or may not have", "EU-1, EU-1@example.com: 550 No such user")
                    .contains("correct the address, send it again, or cancel")
                    .contains("No e-mail is waiting");
        });
    }

    @Test
    void sending_is_stopped_and_goes_on() {
        UploadId upload = sent(line("EU-1"), line("EU-2"));
        open("uploads/" + upload);
        eventually(() -> assertThat(hasButton("Stop sending")).isTrue());
        assertThat(hasButton("Go on sending")).isFalse();

        press("Stop sending");
        eventually(() -> {
            assertThat(text())
                    .contains(
                            "Sending is stopped: 2 e-mails wait",
                            "Those on their way at this moment may still arrive.");
            assertThat(number("stopped")).contains("2");
            assertThat(hasButton("Stop sending")).isFalse();
        });

        press("Go on sending");
        eventually(() -> {
            assertThat(text()).contains("2 e-mails are queued again");
            assertThat(number("queued")).contains("2");
            assertThat(hasButton("Go on sending")).isFalse();
        });
    }

    @Test
    void cancel_all_pending_asks_and_tells_what_became_of_each() {
        UploadId upload = sent(line("EU-1"), line("EU-2"), line("EU-3"));
        jdbc.sql("""
                        update invited_run set status = 'ACCEPTED' where invitation_id =
                          (select id from invitation where email = 'EU-1@example.com')""").update();
        jdbc.sql("update mail_message set status = 'SENT' where recipient = 'EU-1@example.com'")
                .update();
        open("uploads/" + upload);
        eventually(() -> assertThat(number("accepted")).contains("1"));

        press("Cancel all pending");
        assertThat(text()).contains("Cancel all 2 pending invitations?", "Cancel invitations", "Keep");
        _fireConfirm(_get(ConfirmDialog.class));

        eventually(() -> {
            assertThat(text()).contains("2 invitations were canceled", "Left as they are", "1 accepted");
            assertThat(number("canceled")).contains("2");
            assertThat(number("not sent")).contains("2");
            assertThat(hasButton("Cancel all pending")).isFalse();
        });
    }

    @Test
    void keep_leaves_everything_as_it_is() {
        UploadId upload = sent(line("EU-1"));
        open("uploads/" + upload);
        eventually(() -> assertThat(hasButton("Cancel all pending")).isTrue());
        press("Cancel all pending");
        _fireCancel(_get(ConfirmDialog.class));

        assertThat(_find(ConfirmDialog.class)).isEmpty();
        assertThat(jdbc.sql("select status from invited_run where invitation_id = (select id from invitation)")
                        .query(String.class)
                        .single())
                .isEqualTo("PENDING");
    }

    @Test
    void a_page_that_says_pending_after_another_window_canceled_is_told_the_truth() {
        UploadId upload = sent(line("EU-1"));
        open("uploads/" + upload);
        eventually(() -> assertThat(hasButton("Cancel all pending")).isTrue());
        press("Cancel all pending");
        jdbc.sql("""
                        update invited_run set status = 'ACCEPTED' where invitation_id =
                          (select id from invitation where email = 'EU-1@example.com')""").update();
        _fireConfirm(_get(ConfirmDialog.class));

        eventually(() -> assertThat(text()).contains("No invitation was pending any more", "1 accepted"));
    }

    @Test
    void the_receipt_of_a_workbook_is_a_csv_file_by_its_name_too() {
        UploadId upload = sent(line("EU-1"));
        jdbc.sql("update upload set file_name = 'learners.xlsx', sheet = 'Sheet1'")
                .update();
        open("uploads/" + upload);

        FakeResponse receipt = download("Download receipt", new FakeResponse());
        assertThat(receipt.getHeader("Content-Disposition")).contains("learners-receipt.csv");
        assertThat(receipt.getContentType()).startsWith("text/csv");
        assertThat(receipt.getBufferAsString()).contains("EU-1,EU-1@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2");
    }

    @Test
    void how_many_rows_were_sent_and_left_out_is_still_told_once_the_rows_are_gone() {
        UploadId upload = checked(line("EU-1"), line("EU-2"), line("EU-3").replace("@", "."));
        edits.leaveOutErrors(upload);
        uploads.sendInvitations(upload);
        open("uploads/" + upload);
        assertThat(text()).contains("From 2 rows: 2 invitations", "One row was left out", "Download rows left out");

        for (String table : new String[] {"upload_row", "upload_problem", "upload_block", "upload_kind"}) {
            jdbc.sql("delete from " + table).update();
        }
        open("");
        open("uploads/" + upload);
        assertThat(text())
                .contains("From 2 rows: 2 invitations", "One row was left out")
                .doesNotContain("Download rows left out");
    }

    @Test
    void somebody_elses_upload_is_not_found() {
        UploadId upload = sent(line("EU-1"));
        signIn("program-admin@example.org");
        open("uploads/" + upload);
        assertThat(text()).contains("Not found").doesNotContain("learners.csv");
    }

    private UploadId sent(String... lines) {
        UploadId id = checked(lines);
        assertThat(uploads.sendInvitations(id)).isEqualTo(new UploadSending.Sent(lines.length, lines.length));
        assertThat(Optional.of(state(id))).contains(UploadState.SENT);
        return id;
    }
}
