package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import learningmanager.base.Refusal;
import learningmanager.base.UploadId;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.transaction.support.TransactionTemplate;

/** SPEC 5, "All or nothing". */
class SendInvitationsTest extends UploadTest {
    private static final String GOOD = "EU-2001,lea@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00";

    @Autowired
    TransactionTemplate transaction;

    @Test
    void rows_of_one_learner_become_one_invitation_with_several_runs_and_one_mail() {
        assertThat(uploads.sendInvitations(sample("good.csv").id())).isEqualTo(new UploadSending.Sent(4, 4));

        assertThat(count("invitation")).isEqualTo(4);
        assertThat(count("invited_run")).isEqualTo(6);
        assertThat(count("mail_message")).isEqualTo(4);
        assertThat(jdbc.queryForObject("""
                        select count(*) from invited_run r join learner l on l.id = r.learner_id
                        where l.external_learner_id = 'EU-2003'""", Integer.class)).isEqualTo(3);
        assertThat(jdbc.queryForObject("select count(distinct link_id) from invitation", Integer.class))
                .isEqualTo(4);
    }

    @Test
    void two_runs_of_a_microcredential_become_two_invitations() {
        Upload upload = file(GOOD, GOOD.replace("DATA-ANALYTICS-2", "DATA-ANALYTICS-1"));

        assertThat(review.outlook(upload.id()).invitations()).isEqualTo(2);
        assertThat(uploads.sendInvitations(upload.id())).isEqualTo(new UploadSending.Sent(2, 2));
        assertThat(count("invited_run")).isEqualTo(2);
    }

    @Test
    void where_it_was_sent_from_is_put_down_in_the_audit_log() {
        Upload upload = sample("good.csv");
        if (SecurityContextHolder.getContext().getAuthentication() instanceof AbstractAuthenticationToken manager) {
            manager.setDetails(new WebAuthenticationDetails("192.0.2.7", null));
        }

        uploads.beginSending(upload.id()).join();

        assertThat(jdbc.queryForObject(
                        "select remote_address from audit_event where action = 'UPLOAD_SENT'", String.class))
                .isEqualTo("192.0.2.7");
    }

    @Test
    void a_second_press_tells_what_the_first_one_sent() {
        Upload upload = sample("good.csv");

        assertThat(uploads.sendInvitations(upload.id())).isEqualTo(new UploadSending.Sent(4, 4));
        assertThat(uploads.sendInvitations(upload.id())).isEqualTo(new UploadSending.Sent(4, 4));
        assertThat(count("invitation")).isEqualTo(4);
    }

    @Test
    void sending_in_the_background_pressed_twice_is_one_sending() throws Exception {
        Upload upload = sample("good.csv");

        CompletableFuture<UploadSending> first = uploads.beginSending(upload.id());
        CompletableFuture<UploadSending> second = uploads.beginSending(upload.id());

        assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(new UploadSending.Sent(4, 4));
        assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(new UploadSending.Sent(4, 4));
        assertThat(count("invitation")).isEqualTo(4);
        assertThat(uploads.sendingStep(upload.id())).isEmpty();
    }

    @Test
    void how_far_sending_has_come_is_told_while_it_is_under_way() {
        Upload upload = sample("good.csv");
        jdbc.execute((java.sql.Connection other) -> {
            other.setAutoCommit(false);
            // Whoever holds the upload keeps the sending waiting at its first step.
            other.createStatement().execute("select id from upload for update");
            CompletableFuture<UploadSending> sending = uploads.beginSending(upload.id());
            await().pollInSameThread()
                    .until(() -> uploads.sendingStep(upload.id()).equals(Optional.of(SendingStep.CHECKING_AGAIN)));
            assertThat(sending).isNotDone();
            other.rollback();
            other.setAutoCommit(true);
            assertThat(sending.join()).isEqualTo(new UploadSending.Sent(4, 4));
            return true;
        });
    }

    @Test
    void one_persons_many_drafts_do_not_go_before_everybody_elses() {
        SignIn.as("program-admin@example.org");
        UploadId ofAnother = file(GOOD.replace("EU-2001", "ANOTHER-1")).id();
        SignIn.as("manager@example.org");
        // One more than are sent at once.
        List<UploadId> ofOne = IntStream.rangeClosed(0, uploads.settings().checksAtOnce())
                .mapToObj(
                        number -> file(GOOD.replace("EU-2001", "ONE-" + number)).id())
                .toList();
        List<HeldDraft> held = Stream.concat(ofOne.stream(), Stream.of(ofAnother))
                .map(upload -> new HeldDraft(transaction, JdbcClient.create(jdbc), upload))
                .toList();
        List<CompletableFuture<UploadSending>> sendings =
                new ArrayList<>(ofOne.stream().map(uploads::beginSending).toList());
        try {
            SignIn.as("program-admin@example.org");
            sendings.add(uploads.beginSending(ofAnother));
            assertThat(uploads.sendingStep(ofAnother)).contains(SendingStep.WAITING);

            held.getFirst().close();
            await().pollInSameThread()
                    .until(() -> uploads.sendingStep(ofAnother).equals(Optional.of(SendingStep.CHECKING_AGAIN)));
            SignIn.as("manager@example.org");
            assertThat(uploads.sendingStep(ofOne.getLast())).contains(SendingStep.WAITING);
        } finally {
            held.forEach(HeldDraft::close);
        }
        assertThat(sendings).extracting(CompletableFuture::join).containsOnly(new UploadSending.Sent(1, 1));
    }

    @Test
    void sending_twice_at_the_same_instant_makes_one_set_of_invitations() throws Exception {
        for (int round = 0; round < 10; round++) {
            Upload upload = file(
                    "R%d-1,a@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00".formatted(round),
                    "R%d-2,b@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00".formatted(round));
            CyclicBarrier start = new CyclicBarrier(2);
            Callable<UploadSending> press = () -> {
                SignIn.as("manager@example.org");
                start.await();
                return uploads.sendInvitations(upload.id());
            };
            try (ExecutorService presses = Executors.newFixedThreadPool(2)) {
                for (Future<UploadSending> answer : presses.invokeAll(List.of(press, press))) {
                    assertThat(answer.get()).isEqualTo(new UploadSending.Sent(2, 2));
                }
            }
            assertThat(count("invitation")).isEqualTo(2 * (round + 1));
            assertThat(count("mail_message")).isEqualTo(2 * (round + 1));
        }
    }

    @Test
    void two_files_for_the_same_learner_sent_at_the_same_instant_invite_once() throws Exception {
        for (int round = 0; round < 10; round++) {
            String line = "S%d,a@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00".formatted(round);
            Upload one = file(line);
            Upload two = file(line);
            CyclicBarrier start = new CyclicBarrier(2);
            try (ExecutorService presses = Executors.newFixedThreadPool(2)) {
                List<Callable<UploadSending>> both = List.of(press(start, one), press(start, two));
                List<UploadSending> answers =
                        presses.invokeAll(both).stream().map(Future::resultNow).toList();
                assertThat(answers)
                        .containsExactlyInAnyOrder(new UploadSending.Sent(1, 1), new UploadSending.ErrorsFound(1));
            }
            assertThat(count("invitation")).isEqualTo(round + 1);
        }
    }

    private Callable<UploadSending> press(CyclicBarrier start, Upload upload) {
        return () -> {
            SignIn.as("manager@example.org");
            start.await();
            return uploads.sendInvitations(upload.id());
        };
    }

    @Test
    void an_expiry_that_has_passed_since_the_review_is_found_and_nothing_is_sent() {
        Upload upload = file(GOOD, "EU-2002,leo@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2029-06-30 23:59:00");
        clock.set(Instant.parse("2028-07-01T00:00:00Z"));

        assertThat(uploads.sendInvitations(upload.id())).isEqualTo(new UploadSending.ErrorsFound(1));
        assertThat(errors(uploads.find(upload.id()))).isEqualTo(new TreeMap<>(Map.of(2, List.of("expiry.past"))));
        assertThat(uploads.find(upload.id()).errorCount()).isEqualTo(1);
        nothingWasSent();
        assertThat(jdbc.queryForList("select external_learner_id from learner", String.class))
                .as("learners that nobody has invited")
                .doesNotContain("EU-2001", "EU-2002");
    }

    @Test
    void a_permission_withdrawn_since_the_review_is_found_and_nothing_is_sent() {
        SignIn.as("program-admin@example.org");
        Upload upload = file(GOOD);
        jdbc.update("delete from permission_grant where permission = 'PROGRAM_LEARNER_ADMIN'");

        assertThat(uploads.sendInvitations(upload.id())).isEqualTo(new UploadSending.ErrorsFound(1));
        nothingWasSent();
    }

    @Test
    void a_run_archived_since_the_review_is_found_and_told_and_nothing_is_sent() {
        Upload upload = file(GOOD);
        jdbc.update("update program_run set archived_at = current_timestamp where code = 'DATA-ANALYTICS-2'");

        assertThat(uploads.sendInvitations(upload.id())).isEqualTo(new UploadSending.ErrorsFound(1));
        assertThat(rows(upload, 0, 1).getFirst().problems())
                .extracting(RowProblem::refusal)
                .containsExactly(Refusal.of("run.archived", "DATA-ANALYTICS-2", "DATA-ANALYTICS"));
        nothingWasSent();
    }

    @Test
    void a_pending_invitation_made_since_the_review_is_found_and_nothing_is_sent() {
        Upload first = file(GOOD);
        Upload second = file(GOOD, "EU-2002,leo@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00");
        uploads.sendInvitations(first.id());

        assertThat(uploads.sendInvitations(second.id())).isEqualTo(new UploadSending.ErrorsFound(1));
        assertThat(errors(second)).isEqualTo(new TreeMap<>(Map.of(2, List.of("run.already-pending"))));
        assertThat(count("invitation")).isEqualTo(1);
    }

    @Test
    void an_expired_invitation_does_not_stand_in_the_way() {
        uploads.sendInvitations(file(GOOD.replace("2028-06-30", "2027-06-30")).id());
        clock.advance(Duration.ofDays(365));

        assertThat(uploads.sendInvitations(file(GOOD).id())).isEqualTo(new UploadSending.Sent(1, 1));
    }

    @Test
    void who_asked_for_a_new_link_and_is_invited_anew_by_a_file_waits_for_none() {
        uploads.sendInvitations(file(
                        GOOD.replace("2028-06-30", "2027-06-30"),
                        GOOD.replace("2028-06-30", "2027-06-30").replace("EU-2001", "EU-2002"))
                .id());
        clock.advance(Duration.ofDays(365));
        jdbc.update("update invitation set new_link_asked_at = sent_at");

        uploads.sendInvitations(file(GOOD).id());

        assertThat(jdbc.queryForList("""
                select l.external_learner_id from invitation i join learner l on l.id = i.learner_id
                where i.new_link_asked_at is not null""", String.class)).containsExactly("EU-2002");
    }

    @Test
    void a_draft_with_an_error_cannot_be_sent() {
        Upload upload = file(GOOD, GOOD);

        assertThat(uploads.sendInvitations(upload.id())).isEqualTo(new UploadSending.ErrorsFound(1));
        nothingWasSent();
    }

    private void nothingWasSent() {
        assertThat(count("invitation")).isZero();
        assertThat(count("mail_message")).isZero();
    }
}
