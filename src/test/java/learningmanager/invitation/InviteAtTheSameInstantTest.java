package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import learningmanager.base.Refusal;
import learningmanager.testing.AtOnce;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;

/** SPEC 5, "All or nothing", as it goes for the form: two managers never make two pending invitations to one run. */
class InviteAtTheSameInstantTest extends InvitationTest {
    private static final int ROUNDS = 30;

    @Test
    void two_managers_inviting_a_new_learner_to_one_run_send_one_invitation() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            oneIsSentAndTheOtherRefused("EU-3" + round, round + 1);
        }
    }

    @Test
    void two_managers_inviting_a_known_learner_to_one_run_send_one_invitation() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            oneIsSentAndTheOtherRefused("EU-1001", round + 1);
            jdbc.sql("update invited_run set status = 'CANCELED'").update();
        }
    }

    @Test
    void two_managers_inviting_again_after_the_expiry_time_send_one_invitation() throws Exception {
        invite("Data Analytics", "EU-1001", LEARNER, "DATA-ANALYTICS-2");
        for (int round = 0; round < 10; round++) {
            clock.advance(FOUR_WEEKS);
            oneIsSentAndTheOtherRefused("EU-1001", round + 2);
        }
    }

    @Test
    void one_is_told_of_the_run_that_the_other_has_just_invited_to() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            SignIn.as(MANAGER);
            InvitationRequest one = request(
                    "BSc Computing", "EU-3" + round, "lea@example.com", "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B");
            InvitationRequest other = request(
                    "BSc Computing", "EU-3" + round, "lea@example.com", "BSC-COMPUTING-2027B", "BSC-COMPUTING-2027C");
            var both = AtOnce.run(
                    AtOnce.by(MANAGER, () -> invitations.send(one)), AtOnce.by(MANAGER, () -> invitations.send(other)));
            assertOneSentAndOneRefused(both.first(), both.second(), "BSc Computing, second term 2027");
        }
        assertThat(count("invitation")).isEqualTo(ROUNDS);
        assertThat(count("mail_message")).isEqualTo(ROUNDS);
    }

    private void oneIsSentAndTheOtherRefused(String learner, int invitationsThen) throws Exception {
        SignIn.as(MANAGER);
        InvitationRequest request = request("Data Analytics", learner, "lea@example.com", "DATA-ANALYTICS-2");
        var both = AtOnce.run(
                AtOnce.by(MANAGER, () -> invitations.send(request)),
                AtOnce.by("program-admin@example.org", () -> invitations.send(request)));
        assertOneSentAndOneRefused(both.first(), both.second(), "Data Analytics, spring 2027");
        assertThat(count("invitation")).isEqualTo(invitationsThen);
        assertThat(count("mail_message")).isEqualTo(invitationsThen);
    }

    private static void assertOneSentAndOneRefused(Sending first, Sending second, String pendingRun) {
        assertThat(List.of(first, second))
                .filteredOn(Sending.Sent.class::isInstance)
                .hasSize(1);
        assertThat(List.of(first, second))
                .contains(new Sending.Refused(Map.of(InviteField.RUNS, Refusal.of("runs.pending", pendingRun))));
    }
}
