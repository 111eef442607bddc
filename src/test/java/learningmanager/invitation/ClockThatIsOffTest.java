package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import learningmanager.base.InvitationId;
import learningmanager.base.Slice;
import learningmanager.invitation.Invitation.Cancellation;
import learningmanager.program.RunScope;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 6, "Clock and zones": a node whose clock is off by minutes goes by what the database says. */
class ClockThatIsOffTest extends InvitationTest {
    private static final String TWO = "DATA-ANALYTICS-2";
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @Autowired
    CorrectionService corrections;

    @Test
    void what_has_expired_cannot_be_accepted_declined_canceled_or_extended_on_a_node_that_is_late() {
        InvitationId id = invite("Data Analytics", "EU-1001", LEARNER, TWO);
        String token = tokenOf(id);
        clock.advance(FOUR_WEEKS);
        clock.runAhead(TEN_MINUTES.negated());

        SignIn.as(LEARNER);
        assertThat(acceptances.look(token)).isInstanceOf(Offer.Expired.class);
        assertThat(acceptances.accept(token)).isInstanceOf(Acceptance.NotOpen.class);
        assertThat(acceptances.decline(token)).isInstanceOf(Offer.Expired.class);
        SignIn.as(MANAGER);
        assertThat(invitations.cancel(id, run(TWO).value())).isEqualTo(new Cancellation.NotPending(RunStatus.EXPIRED));
        assertThat(corrections
                        .extend(
                                two(),
                                new Selection.AllMatching(InvitationFilter.ALL),
                                Optional.of(clock.instant().plus(FOUR_WEEKS)))
                        .orThrow()
                        .done())
                .isZero();
        assertThat(sentInvitations.sent(two(), InvitationFilter.ALL, InvitationOrder.NEWEST_FIRST, Slice.at(0, 1)))
                .extracting(SentInvitation::status)
                .containsExactly(RunStatus.EXPIRED);
        assertThat(isEnrolled("EU-1001", run(TWO).value())).isFalse();
    }

    @Test
    void what_holds_for_one_second_more_can_be_accepted_on_a_node_that_is_early() {
        InvitationId id = invite("Data Analytics", "EU-1001", LEARNER, TWO);
        String token = tokenOf(id);
        Instant expiry = clock.instant().plus(FOUR_WEEKS);
        clock.set(expiry.minusSeconds(2));
        clock.runAhead(TEN_MINUTES);

        SignIn.as(LEARNER);
        assertThat(acceptances.accept(token)).isInstanceOf(Acceptance.Accepted.class);
    }

    @Test
    void an_expiry_that_the_database_says_has_passed_is_refused_on_a_node_that_is_late() {
        clock.runAhead(TEN_MINUTES.negated());
        assertThat(invitations.send(new InvitationRequest(
                        program("Data Analytics").id(),
                        Set.of(run(TWO)),
                        "EU-2001",
                        "lea@example.com",
                        Optional.of(clock.databaseTime().minusSeconds(60)))))
                .isInstanceOf(Sending.Refused.class);
    }

    private RunScope two() {
        return RunScope.of(program("Data Analytics").id(), run(TWO));
    }
}
