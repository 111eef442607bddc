package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import learningmanager.base.InvitationId;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramRunId;
import learningmanager.invitation.Invitation.Cancellation;
import learningmanager.mail.DeliveryStatus;
import learningmanager.testing.AtOnce;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;

/** SPEC 7, "Cancel", and SPEC 10. */
class CancelInvitationTest extends InvitationTest {
    private static final int ROUNDS = 60;

    @Test
    void a_canceled_invitation_cannot_be_accepted() {
        ProgramRunId run = run("DATA-ANALYTICS-2");
        InvitationId id = invite("Data Analytics", "EU-1001", LEARNER, "DATA-ANALYTICS-2");
        String token = tokenOf(id);

        assertThat(invitations.cancel(id, run.value())).isInstanceOf(Cancellation.Canceled.class);

        assertThat(statusOf(id, run.value())).isEqualTo(RunStatus.CANCELED);
        SignIn.as(LEARNER);
        assertThat(acceptances.look(token)).isInstanceOf(Offer.Canceled.class);
        assertThat(acceptances.accept(token))
                .isInstanceOfSatisfying(
                        Acceptance.NotOpen.class,
                        closed -> assertThat(closed.offer()).isInstanceOf(Offer.Canceled.class));
        assertThat(acceptances.decline(token)).isInstanceOf(Offer.Canceled.class);
        assertThat(isEnrolled("EU-1001", run.value())).isFalse();
    }

    @Test
    void a_mail_still_queued_is_withdrawn() {
        InvitationId id = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
        invitations.cancel(id, run("DATA-ANALYTICS-2").value());
        assertThat(mailAbout(id)).contains(DeliveryStatus.DROPPED);
    }

    @Test
    void a_mail_is_still_sent_while_one_of_its_runs_is_pending() {
        InvitationId id =
                invite("BSc Computing", "EU-2001", "lea@example.com", "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B");

        invitations.cancel(id, run("BSC-COMPUTING-2027A").value());
        assertThat(mailAbout(id)).contains(DeliveryStatus.QUEUED);

        invitations.cancel(id, run("BSC-COMPUTING-2027B").value());
        assertThat(mailAbout(id)).contains(DeliveryStatus.DROPPED);
    }

    @Test
    void an_invitation_without_a_run_is_canceled_under_all_runs() {
        InvitationId id = invite("BSc Computing", "EU-2001", "lea@example.com");
        UUID place = program("BSc Computing").id().value();
        assertThat(invitations.cancel(id, place)).isInstanceOf(Cancellation.Canceled.class);
        assertThat(statusOf(id, place)).isEqualTo(RunStatus.CANCELED);
    }

    @Test
    void what_is_decided_already_is_told_and_stays() {
        UUID place = run("DATA-ANALYTICS-2").value();
        InvitationId accepted = invite("Data Analytics", "EU-1001", LEARNER, "DATA-ANALYTICS-2");
        InvitationId declined = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");
        InvitationId canceled = invite("Data Analytics", "EU-2002", "leo@example.com", "DATA-ANALYTICS-2");
        InvitationId expired = invite("Data Analytics", "EU-2003", "lee@example.com", "DATA-ANALYTICS-2");
        acceptances.decline(tokenOf(declined));
        invitations.cancel(canceled, place);
        String token = tokenOf(accepted);
        SignIn.as(LEARNER);
        acceptances.accept(token);
        clock.advance(FOUR_WEEKS);

        SignIn.as(MANAGER);
        assertThat(invitations.cancel(accepted, place)).isEqualTo(new Cancellation.NotPending(RunStatus.ACCEPTED));
        assertThat(invitations.cancel(declined, place)).isEqualTo(new Cancellation.NotPending(RunStatus.DECLINED));
        assertThat(invitations.cancel(canceled, place)).isEqualTo(new Cancellation.NotPending(RunStatus.CANCELED));
        assertThat(invitations.cancel(expired, place)).isEqualTo(new Cancellation.NotPending(RunStatus.EXPIRED));
        assertThat(statusOf(accepted, place)).isEqualTo(RunStatus.ACCEPTED);
        assertThat(isEnrolled("EU-1001", place)).isTrue();
    }

    @Test
    void what_is_not_mine_or_not_there_is_not_found() {
        UUID place = run("DATA-ANALYTICS-2").value();
        InvitationId id = invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-2");

        for (UUID elsewhere : new UUID[] {run("DATA-ANALYTICS-1").value(), UUID.randomUUID()}) {
            assertThatThrownBy(() -> invitations.cancel(id, elsewhere)).isInstanceOf(NotFoundException.class);
        }
        assertThatThrownBy(() -> invitations.cancel(InvitationId.at(clock.instant()), place))
                .isInstanceOf(NotFoundException.class);
        SignIn.as("institute@example.org");
        assertThatThrownBy(() -> invitations.cancel(id, place)).isInstanceOf(NotFoundException.class);
        assertThat(statusOf(id, place)).isEqualTo(RunStatus.PENDING);
        assertThat(mailAbout(id)).contains(DeliveryStatus.QUEUED);
    }

    @Test
    void cancelling_and_accepting_at_the_same_instant_one_wins_and_both_are_told_the_truth() throws Exception {
        UUID place = run("DATA-ANALYTICS-2").value();
        for (int round = 0; round < ROUNDS; round++) {
            SignIn.as(MANAGER);
            String learner = "EU-3" + round;
            String email = "lea-" + round + "@example.com";
            account(email);
            InvitationId id = invite("Data Analytics", learner, email, "DATA-ANALYTICS-2");
            String token = tokenOf(id);

            var both = AtOnce.run(
                    AtOnce.by(MANAGER, () -> invitations.cancel(id, place)),
                    AtOnce.by(email, () -> acceptances.accept(token)));

            switch (statusOf(id, place)) {
                case ACCEPTED -> {
                    assertThat(both.first()).isEqualTo(new Cancellation.NotPending(RunStatus.ACCEPTED));
                    assertThat(both.second()).isInstanceOf(Acceptance.Accepted.class);
                    assertThat(isEnrolled(learner, place)).isTrue();
                    assertThat(tiedTo(learner)).contains(email);
                }
                case CANCELED -> {
                    assertThat(both.first()).isInstanceOf(Cancellation.Canceled.class);
                    assertThat(both.second())
                            .isInstanceOfSatisfying(
                                    Acceptance.NotOpen.class,
                                    told -> assertThat(told.offer()).isInstanceOf(Offer.Canceled.class));
                    assertThat(isEnrolled(learner, place)).isFalse();
                    assertThat(tiedTo(learner)).isEmpty();
                }
                case PENDING, DECLINED, EXPIRED -> throw new AssertionError("neither of the two won");
            }
            assertThat(mailAbout(id)).contains(DeliveryStatus.DROPPED);
        }
    }

    @Test
    void cancelling_one_run_while_all_are_accepted_leaves_the_learner_on_just_what_was_told() throws Exception {
        UUID canceled = run("BSC-COMPUTING-2027A").value();
        UUID kept = run("BSC-COMPUTING-2027B").value();
        for (int round = 0; round < ROUNDS; round++) {
            SignIn.as(MANAGER);
            String learner = "EU-3" + round;
            String email = "lea-" + round + "@example.com";
            account(email);
            InvitationId id = invite("BSc Computing", learner, email, "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B");
            String token = tokenOf(id);

            var both = AtOnce.run(
                    AtOnce.by(MANAGER, () -> invitations.cancel(id, canceled)),
                    AtOnce.by(email, () -> acceptances.accept(token)));

            assertThat(both.second())
                    .isInstanceOfSatisfying(
                            Acceptance.Accepted.class,
                            accepted -> assertThat(accepted.details().runs())
                                    .hasSize(both.first() instanceof Cancellation.Canceled ? 1 : 2));
            assertThat(isEnrolled(learner, kept)).isTrue();
            assertThat(isEnrolled(learner, canceled)).isEqualTo(!(both.first() instanceof Cancellation.Canceled));
        }
    }

    @Test
    void two_managers_cancelling_at_the_same_instant_are_both_told_the_truth() throws Exception {
        UUID place = run("DATA-ANALYTICS-2").value();
        for (int round = 0; round < 20; round++) {
            SignIn.as(MANAGER);
            InvitationId id = invite("Data Analytics", "EU-3" + round, "lea@example.com", "DATA-ANALYTICS-2");

            var both = AtOnce.run(
                    AtOnce.by(MANAGER, () -> invitations.cancel(id, place)),
                    AtOnce.by("program-admin@example.org", () -> invitations.cancel(id, place)));

            assertThat(both.first() instanceof Cancellation.Canceled)
                    .isNotEqualTo(both.second() instanceof Cancellation.Canceled);
            assertThat(both.first() instanceof Cancellation.Canceled ? both.second() : both.first())
                    .isEqualTo(new Cancellation.NotPending(RunStatus.CANCELED));
        }
    }

    @Test
    void cancelling_one_run_of_a_link_while_another_is_added_loses_neither() throws Exception {
        for (int round = 0; round < 20; round++) {
            SignIn.as(MANAGER);
            String learner = "EU-3" + round;
            linkFor(learner, "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B");
            InvitationId id = new InvitationId(jdbc.sql("select i.id from invitation i order by i.id desc limit 1")
                    .query(UUID.class)
                    .single());
            UUID canceled = run("BSC-COMPUTING-2027A").value();

            AtOnce.run(
                    AtOnce.by(MANAGER, () -> invitations.cancel(id, canceled)),
                    AtOnce.by(MANAGER, () -> linkFor(learner, "BSC-COMPUTING-2027C")));

            assertThat(statusOf(id, canceled)).isEqualTo(RunStatus.CANCELED);
            assertThat(statusOf(id, run("BSC-COMPUTING-2027B").value())).isEqualTo(RunStatus.PENDING);
            assertThat(statusOf(id, run("BSC-COMPUTING-2027C").value())).isEqualTo(RunStatus.PENDING);
        }
    }
}
