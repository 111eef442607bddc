package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import learningmanager.base.InvitationId;
import learningmanager.base.NotFoundException;
import learningmanager.base.Refusal;
import learningmanager.base.Slice;
import learningmanager.learner.EnrolledLearner;
import learningmanager.learner.EnrolmentHow;
import learningmanager.learner.LearnerFilter;
import learningmanager.learner.LearnerOrder;
import learningmanager.program.RunScope;
import learningmanager.testing.AtOnce;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;

/** SPEC 4, "Enrol a single learner on a degree". */
class EnrolOnDegreeTest extends InvitationTest {
    private static final String A = "BSC-COMPUTING-2027A";
    private static final String B = "BSC-COMPUTING-2027B";
    private static final String C = "BSC-COMPUTING-2027C";

    @Test
    void a_linked_learner_is_enrolled_at_once() {
        DegreeEnrolment outcome = enrol("EU-1001", A, C);

        assertThat(outcome).isInstanceOfSatisfying(DegreeEnrolment.Enrolled.class, enrolled -> {
            assertThat(enrolled.learner().text()).isEqualTo("EU-1001");
            assertThat(enrolled.runs())
                    .containsExactly("BSc Computing, first term 2027", "BSc Computing, third term 2027");
        });
        assertThat(learners.enrolled(
                        RunScope.of(program("BSc Computing").id(), run(A)),
                        LearnerFilter.ALL,
                        LearnerOrder.NEWEST_FIRST,
                        Slice.at(0, 10)))
                .singleElement()
                .extracting(EnrolledLearner::how)
                .isEqualTo(EnrolmentHow.DIRECT);
        assertThat(isEnrolled("EU-1001", run(B).value())).isFalse();
        assertThat(isEnrolled("EU-1001", run(C).value())).isTrue();
        assertThat(count("invitation")).isZero();
        assertThat(count("mail_message")).isZero();
    }

    @Test
    void a_linked_learner_who_is_on_the_run_is_refused_and_put_on_none() {
        enrol("EU-1001", A);
        assertThat(enrol("EU-1001", A, B))
                .isEqualTo(refused(InviteField.RUNS, Refusal.of("runs.enrolled", "BSc Computing, first term 2027")));
        assertThat(isEnrolled("EU-1001", run(B).value())).isFalse();
    }

    @Test
    void a_learner_not_linked_yet_gets_a_link_to_accept_by_and_no_mail() {
        DegreeEnrolment.LinkReady ready = linkFor("EU-2001", A, B);

        assertThat(ready.learner().text()).isEqualTo("EU-2001");
        assertThat(ready.runs()).containsExactly("BSc Computing, first term 2027", "BSc Computing, second term 2027");
        assertThat(isEnrolled("EU-2001", run(A).value())).isFalse();
        assertThat(count("mail_message")).isZero();

        SignIn.as(LEARNER);
        account("lea@example.com");
        SignIn.as("lea@example.com");
        assertThat(acceptances.accept(tokenIn(ready.link()))).isInstanceOf(Acceptance.Accepted.class);

        SignIn.as(MANAGER);
        assertThat(learners.enrolled(
                        RunScope.of(program("BSc Computing").id(), run(A)),
                        LearnerFilter.ALL,
                        LearnerOrder.NEWEST_FIRST,
                        Slice.at(0, 10)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.email()).isEqualTo("lea@example.com");
                    assertThat(line.how()).isEqualTo(EnrolmentHow.LINK);
                });
        assertThat(isEnrolled("EU-2001", run(B).value())).isTrue();
        assertThat(tiedTo("EU-2001")).contains("lea@example.com");
    }

    @Test
    void the_link_expires_after_four_weeks() {
        DegreeEnrolment.LinkReady ready = linkFor("EU-2001", A);
        assertThat(ready.expiresAt()).isEqualTo(clock.instant().plus(FOUR_WEEKS).truncatedTo(ChronoUnit.SECONDS));

        clock.advance(FOUR_WEEKS);
        assertThat(acceptances.look(tokenIn(ready.link()))).isInstanceOf(Offer.Expired.class);
        assertThat(linkFor("EU-2001", A).link()).isNotEqualTo(ready.link());
    }

    @Test
    void asking_again_gives_the_very_same_link_and_never_a_second_invitation() {
        DegreeEnrolment.LinkReady first = linkFor("EU-2001", A);
        clock.advance(FOUR_WEEKS.dividedBy(2));
        DegreeEnrolment.LinkReady again = linkFor("EU-2001", A);

        assertThat(again).isEqualTo(first);
        assertThat(count("invitation")).isEqualTo(1);
        assertThat(count("invited_run")).isEqualTo(1);
    }

    @Test
    void more_runs_are_added_to_the_same_link() {
        DegreeEnrolment.LinkReady first = linkFor("EU-2001", A);
        DegreeEnrolment.LinkReady more = linkFor("EU-2001", B);

        assertThat(more.link()).isEqualTo(first.link());
        assertThat(more.expiresAt()).isEqualTo(first.expiresAt());
        assertThat(more.runs()).containsExactly("BSc Computing, first term 2027", "BSc Computing, second term 2027");
        assertThat(count("invitation")).isEqualTo(1);
        assertThat(acceptances.look(tokenIn(first.link())))
                .isInstanceOfSatisfying(
                        Offer.Open.class,
                        open -> assertThat(open.details().runs())
                                .extracting(Offer.Run::name)
                                .containsExactly("BSc Computing, first term 2027", "BSc Computing, second term 2027"));
    }

    @Test
    void a_run_canceled_in_the_pending_link_can_be_put_into_it_again() {
        DegreeEnrolment.LinkReady first = linkFor("EU-2001", A, B);
        invitations.cancel(theInvitation(), run(B).value());

        DegreeEnrolment.LinkReady again = linkFor("EU-2001", B);

        assertThat(again.link()).isEqualTo(first.link());
        assertThat(statusOf(theInvitation(), run(B).value())).isEqualTo(RunStatus.PENDING);
        assertThat(count("invited_run")).isEqualTo(2);
    }

    @Test
    void after_the_link_was_canceled_asking_again_gives_another() {
        DegreeEnrolment.LinkReady first = linkFor("EU-2001", A);
        invitations.cancel(theInvitation(), run(A).value());

        DegreeEnrolment.LinkReady second = linkFor("EU-2001", A);

        assertThat(second.link()).isNotEqualTo(first.link());
        assertThat(acceptances.look(tokenIn(first.link()))).isInstanceOf(Offer.Canceled.class);
        assertThat(acceptances.look(tokenIn(second.link()))).isInstanceOf(Offer.Open.class);
    }

    @Test
    void a_pending_invitation_by_e_mail_is_the_one_that_gets_the_missing_runs_and_whose_link_is_shown() {
        InvitationId mailed = invite("BSc Computing", "EU-2001", "lea@example.com", A);

        DegreeEnrolment.LinkReady ready = linkFor("EU-2001", A, B);

        assertThat(tokenIn(ready.link())).isEqualTo(tokenOf(mailed));
        assertThat(ready.runs()).containsExactly("BSc Computing, first term 2027", "BSc Computing, second term 2027");
        assertThat(statusOf(mailed, run(B).value())).isEqualTo(RunStatus.PENDING);
        assertThat(linkFor("EU-2001", C).link()).isEqualTo(ready.link());
        assertThat(count("invitation")).isEqualTo(1);
    }

    @Test
    void of_several_pending_invitations_the_one_to_the_run_is_shown() {
        invite("BSc Computing", "EU-2001", "lea@example.com", A);
        InvitationId second = invite("BSc Computing", "EU-2001", "lea@example.com", B);

        assertThat(tokenIn(linkFor("EU-2001", B).link())).isEqualTo(tokenOf(second));
        assertThat(tokenIn(linkFor("EU-2001", B, C).link())).isEqualTo(tokenOf(second));
        assertThat(enrol("EU-2001", A, B, C))
                .isEqualTo(refused(InviteField.RUNS, Refusal.of("runs.pending", "BSc Computing, first term 2027")));
        assertThat(count("invitation")).isEqualTo(2);
    }

    @Test
    void at_least_one_run_and_a_learner_id_are_asked_for() {
        assertThat(invitations.enrolOnDegree(program("BSc Computing").id(), Set.of(), " "))
                .isEqualTo(new DegreeEnrolment.Refused(Map.of(
                        InviteField.RUNS, Refusal.of("runs.at-least-one"),
                        InviteField.LEARNER_ID, Refusal.of("learner-id.missing"))));
        assertThat(count("invitation")).isZero();
    }

    @Test
    void a_microcredential_is_no_degree_to_enrol_on() {
        assertThatThrownBy(() -> invitations.enrolOnDegree(
                        program("Data Analytics").id(), runs("DATA-ANALYTICS-1", "DATA-ANALYTICS-2"), "EU-2001"))
                .isInstanceOf(NotFoundException.class);
        assertThat(count("invitation")).isZero();
    }

    @Test
    void two_managers_asking_at_the_same_instant_get_the_same_link() throws Exception {
        for (int round = 0; round < 20; round++) {
            String learner = "EU-3" + round;
            var both = AtOnce.run(
                    AtOnce.by(MANAGER, () -> linkFor(learner, A)), AtOnce.by(MANAGER, () -> linkFor(learner, A, B)));
            assertThat(both.first().link()).isEqualTo(both.second().link());
            assertThat(count("invitation")).isEqualTo(round + 1);
            assertThat(count("invited_run")).isEqualTo(2 * (round + 1));
        }
    }

    @Test
    void adding_a_run_while_the_learner_accepts_loses_neither() throws Exception {
        for (int round = 0; round < 20; round++) {
            String learner = "EU-3" + round;
            String email = "lea-" + round + "@example.com";
            account(email);
            SignIn.as(MANAGER);
            String token = tokenIn(linkFor(learner, A).link());
            var degree = program("BSc Computing").id();
            var more = runs(B);

            var both = AtOnce.run(
                    AtOnce.by(MANAGER, () -> invitations.enrolOnDegree(degree, more, learner)),
                    AtOnce.by(email, () -> acceptances.accept(token)));

            assertThat(both.second()).isInstanceOf(Acceptance.Accepted.class);
            assertThat(isEnrolled(learner, run(A).value())).isTrue();
            assertThat(isEnrolled(learner, run(B).value())).isTrue();
        }
    }

    private DegreeEnrolment enrol(String learnerId, String... runCodes) {
        return invitations.enrolOnDegree(program("BSc Computing").id(), runs(runCodes), learnerId);
    }

    private static DegreeEnrolment refused(InviteField field, Refusal why) {
        return new DegreeEnrolment.Refused(Map.of(field, why));
    }

    private InvitationId theInvitation() {
        return new InvitationId(jdbc.sql("select id from invitation")
                .query(java.util.UUID.class)
                .single());
    }
}
