package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import learningmanager.base.Changes;
import learningmanager.base.InvitationId;
import learningmanager.base.NotFoundException;
import learningmanager.base.UploadId;
import learningmanager.mail.DeliveryChanged;
import learningmanager.mail.DeliveryStatus;
import learningmanager.program.RunScope;
import learningmanager.testing.AtOnce;
import learningmanager.testing.SignIn;
import learningmanager.upload.UploadSending;
import learningmanager.upload.UploadService;
import learningmanager.upload.UploadState;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

/** SPEC 5, "Cancel all pending", and "Stop sending". */
class CancelUploadTest extends InvitationTest {
    private static final String ANALYTICS = "%s,%s@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2029-06-30 23:59:00";

    @Autowired
    UploadService uploads;

    @Autowired
    CorrectionService corrections;

    @Autowired
    Changes changes;

    @Autowired
    ApplicationEventPublisher events;

    @Test
    void all_that_is_pending_is_canceled_and_mails_still_queued_are_not_sent() {
        UploadId upload = sent(
                analytics("EU-2001"),
                "EU-2002,leo@example.com,BSC-COMPUTING,BSC-COMPUTING-2027A,2029-06-30 23:59:00",
                "EU-2002,leo@example.com,BSC-COMPUTING,BSC-COMPUTING-2027B,2029-06-30 23:59:00");

        assertThat(invitations.cancelUpload(upload)).isEqualTo(new UploadCancellation(2, 0, 0, 0, 0, 0));

        UploadStanding standing = sentInvitations.standing(upload);
        assertThat(standing.invitations()).isEqualTo(Map.of(RunStatus.CANCELED, 2));
        assertThat(standing.deliveries()).isEqualTo(Map.of(DeliveryStatus.DROPPED, 2));
        assertThat(standing.runs())
                .hasSize(3)
                .allSatisfy(run -> assertThat(run.invitations()).isEqualTo(Map.of(RunStatus.CANCELED, 1)));
        assertThat(acceptances.look(tokenOf(invitationOf("EU-2001")))).isInstanceOf(Offer.Canceled.class);
    }

    @Test
    void what_was_decided_or_has_expired_stays_and_is_told() {
        UploadId upload = sent(
                analytics("accepts"),
                analytics("declines"),
                analytics("canceled"),
                analytics("expires").replace("2029", "2028"),
                analytics("pending"));
        String accepts = tokenOf(invitationOf("accepts"));
        acceptances.decline(tokenOf(invitationOf("declines")));
        invitations.cancel(invitationOf("canceled"), run("DATA-ANALYTICS-2").value());
        account("accepts@example.com");
        SignIn.as("accepts@example.com");
        assertThat(acceptances.accept(accepts)).isInstanceOf(Acceptance.Accepted.class);
        SignIn.as(MANAGER);
        clock.set(java.time.Instant.parse("2028-12-01T00:00:00Z"));

        assertThat(invitations.cancelUpload(upload)).isEqualTo(new UploadCancellation(1, 1, 1, 1, 1, 0));

        assertThat(isEnrolled("accepts", run("DATA-ANALYTICS-2").value())).isTrue();
        assertThat(sentInvitations.standing(upload).invitations())
                .isEqualTo(Map.of(
                        RunStatus.ACCEPTED, 1, RunStatus.DECLINED, 1, RunStatus.CANCELED, 2, RunStatus.EXPIRED, 1));
    }

    @Test
    void an_invitation_is_pending_while_one_of_its_runs_is() {
        UploadId upload = sent(
                "EU-2002,leo@example.com,BSC-COMPUTING,BSC-COMPUTING-2027A,2029-06-30 23:59:00",
                "EU-2002,leo@example.com,BSC-COMPUTING,BSC-COMPUTING-2027B,2029-06-30 23:59:00");
        invitations.cancel(invitationOf("EU-2002"), run("BSC-COMPUTING-2027A").value());
        assertThat(sentInvitations.standing(upload).invitations()).isEqualTo(Map.of(RunStatus.PENDING, 1));

        assertThat(invitations.cancelUpload(upload)).isEqualTo(new UploadCancellation(1, 0, 0, 0, 0, 0));
    }

    @Test
    void what_is_not_of_the_file_stays_pending() {
        UploadId first = sent(analytics("EU-2001"));
        UploadId second = sent(analytics("EU-2002"));
        InvitationId alone = invite("Data Analytics", "EU-2003", "lee@example.com", "DATA-ANALYTICS-2");

        invitations.cancelUpload(first);

        assertThat(sentInvitations.standing(second).invitations()).isEqualTo(Map.of(RunStatus.PENDING, 1));
        assertThat(sentInvitations.standing(second).deliveries()).isEqualTo(Map.of(DeliveryStatus.QUEUED, 1));
        assertThat(statusOf(alone, run("DATA-ANALYTICS-2").value())).isEqualTo(RunStatus.PENDING);
        assertThat(mailAbout(alone)).contains(DeliveryStatus.QUEUED);
    }

    @Test
    void pressed_again_it_finds_nothing_to_cancel() {
        UploadId upload = sent(analytics("EU-2001"), analytics("EU-2002"));

        assertThat(invitations.cancelUpload(upload)).isEqualTo(new UploadCancellation(2, 0, 0, 0, 0, 0));
        assertThat(invitations.cancelUpload(upload)).isEqualTo(new UploadCancellation(0, 2, 0, 0, 0, 0));
    }

    @Test
    void the_same_learners_can_be_invited_again() {
        invitations.cancelUpload(sent(analytics("EU-2001")));

        assertThat(sentInvitations.standing(sent(analytics("EU-2001"))).invitations())
                .isEqualTo(Map.of(RunStatus.PENDING, 1));
    }

    @Test
    void programs_that_i_no_longer_manage_are_left_and_told() {
        SignIn.as("program-admin@example.org");
        UploadId upload = sent(analytics("EU-2001"), analytics("EU-2002"));
        jdbc.sql("delete from permission_grant where permission = 'PROGRAM_LEARNER_ADMIN'")
                .update();

        assertThat(invitations.cancelUpload(upload)).isEqualTo(new UploadCancellation(0, 0, 0, 0, 0, 2));
        assertThat(sentInvitations.standing(upload)).isEqualTo(new UploadStanding(Map.of(), Map.of(), List.of(), 2));
        assertThat(readOf(upload)).isEmpty();

        assertThat(jdbc.sql("select count(*) from invited_run where status = 'PENDING'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void what_somebody_else_sent_is_not_there() {
        UploadId upload = sent(analytics("EU-2001"));

        SignIn.as("program-admin@example.org");
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> invitations.cancelUpload(upload),
                () -> invitations.stopSending(upload),
                () -> invitations.goOnSending(upload),
                () -> sentInvitations.standing(upload),
                () -> sentInvitations.failedDeliveries(upload, 50),
                () -> sentInvitations.readEach(upload, row -> {}))) {
            assertThatThrownBy(call).isInstanceOf(NotFoundException.class);
        }

        SignIn.as(MANAGER);
        assertThat(sentInvitations.standing(upload).invitations()).isEqualTo(Map.of(RunStatus.PENDING, 1));
        assertThat(sentInvitations.standing(upload).deliveries()).isEqualTo(Map.of(DeliveryStatus.QUEUED, 1));
    }

    @Test
    void open_pages_of_the_program_and_of_the_file_are_told() throws Exception {
        UploadId upload = sent(analytics("EU-2001"));
        CompletableFuture<Boolean> program = new CompletableFuture<>();
        CompletableFuture<Boolean> file = new CompletableFuture<>();
        changes.listen(program("Data Analytics").id(), () -> program.complete(true));
        changes.listen(upload, () -> file.complete(true));

        invitations.cancelUpload(upload);

        assertThat(program.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(file.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void an_answer_to_an_invitation_is_told_to_the_page_of_its_file() throws Exception {
        UploadId upload = sent(analytics("EU-2001"));
        CompletableFuture<Boolean> file = new CompletableFuture<>();
        changes.listen(upload, () -> file.complete(true));

        acceptances.decline(tokenOf(invitationOf("EU-2001")));

        assertThat(file.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_becomes_of_a_mail_is_told_to_the_pages_of_its_program_and_of_its_file() throws Exception {
        UploadId upload = sent(analytics("EU-2001"));
        CompletableFuture<Boolean> program = new CompletableFuture<>();
        CompletableFuture<Boolean> file = new CompletableFuture<>();
        changes.listen(program("Data Analytics").id(), () -> program.complete(true));
        changes.listen(upload, () -> file.complete(true));

        events.publishEvent(new DeliveryChanged(Set.of(invitationOf("EU-2001").value())));

        assertThat(program.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(file.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void mails_that_came_back_are_listed_with_those_that_failed() {
        UploadId upload = sent(analytics("EU-2001"), analytics("EU-2002"));
        jdbc.sql("update mail_message set status = 'BOUNCED', answer = '550 Mailbox full' where about = :about")
                .param("about", invitationOf("EU-2001").value())
                .update();

        assertThat(sentInvitations.failedDeliveries(upload, 50))
                .containsExactly(new FailedDelivery("EU-2001", "EU-2001@example.com", "550 Mailbox full"));
        assertThat(sentInvitations.standing(upload).undelivered()).isEqualTo(1);
    }

    @Test
    void failed_mails_are_listed_with_the_servers_words_until_a_later_one_is_sent() {
        UploadId upload = sent(analytics("EU-2001"), analytics("EU-2002"));
        UUID about = invitationOf("EU-2002").value();
        jdbc.sql("update mail_message set status = 'FAILED', answer = '550 No such user' where about = :about")
                .param("about", about)
                .update();
        assertThat(sentInvitations.failedDeliveries(upload, 50))
                .containsExactly(new FailedDelivery("EU-2002", "EU-2002@example.com", "550 No such user"));
        assertThat(sentInvitations.standing(upload).deliveries())
                .isEqualTo(Map.of(DeliveryStatus.QUEUED, 1, DeliveryStatus.FAILED, 1));

        jdbc.sql("""
                        insert into mail_message (id, about, recipient, status, attempts, queued_at, due_at)
                        values (uuidv7(), :about, 'leo@example.com', 'SENT', 1, current_timestamp, current_timestamp)""").param("about", about).update();
        assertThat(sentInvitations.failedDeliveries(upload, 50)).isEmpty();
        assertThat(sentInvitations.standing(upload).deliveries())
                .isEqualTo(Map.of(DeliveryStatus.QUEUED, 1, DeliveryStatus.SENT, 1));
    }

    @Test
    void two_windows_at_the_same_instant_cancel_each_invitation_once() throws Exception {
        for (int round = 0; round < 20; round++) {
            SignIn.as(MANAGER);
            UploadId upload = sent(analytics("A" + round), analytics("B" + round), analytics("C" + round));

            var both = AtOnce.run(
                    AtOnce.by(MANAGER, () -> invitations.cancelUpload(upload)),
                    AtOnce.by(MANAGER, () -> invitations.cancelUpload(upload)));

            assertThat(List.of(both.first(), both.second()))
                    .containsExactlyInAnyOrder(
                            new UploadCancellation(3, 0, 0, 0, 0, 0), new UploadCancellation(0, 3, 0, 0, 0, 0));
        }
    }

    @Test
    void cancelling_all_and_accepting_one_at_the_same_instant_one_wins_and_both_are_told_the_truth() throws Exception {
        for (int round = 0; round < 40; round++) {
            SignIn.as(MANAGER);
            String learner = "B" + round;
            String email = learner + "@example.com";
            account(email);
            UploadId upload = sent(analytics("A" + round), analytics(learner), analytics("C" + round));
            String token = tokenOf(invitationOf(learner));

            var both = AtOnce.run(
                    AtOnce.by(MANAGER, () -> invitations.cancelUpload(upload)),
                    AtOnce.by(email, () -> acceptances.accept(token)));

            boolean accepted = both.second() instanceof Acceptance.Accepted;
            assertThat(both.first())
                    .isEqualTo(
                            accepted
                                    ? new UploadCancellation(2, 0, 1, 0, 0, 0)
                                    : new UploadCancellation(3, 0, 0, 0, 0, 0));
            assertThat(isEnrolled(learner, run("DATA-ANALYTICS-2").value())).isEqualTo(accepted);
            assertThat(tiedTo(learner)).isEqualTo(accepted ? Optional.of(email) : Optional.empty());
        }
    }

    @Test
    void cancelling_one_file_while_another_for_the_same_learners_is_sent_or_canceled_never_blocks() throws Exception {
        for (int round = 0; round < 15; round++) {
            SignIn.as(MANAGER);
            List<String> first = new ArrayList<>();
            List<String> second = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                String line = analytics("L" + round + "-" + i);
                first.add(line);
                second.addFirst(line.replace("DATA-ANALYTICS-2", "DATA-ANALYTICS-1"));
            }
            UploadId canceled = sent(first.toArray(String[]::new));
            UploadId other = checked(second.toArray(String[]::new));

            var both = AtOnce.run(
                    AtOnce.by(MANAGER, () -> invitations.cancelUpload(canceled)),
                    AtOnce.by(MANAGER, () -> uploads.sendInvitations(other)));
            assertThat(both.first().canceled()).isEqualTo(30);
            assertThat(both.second()).isEqualTo(new UploadSending.Sent(30, 30));
        }
    }

    @Test
    void sending_is_stopped_and_goes_on_while_the_invitations_stay() {
        UploadId upload = sent(analytics("EU-2001"), analytics("EU-2002"), analytics("EU-2003"));
        UploadId other = sent(analytics("EU-2004"));
        jdbc.sql("update mail_message set status = 'SENT' where recipient = 'EU-2003@example.com'")
                .update();

        assertThat(invitations.stopSending(upload)).isEqualTo(2);

        UploadStanding standing = sentInvitations.standing(upload);
        assertThat(standing.deliveries()).isEqualTo(Map.of(DeliveryStatus.HELD, 2, DeliveryStatus.SENT, 1));
        assertThat(standing.invitations()).isEqualTo(Map.of(RunStatus.PENDING, 3));
        assertThat(sentInvitations.standing(other).deliveries()).isEqualTo(Map.of(DeliveryStatus.QUEUED, 1));
        assertThat(invitations.stopSending(upload)).isZero();

        assertThat(invitations.goOnSending(upload)).isEqualTo(2);
        assertThat(sentInvitations.standing(upload).deliveries())
                .isEqualTo(Map.of(DeliveryStatus.QUEUED, 2, DeliveryStatus.SENT, 1));
        assertThat(invitations.goOnSending(upload)).isZero();
        assertThat(jdbc.sql("select action, became from audit_event where action like 'UPLOAD_%' order by id")
                        .query((row, number) -> row.getString(1) + " " + row.getString(2))
                        .list())
                .contains("UPLOAD_STOPPED 2", "UPLOAD_GOES_ON 2");
    }

    @Test
    void what_was_stopped_is_canceled_or_sent_by_itself_like_any_other() {
        UploadId upload = sent(analytics("EU-2001"), analytics("EU-2002"));
        invitations.stopSending(upload);

        corrections.resend(
                RunScope.of(program("Data Analytics").id(), run("DATA-ANALYTICS-2")),
                new Selection.Lines(List.of(new SentInvitation.Key(
                        invitationOf("EU-2001"), run("DATA-ANALYTICS-2").value()))));
        assertThat(sentInvitations.standing(upload).deliveries())
                .isEqualTo(Map.of(DeliveryStatus.QUEUED, 1, DeliveryStatus.HELD, 1));

        assertThat(invitations.cancelUpload(upload).canceled()).isEqualTo(2);
        assertThat(sentInvitations.standing(upload).deliveries()).isEqualTo(Map.of(DeliveryStatus.DROPPED, 2));
        assertThat(invitations.goOnSending(upload)).isZero();
    }

    private static String analytics(String learner) {
        return ANALYTICS.formatted(learner, learner);
    }

    private UploadId sent(String... lines) {
        UploadId upload = checked(lines);
        assertThat(uploads.sendInvitations(upload)).isInstanceOf(UploadSending.Sent.class);
        return upload;
    }

    private UploadId checked(String... lines) {
        UploadId id = uploads.check(
                        programs.managedOrganisations().getFirst().id(), "file.csv", written(lines), Optional.empty())
                .orThrow();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> jdbc.sql("select state from upload where id = :id")
                        .param("id", id.value())
                        .query(String.class)
                        .single()
                        .equals(UploadState.CHECKED.name()));
        return id;
    }

    private static Path written(String... lines) {
        try {
            return Files.writeString(
                    Files.createTempFile("cancel-upload", ".csv"),
                    "external_learner_id,email,program_code,program_run_code,expiry_time\r\n"
                            + String.join("\r\n", lines));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<SentInvitation> readOf(UploadId upload) {
        List<SentInvitation> read = new ArrayList<>();
        sentInvitations.readEach(upload, read::add);
        return read;
    }

    private InvitationId invitationOf(String learner) {
        return new InvitationId(
                jdbc.sql("""
                        select i.id from invitation i join learner l on l.id = i.learner_id
                        where l.external_learner_id = :learner""").param("learner", learner).query(UUID.class).single());
    }
}
