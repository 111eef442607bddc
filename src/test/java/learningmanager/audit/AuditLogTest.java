package learningmanager.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.DatabaseClock;
import learningmanager.base.UploadId;
import learningmanager.invitation.AcceptanceService;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.Sending;
import learningmanager.program.Program;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import learningmanager.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** SPEC 9, "the audit log", and ADR 9. */
@ServiceTest
class AuditLogTest {
    private static final String MANAGER = "manager@example.org";

    @Autowired
    AuditLog audit;

    @Autowired
    InvitationService invitations;

    @Autowired
    AcceptanceService acceptances;

    @Autowired
    Invite invite;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    @BeforeEach
    void the_manager_is_signed_in() {
        SignIn.as(MANAGER);
    }

    @Test
    void what_is_done_to_an_invitation_is_put_down_with_who_and_when() {
        Program program = invite.program("Data Analytics");
        Sending.Sent sent = invite.learner("EU-2001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        Instant invited = clock.instant();
        clock.advance(Duration.ofMinutes(5));
        UUID run = Invite.run(program, "DATA-ANALYTICS-2").value();
        invitations.cancel(sent.invitation(), run);

        List<RecordedEvent> events = about(sent);
        assertThat(events).extracting(RecordedEvent::action).containsExactly(AuditAction.INVITED, AuditAction.CANCELED);
        assertThat(events).extracting(event -> event.by().orElse("")).containsExactly(MANAGER, MANAGER);
        assertThat(events).extracting(RecordedEvent::at).containsExactly(invited, clock.instant());
        assertThat(events.getFirst().became()).contains("lea@example.com");
        assertThat(events.getLast().run()).contains(Invite.run(program, "DATA-ANALYTICS-2"));
    }

    @Test
    void what_a_learner_answers_is_put_down_and_the_enrolment_with_it() {
        Sending.Sent declined = invite.learner("EU-2001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        Sending.Sent accepted = invite.learner("EU-2002", "leo@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        SignIn.out();
        acceptances.decline(tokenOf(declined));
        SignIn.as("institute@example.org");
        acceptances.accept(tokenOf(accepted));

        assertThat(about(declined).getLast().action()).isEqualTo(AuditAction.DECLINED);
        assertThat(about(declined).getLast().by()).isEmpty();
        assertThat(about(accepted).getLast().action()).isEqualTo(AuditAction.ACCEPTED);
        assertThat(about(accepted).getLast().by()).contains("institute@example.org");
        assertThat(jdbc.queryForList(
                        "select subject_name from audit_event where action = 'ENROLLED' and became = 'INVITATION'",
                        String.class))
                .containsExactly("EU-2002");
    }

    @Test
    void a_request_for_a_new_link_and_its_dismissal_are_put_down() {
        Sending.Sent sent = invite.learner("EU-2001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        clock.advance(Duration.ofDays(8));
        acceptances.askForNewLink(tokenOf(sent));
        invitations.dismissNewLinkRequest(sent.invitation());
        assertThat(about(sent))
                .extracting(RecordedEvent::action)
                .containsExactly(AuditAction.INVITED, AuditAction.NEW_LINK_ASKED, AuditAction.NEW_LINK_DISMISSED);
    }

    @Test
    void what_was_not_done_after_all_is_not_put_down() {
        UploadId upload = UploadId.next();
        transaction.executeWithoutResult(status -> {
            audit.record(AuditEvent.of(AuditAction.UPLOAD_SENT, upload, "cohort.csv"));
            status.setRollbackOnly();
        });
        assertThat(eventsAbout(upload)).isEmpty();
        assertThatThrownBy(() -> audit.record(AuditEvent.of(AuditAction.UPLOAD_SENT, upload, "cohort.csv")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void the_address_that_somebody_asked_from_is_put_down() {
        var nobody = new AnonymousAuthenticationToken("key", "nobody", AuthorityUtils.createAuthorityList("ANONYMOUS"));
        nobody.setDetails(new WebAuthenticationDetails("192.0.2.7", null));
        SecurityContextHolder.getContext().setAuthentication(nobody);
        UploadId upload = UploadId.next();
        transaction.executeWithoutResult(
                status -> audit.record(AuditEvent.of(AuditAction.UPLOAD_SENT, upload, "x".repeat(300))));
        assertThat(jdbc.queryForObject(
                        "select remote_address from audit_event where subject_id = ?", String.class, upload.value()))
                .isEqualTo("192.0.2.7");
    }

    @Test
    void nothing_that_was_put_down_can_be_changed_or_deleted() {
        invite.learner("EU-2001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        for (String change : List.of("update audit_event set action = 'CANCELED'", "delete from audit_event")) {
            assertThatThrownBy(() -> jdbc.update(change))
                    .as(change)
                    .rootCause()
                    .hasMessageContaining("only ever added to");
        }
        assertThat(jdbc.queryForList("select action from audit_event where action = 'INVITED'"))
                .hasSize(1);
    }

    @Test
    void old_events_are_deleted_on_purpose_alone_and_even_then_not_changed() {
        invite.learner("EU-2001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        boolean h2 = jdbc.execute((java.sql.Connection connection) ->
                connection.getMetaData().getURL().startsWith("jdbc:h2:"));
        transaction.executeWithoutResult(status -> {
            jdbc.execute(h2 ? "set @audit_retention = 'on'" : "set local learning_manager.audit_retention = 'on'");
            assertThat(jdbc.update("delete from audit_event where at < current_timestamp + interval '1' day"))
                    .isPositive();
            if (h2) {
                jdbc.execute("set @audit_retention = null");
            }
        });
        nothing_that_was_put_down_can_be_changed_or_deleted_by("EU-2002", h2);
    }

    private void nothing_that_was_put_down_can_be_changed_or_deleted_by(String learner, boolean h2) {
        invite.learner(learner, "leo@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.execute(
                            h2 ? "set @audit_retention = 'on'" : "set local learning_manager.audit_retention = 'on'");
                    try {
                        jdbc.update("update audit_event set was = 'x'");
                    } finally {
                        if (h2) {
                            jdbc.execute("set @audit_retention = null");
                        }
                    }
                }))
                .rootCause()
                .hasMessageContaining("only ever added to");
        assertThatThrownBy(() -> jdbc.update("delete from audit_event")).isNotNull();
    }

    @Test
    void the_databases_clock_goes_on_within_a_transaction() {
        DatabaseClock real = new RealClock(org.springframework.jdbc.core.simple.JdbcClient.create(jdbc));
        transaction.executeWithoutResult(status -> {
            Instant begin = real.now();
            assertThat(begin)
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
            assertThat(java.util.stream.Stream.generate(real::now).limit(10_000).anyMatch(begin::isBefore))
                    .isTrue();
        });
    }

    private static final class RealClock extends DatabaseClock {
        RealClock(org.springframework.jdbc.core.simple.JdbcClient jdbc) {
            super(jdbc);
        }
    }

    private List<RecordedEvent> about(Sending.Sent sent) {
        return eventsAbout(sent.invitation());
    }

    private List<RecordedEvent> eventsAbout(learningmanager.base.Id subject) {
        return Optional.ofNullable(transaction.execute(status -> audit.about(subject)))
                .orElseThrow();
    }

    private static String tokenOf(Sending.Sent sent) {
        return Invite.address(sent).substring("accept/".length());
    }
}
