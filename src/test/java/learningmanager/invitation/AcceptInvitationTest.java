package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.InvitationId;
import learningmanager.base.LearnerId;
import learningmanager.base.NotFoundException;
import learningmanager.base.Refusal;
import learningmanager.base.Slice;
import learningmanager.invitation.Offer.NewLink;
import learningmanager.learner.EnrolmentHow;
import learningmanager.learner.LearnerFilter;
import learningmanager.learner.LearnerOrder;
import learningmanager.learner.Linking;
import learningmanager.learner.OwnEnrolment;
import learningmanager.mail.DeliveryStatus;
import learningmanager.program.RunScope;
import learningmanager.security.Permissions;
import learningmanager.testing.AtOnce;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** SPEC 10. */
class AcceptInvitationTest extends InvitationTest {
    private static final String LEA = "lea@example.com";
    private static final String LEO = "leo@example.com";

    private static final String A = "BSC-COMPUTING-2027A";
    private static final String B = "BSC-COMPUTING-2027B";

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Permissions permissions;

    @BeforeEach
    void lea_and_leo_have_accounts() {
        account(LEA);
        account(LEO);
    }

    @Test
    void looking_shows_who_invites_to_what_and_until_when_and_changes_nothing() {
        InvitationId id = invite("BSc Computing", "EU-2001", LEA, A, B);
        List<Object> before = all(id);
        SignIn.out();

        Offer offer = acceptances.look(tokenOf(id));

        assertThat(offer).isInstanceOfSatisfying(Offer.Open.class, open -> {
            assertThat(open.details().organisation()).isEqualTo("Example University");
            assertThat(open.details().program()).isEqualTo("BSc Computing");
            assertThat(open.details().externalLearnerId()).isEqualTo("EU-2001");
            assertThat(open.details().invitedAs()).contains("l•••@example.com");
            assertThat(open.details().contact()).isEqualTo(MANAGER);
            assertThat(open.details().runs())
                    .extracting(Offer.Run::name)
                    .containsExactly("BSc Computing, first term 2027", "BSc Computing, second term 2027");
            assertThat(open.canceledRuns()).isEmpty();
            assertThat(open.sentToAnother()).isFalse();
        });
        assertThat(all(id)).isEqualTo(before);
        assertThat(count("enrolment")).isEqualTo(1);
    }

    @Test
    void accepting_enrols_on_all_runs_and_ties_the_learner_id_to_the_account() {
        InvitationId id = invite("BSc Computing", "EU-2001", LEA, A, B);
        String token = tokenOf(id);

        SignIn.as(LEA);
        assertThat(acceptances.accept(token)).isInstanceOf(Acceptance.Accepted.class);

        assertThat(learners.myLearning())
                .extracting(OwnEnrolment::run)
                .extracting(run -> run.orElseThrow().name())
                .containsExactlyInAnyOrder("BSc Computing, first term 2027", "BSc Computing, second term 2027");
        SignIn.as(MANAGER);
        assertThat(tiedTo("EU-2001")).contains(LEA);
        assertThat(statusOf(id, run(A).value())).isEqualTo(RunStatus.ACCEPTED);
        assertThat(learners.enrolled(
                        RunScope.of(program("BSc Computing").id(), run(A)),
                        LearnerFilter.ALL,
                        LearnerOrder.NEWEST_FIRST,
                        Slice.at(0, 10)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.externalLearnerId()).isEqualTo("EU-2001");
                    assertThat(line.email()).isEqualTo(LEA);
                    assertThat(line.how()).isEqualTo(EnrolmentHow.INVITATION);
                    assertThat(line.enrolledAt()).isEqualTo(clock.instant());
                });
    }

    @Test
    void accepting_an_invitation_without_a_run_enrols_on_the_degree_as_such() {
        InvitationId id = invite("BSc Computing", "EU-2001", LEA);
        String token = tokenOf(id);

        SignIn.as(LEA);
        acceptances.accept(token);

        assertThat(learners.myLearning())
                .singleElement()
                .satisfies(own -> assertThat(own.run()).isEmpty());
        SignIn.as(MANAGER);
        assertThat(isEnrolled("EU-2001", program("BSc Computing").id().value())).isTrue();
    }

    @Test
    void accepting_before_the_mail_is_out_withdraws_it() {
        InvitationId id = invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2");
        String token = tokenOf(id);
        SignIn.as(LEA);
        acceptances.accept(token);
        assertThat(mailAbout(id)).contains(DeliveryStatus.DROPPED);
    }

    @Test
    void accepting_twice_enrols_once_and_says_that_it_was_accepted_by_me() {
        InvitationId id = invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2");
        String token = tokenOf(id);
        SignIn.as(LEA);
        acceptances.accept(token);

        assertThat(acceptances.accept(token))
                .isInstanceOfSatisfying(
                        Acceptance.NotOpen.class,
                        closed -> assertThat(closed.offer()).isInstanceOf(Offer.AcceptedByMe.class));
        assertThat(acceptances.look(token)).isInstanceOf(Offer.AcceptedByMe.class);
        assertThat(learners.myLearning()).hasSize(1);
    }

    @Test
    void who_accepted_and_was_unlinked_since_is_told_so() {
        String token = tokenOf(invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2"));
        SignIn.as(LEA);
        acceptances.accept(token);
        jdbc.sql("update learner set account_id = null where external_learner_id = 'EU-2001'")
                .update();

        assertThat(acceptances.look(token)).isInstanceOf(Offer.Unlinked.class);
        assertThat(acceptances.accept(token)).isInstanceOf(Acceptance.NotOpen.class);
    }

    @Test
    void accepted_by_another_account_is_told_to_everybody_else() {
        InvitationId id = invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2");
        String token = tokenOf(id);
        SignIn.as(LEA);
        acceptances.accept(token);

        SignIn.as(LEO);
        assertThat(acceptances.look(token)).isInstanceOf(Offer.AcceptedByAnother.class);
        assertThat(acceptances.accept(token))
                .isInstanceOfSatisfying(
                        Acceptance.NotOpen.class,
                        closed -> assertThat(closed.offer()).isInstanceOf(Offer.AcceptedByAnother.class));
        assertThat(learners.myLearning()).isEmpty();
        SignIn.out();
        assertThat(acceptances.look(token)).isInstanceOf(Offer.AcceptedByAnother.class);
    }

    @Test
    void another_account_than_the_one_invited_may_accept_after_being_told() {
        InvitationId id = invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2");
        String token = tokenOf(id);

        SignIn.as(LEA);
        assertThat(open(token).sentToAnother()).isFalse();
        SignIn.as(LEO);
        assertThat(open(token).sentToAnother()).isTrue();
        assertThat(acceptances.accept(token)).isInstanceOf(Acceptance.Accepted.class);

        SignIn.as(MANAGER);
        assertThat(tiedTo("EU-2001")).contains(LEO);
    }

    @Test
    void a_learner_id_tied_to_another_account_can_be_accepted_by_that_account_alone() {
        InvitationId id = invite("Data Analytics", "EU-1001", LEA, "DATA-ANALYTICS-2");
        String token = tokenOf(id);

        SignIn.as(LEA);
        assertThat(acceptances.look(token)).isInstanceOf(Offer.TiedToAnotherAccount.class);
        assertThat(acceptances.accept(token))
                .isInstanceOfSatisfying(
                        Acceptance.NotOpen.class,
                        closed -> assertThat(closed.offer()).isInstanceOf(Offer.TiedToAnotherAccount.class));
        assertThat(acceptances.decline(token)).isInstanceOf(Offer.TiedToAnotherAccount.class);

        SignIn.as(LEARNER);
        assertThat(acceptances.accept(token)).isInstanceOf(Acceptance.Accepted.class);
    }

    @Test
    void an_account_tied_to_another_learner_id_of_the_organisation_is_told_which() {
        InvitationId id = invite("Data Analytics", "EU-2001", LEARNER, "DATA-ANALYTICS-2");
        String token = tokenOf(id);

        SignIn.as(LEARNER);
        assertThat(acceptances.look(token))
                .isInstanceOfSatisfying(
                        Offer.AccountHasAnotherId.class,
                        other -> assertThat(other.mine()).isEqualTo(new ExternalLearnerId("EU-1001")));
        assertThat(acceptances.accept(token))
                .isInstanceOfSatisfying(
                        Acceptance.NotOpen.class,
                        closed -> assertThat(closed.offer()).isInstanceOf(Offer.AccountHasAnotherId.class));
        SignIn.as(MANAGER);
        assertThat(tiedTo("EU-2001")).isEmpty();
        assertThat(statusOf(id, run("DATA-ANALYTICS-2").value())).isEqualTo(RunStatus.PENDING);
    }

    @Test
    void an_account_may_have_a_learner_id_at_each_organisation() {
        SignIn.as("institute@example.org");
        InvitationId id = invite("Project Management", "SI-1", LEARNER, "PROJECT-MANAGEMENT-1");
        String token = tokenOf(id);
        SignIn.as(LEARNER);
        assertThat(acceptances.accept(token)).isInstanceOf(Acceptance.Accepted.class);
        assertThat(learners.myLearning())
                .extracting(OwnEnrolment::organisation)
                .containsExactlyInAnyOrder("Sample Institute", "Example University");
    }

    @Test
    void one_account_accepting_two_learner_ids_at_the_same_instant_is_tied_to_one_and_told_so() throws Exception {
        for (int round = 0; round < 20; round++) {
            SignIn.as(MANAGER);
            String email = "both-" + round + "@example.com";
            account(email);
            String one = tokenOf(invite("Data Analytics", "EU-4" + round, email, "DATA-ANALYTICS-2"));
            String other = tokenOf(invite("Data Analytics", "EU-5" + round, email, "DATA-ANALYTICS-2"));

            var both = AtOnce.run(
                    AtOnce.by(email, () -> acceptances.accept(one)), AtOnce.by(email, () -> acceptances.accept(other)));

            assertThat(List.of(both.first(), both.second()))
                    .filteredOn(Acceptance.Accepted.class::isInstance)
                    .hasSize(1);
            assertThat(List.of(both.first(), both.second()))
                    .filteredOn(Acceptance.NotOpen.class::isInstance)
                    .singleElement()
                    .satisfies(told -> assertThat(((Acceptance.NotOpen) told).offer())
                            .isInstanceOf(Offer.AccountHasAnotherId.class));
        }
    }

    @Test
    void two_people_accepting_one_link_at_the_same_instant_are_told_the_truth() throws Exception {
        for (int round = 0; round < 20; round++) {
            SignIn.as(MANAGER);
            account("one-" + round + "@example.com");
            account("two-" + round + "@example.com");
            String token = tokenOf(invite("Data Analytics", "EU-4" + round, LEA, "DATA-ANALYTICS-2"));

            var both = AtOnce.run(
                    AtOnce.by("one-" + round + "@example.com", () -> acceptances.accept(token)),
                    AtOnce.by("two-" + round + "@example.com", () -> acceptances.accept(token)));

            boolean firstWon = both.first() instanceof Acceptance.Accepted;
            Acceptance loser = firstWon ? both.second() : both.first();
            assertThat(loser)
                    .isInstanceOfSatisfying(
                            Acceptance.NotOpen.class,
                            told -> assertThat(told.offer()).isInstanceOf(Offer.AcceptedByAnother.class));
            SignIn.as(MANAGER);
            assertThat(tiedTo("EU-4" + round)).contains((firstWon ? "one-" : "two-") + round + "@example.com");
        }
    }

    @Test
    void canceled_for_some_runs_only_the_rest_can_be_accepted() {
        InvitationId id = invite("BSc Computing", "EU-2001", LEA, A, B);
        String token = tokenOf(id);
        invitations.cancel(id, run(A).value());

        SignIn.as(LEA);
        Offer.Open open = open(token);
        assertThat(open.canceledRuns()).extracting(Offer.Run::name).containsExactly("BSc Computing, first term 2027");
        assertThat(open.details().runs())
                .extracting(Offer.Run::name)
                .containsExactly("BSc Computing, second term 2027");
        assertThat(acceptances.accept(token)).isInstanceOf(Acceptance.Accepted.class);

        SignIn.as(MANAGER);
        assertThat(isEnrolled("EU-2001", run(A).value())).isFalse();
        assertThat(isEnrolled("EU-2001", run(B).value())).isTrue();
        assertThat(statusOf(id, run(A).value())).isEqualTo(RunStatus.CANCELED);
    }

    @Test
    void declined_is_told_and_frees_the_manager_to_invite_again() {
        InvitationId id = invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2");
        String token = tokenOf(id);
        SignIn.out();

        assertThat(acceptances.decline(token)).isInstanceOf(Offer.Declined.class);

        assertThat(acceptances.look(token)).isInstanceOf(Offer.Declined.class);
        assertThat(mailAbout(id)).contains(DeliveryStatus.DROPPED);
        SignIn.as(LEA);
        assertThat(acceptances.accept(token))
                .isInstanceOfSatisfying(
                        Acceptance.NotOpen.class,
                        closed -> assertThat(closed.offer()).isInstanceOf(Offer.Declined.class));
        assertThat(learners.myLearning()).isEmpty();
    }

    @Test
    void expired_can_be_neither_accepted_nor_declined() {
        InvitationId id = invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2");
        String token = tokenOf(id);
        clock.advance(FOUR_WEEKS);

        SignIn.as(LEA);
        assertThat(acceptances.look(token))
                .isInstanceOfSatisfying(
                        Offer.Expired.class,
                        expired -> assertThat(expired.newLink()).isEqualTo(NewLink.CAN_BE_ASKED_FOR));
        assertThat(acceptances.accept(token))
                .isInstanceOfSatisfying(
                        Acceptance.NotOpen.class,
                        closed -> assertThat(closed.offer()).isInstanceOf(Offer.Expired.class));
        assertThat(acceptances.decline(token)).isInstanceOf(Offer.Expired.class);
        assertThat(learners.myLearning()).isEmpty();
    }

    @Test
    void from_an_expired_invitation_a_learner_asks_for_a_new_link_and_the_managers_learn_of_it() {
        InvitationId id = invite("BSc Computing", "EU-2001", LEA, A, B);
        String token = tokenOf(id);
        clock.advance(FOUR_WEEKS);
        SignIn.out();

        assertThat(acceptances.askForNewLink(token))
                .isInstanceOfSatisfying(
                        Offer.Expired.class,
                        expired -> assertThat(expired.newLink()).isEqualTo(NewLink.ASKED_FOR));

        assertThat(acceptances.look(token))
                .isInstanceOfSatisfying(
                        Offer.Expired.class,
                        expired -> assertThat(expired.newLink()).isEqualTo(NewLink.ASKED_FOR));
        SignIn.as(MANAGER);
        assertThat(sentInvitations.newLinkRequests()).singleElement().satisfies(request -> {
            assertThat(request.invitation()).isEqualTo(id);
            assertThat(request.externalLearnerId()).isEqualTo("EU-2001");
            assertThat(request.email()).isEqualTo(Optional.of(LEA));
            assertThat(request.runs()).containsExactlyInAnyOrder(run(A), run(B));
            assertThat(request.askedAt()).isEqualTo(clock.instant());
        });
        invitations.dismissNewLinkRequest(id);
        assertThat(sentInvitations.newLinkRequests()).isEmpty();
        assertThat(acceptances.look(token))
                .isInstanceOfSatisfying(
                        Offer.Expired.class,
                        expired -> assertThat(expired.newLink()).isEqualTo(NewLink.CAN_BE_ASKED_FOR));
    }

    @Test
    void once_invited_again_to_all_its_runs_a_learner_needs_no_new_link() {
        InvitationId id = invite("BSc Computing", "EU-2001", LEA, A, B);
        String token = tokenOf(id);
        clock.advance(FOUR_WEEKS);
        acceptances.askForNewLink(token);

        InvitationId again = invite("BSc Computing", "EU-2001", LEA, A);
        assertThat(newLinkOf(token)).isEqualTo(NewLink.CAN_BE_ASKED_FOR);
        acceptances.askForNewLink(token);
        assertThat(sentInvitations.newLinkRequests())
                .singleElement()
                .satisfies(request -> assertThat(request.runs()).containsExactly(run(B)));

        String newToken = tokenOf(invite("BSc Computing", "EU-2001", LEA, B));
        assertThat(newLinkOf(token)).isEqualTo(NewLink.SENT);
        SignIn.as(LEA);
        acceptances.accept(newToken);
        assertThat(acceptances.askForNewLink(token))
                .isInstanceOfSatisfying(
                        Offer.Expired.class,
                        expired -> assertThat(expired.newLink()).isEqualTo(NewLink.SENT));
        SignIn.as(MANAGER);
        assertThat(sentInvitations.newLinkRequests()).isEmpty();

        invitations.cancel(again, run(A).value());
        assertThat(newLinkOf(token)).isEqualTo(NewLink.CAN_BE_ASKED_FOR);
    }

    @Test
    void an_account_is_made_for_the_address_that_a_link_went_to_as_long_as_it_can_be_accepted() {
        String token = tokenOf(invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2"));
        SignIn.out();
        Refusal notInvited = Refusal.of("account.not-invited");
        assertThat(makeAccount(token, "Lea@example.com", "short"))
                .as("the address is right")
                .contains(Refusal.of("account.password-short", "8"));
        assertThat(makeAccount(token, LEO, "three small words")).contains(notInvited);
        assertThat(makeAccount("nonsense", LEA, "three small words")).contains(notInvited);

        acceptances.decline(token);

        assertThat(makeAccount(token, LEA, "three small words")).contains(notInvited);
    }

    @Test
    void the_address_that_a_link_went_to_is_not_guessed_without_end_whichever_page_asks() {
        String token = tokenOf(invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2"));
        SignIn.out();
        for (int guess = 0; guess < 20; guess++) {
            assertThat(makeAccount(token, "guess" + guess + "@example.com", "three small words"))
                    .contains(Refusal.of("account.not-invited"));
        }

        assertThat(makeAccount(token, LEA, "three small words")).contains(Refusal.of("account.throttled"));
    }

    private Optional<Refusal> makeAccount(String token, String address, String password) {
        return acceptances
                .makeAccount(token, new EmailAddress(address), "Lea Lane", password)
                .whyNot();
    }

    @Test
    void asked_for_once_more_a_new_link_is_no_news() {
        InvitationId id = invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2");
        String token = tokenOf(id);
        clock.advance(FOUR_WEEKS);
        acceptances.askForNewLink(token);
        clock.advance(Duration.ofMinutes(1));
        acceptances.askForNewLink(token);

        assertThat(newLinkOf(token)).isEqualTo(NewLink.ASKED_FOR);
        assertThat(sentInvitations.history(id).events()).hasSize(1);
        assertThat(sentInvitations.newLinkRequests().getFirst().askedAt())
                .isEqualTo(clock.instant().minus(Duration.ofMinutes(1)));
    }

    @Test
    void a_new_link_is_asked_for_to_the_runs_that_were_still_on_offer() {
        InvitationId id = invite("BSc Computing", "EU-2001", LEA, A, B);
        invitations.cancel(id, run(B).value());
        clock.advance(FOUR_WEEKS);
        acceptances.askForNewLink(tokenOf(id));

        assertThat(sentInvitations.newLinkRequests())
                .singleElement()
                .satisfies(request -> assertThat(request.runs()).containsExactly(run(A)));
    }

    @Test
    void who_asked_for_a_new_link_and_is_given_one_waits_for_none() {
        InvitationId id = invite("BSc Computing", "EU-2001", LEA, A);
        clock.advance(FOUR_WEEKS);
        acceptances.askForNewLink(tokenOf(id));
        linkFor("EU-2001", A);
        jdbc.sql("update invited_run set status = 'CANCELED' where status = 'PENDING'")
                .update();

        assertThat(sentInvitations.newLinkRequests()).isEmpty();
    }

    @Test
    void questions_go_to_where_the_organisation_wants_its_answers_as_its_mails_say() {
        jdbc.sql("update organisation set reply_to = 'study@example.org'").update();
        InvitationId id = invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2");
        assertThat(open(tokenOf(id)).details().contact()).isEqualTo("study@example.org");
    }

    @Test
    void who_waited_for_another_learner_id_to_be_tied_to_the_account_learns_of_it() throws Exception {
        AccountId me = permissions.me().id();
        LearnerId one = learnerOf(invite("BSc Computing", "EU-2001", LEA, A));
        LearnerId other = learnerOf(invite("BSc Computing", "EU-2002", LEA, A));
        CountDownLatch tied = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);

        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<?> first = threads.submit(() -> transaction.executeWithoutResult(status -> {
                assertThat(learners.link(other, me)).isInstanceOf(Linking.Linked.class);
                tied.countDown();
                await(looked);
            }));
            await(tied);
            Linking second = transaction.execute(status -> {
                assertThat(learners.wouldLink(one, me)).isInstanceOf(Linking.Linked.class);
                looked.countDown();
                return learners.link(one, me);
            });
            first.get();
            assertThat(second).isEqualTo(new Linking.AccountHasAnotherId(new ExternalLearnerId("EU-2002")));
        }
    }

    @Test
    void who_has_another_learner_id_can_decline() {
        InvitationId id = invite("BSc Computing", "EU-2002", LEARNER, A);
        String token = tokenOf(id);
        SignIn.as(LEARNER);
        assertThat(acceptances.look(token)).isInstanceOf(Offer.AccountHasAnotherId.class);
        assertThat(acceptances.decline(token)).isInstanceOf(Offer.Declined.class);
        SignIn.as(MANAGER);
        assertThat(statusOf(id, run(A).value())).isEqualTo(RunStatus.DECLINED);
    }

    @Test
    void a_new_link_is_asked_for_by_nobody_who_has_an_open_one() {
        InvitationId id = invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2");
        assertThat(acceptances.askForNewLink(tokenOf(id))).isInstanceOf(Offer.Open.class);
        assertThat(sentInvitations.newLinkRequests()).isEmpty();
    }

    @Test
    void a_link_that_is_not_ours_is_not_valid_whatever_is_wrong_with_it() {
        String token = tokenOf(invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2"));
        String other = tokenOf(invite("Data Analytics", "EU-2002", LEO, "DATA-ANALYTICS-2"));
        int dot = token.indexOf('.');
        char last = token.charAt(token.length() - 1);
        SignIn.as(LEA);

        for (String wrong : List.of(
                "",
                ".",
                "..",
                "garbage",
                "ä€😀.😀",
                "a/b?c=d",
                "A".repeat(10_000) + "." + "A".repeat(10_000),
                token.substring(0, dot),
                token.substring(0, dot + 1),
                token.substring(dot),
                token.substring(0, token.length() - 1),
                token.substring(0, token.length() - 1) + (last == 'A' ? 'Q' : 'A'),
                token + "A",
                token + "=",
                " " + token,
                token.toUpperCase(java.util.Locale.ROOT),
                token.substring(0, dot) + other.substring(other.indexOf('.')))) {
            assertThat(acceptances.look(wrong)).as(wrong).isInstanceOf(Offer.NotValid.class);
            assertThat(acceptances.accept(wrong)).as(wrong).isEqualTo(new Acceptance.NotOpen(new Offer.NotValid()));
            assertThat(acceptances.decline(wrong)).as(wrong).isInstanceOf(Offer.NotValid.class);
            assertThat(acceptances.askForNewLink(wrong)).as(wrong).isInstanceOf(Offer.NotValid.class);
        }
        assertThat(open(token)).isNotNull();
    }

    @Test
    void raising_the_version_makes_the_old_link_worthless() {
        InvitationId id = invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2");
        String old = tokenOf(id);
        jdbc.sql("update invitation set link_version = link_version + 1").update();

        assertThat(acceptances.look(old)).isInstanceOf(Offer.NotValid.class);
        assertThat(acceptances.look(tokenOf(id))).isInstanceOf(Offer.Open.class);
    }

    @Test
    void nobody_accepts_without_being_signed_in() {
        String token = tokenOf(invite("Data Analytics", "EU-2001", LEA, "DATA-ANALYTICS-2"));
        SignIn.out();
        assertThatThrownBy(() -> acceptances.accept(token)).isInstanceOf(NotFoundException.class);
    }

    private Offer.Open open(String token) {
        Offer offer = acceptances.look(token);
        assertThat(offer).isInstanceOf(Offer.Open.class);
        return (Offer.Open) offer;
    }

    private List<Object> all(InvitationId id) {
        return List.of(
                jdbc.sql("select * from invitation where id = :id")
                        .param("id", id.value())
                        .query()
                        .listOfRows(),
                jdbc.sql("select * from invited_run where invitation_id = :id order by place")
                        .param("id", id.value())
                        .query()
                        .listOfRows());
    }

    private NewLink newLinkOf(String token) {
        return ((Offer.Expired) acceptances.look(token)).newLink();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private LearnerId learnerOf(InvitationId id) {
        return new LearnerId(jdbc.sql("select learner_id from invitation where id = :id")
                .param("id", id.value())
                .query(UUID.class)
                .single());
    }
}
