package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import learningmanager.base.EmailAddress;
import learningmanager.base.LearnerId;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.Refusal;
import learningmanager.base.Slice;
import learningmanager.learner.ChargeService;
import learningmanager.learner.LearnerPlace;
import learningmanager.learner.LinkedLearner;
import learningmanager.learner.LinkedLearnersService;
import learningmanager.learner.OwnEnrolment;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A learner ID that is linked to the wrong account goes to the right person, who accepts. */
class MoveLinkTest extends InvitationTest {
    private static final String RIGHT = "right@example.com";

    @Autowired
    LinkMoveService moves;

    @Autowired
    LinkedLearnersService linkedLearners;

    @Autowired
    ChargeService charges;

    private LearnerId id;

    @BeforeEach
    void the_learner_id_is_linked_to_the_wrong_account() {
        OrganisationId university = program("Data Analytics").organisationId();
        id = linkedLearners
                .learners(university, "EU-1001", Slice.at(0, 1))
                .getFirst()
                .id();
        account(RIGHT);
    }

    @Test
    void the_wrong_account_loses_it_at_once_and_the_right_one_has_it_with_all_it_holds_by_accepting() {
        int enrolments = count("enrolment");
        int charged = count("charge");
        LinkMove.LinkReady ready = moved("");
        assertThat(ready.email()).isEmpty();
        assertThat(linkedLearners.learner(id).linked()).isFalse();
        SignIn.as(LEARNER);
        assertThat(learners.myLearning()).isEmpty();

        SignIn.as(RIGHT);
        assertThat(acceptances.accept(tokenIn(ready.link()))).isInstanceOf(Acceptance.Accepted.class);

        assertThat(learners.myLearning())
                .extracting(OwnEnrolment::externalLearnerId)
                .containsExactly("EU-1001");
        assertThat(count("enrolment")).isEqualTo(enrolments);
        assertThat(count("charge")).isEqualTo(charged);
        SignIn.as(MANAGER);
        assertThat(linkedLearners.learner(id)).satisfies((LinkedLearner learner) -> {
            assertThat(learner.email()).isEqualTo(RIGHT);
            assertThat(learner.pending()).isZero();
        });
    }

    @Test
    void a_run_that_somebody_is_invited_to_take_over_stands_once_among_the_learners_places() {
        assertThat(linkedLearners.places(id))
                .extracting(LearnerPlace::offeredAt)
                .containsExactly(Optional.empty());
        LinkMove.LinkReady ready = moved("");

        assertThat(linkedLearners.places(id)).singleElement().satisfies(place -> {
            assertThat(place.status()).isEqualTo("ENROLLED");
            assertThat(place.offeredAt()).isPresent();
        });
        SignIn.as(RIGHT);
        acceptances.accept(tokenIn(ready.link()));
        SignIn.as(MANAGER);
        assertThat(linkedLearners.places(id))
                .extracting(LearnerPlace::offeredAt)
                .containsExactly(Optional.empty());
    }

    @Test
    void the_link_is_mailed_where_the_manager_says_whoever_has_an_account_there() {
        LinkMove.LinkReady known = moved(RIGHT);
        assertThat(known.email()).contains(new EmailAddress(RIGHT));
        SignIn.as(RIGHT);
        acceptances.accept(tokenIn(known.link()));
        SignIn.as(MANAGER);
        LinkMove.LinkReady unknown = moved("nobody@example.com");

        assertThat(unknown.email()).contains(new EmailAddress("nobody@example.com"));
        assertThat(jdbc.sql("select recipient from mail_message order by id")
                        .query(String.class)
                        .list())
                .containsExactly(RIGHT, "nobody@example.com");
    }

    @Test
    void it_is_put_down_who_had_it_and_where_the_link_went() {
        moved(RIGHT);
        assertThat(jdbc.sql(
                                "select coalesce(was, '') as was, coalesce(became, '') as became from audit_event order by id")
                        .query((row, number) -> row.getString("was") + ">" + row.getString("became"))
                        .list())
                .endsWith("learner@example.org>", ">" + RIGHT);
    }

    @Test
    void a_link_of_an_earlier_move_is_worthless_after_the_next() {
        LinkMove.LinkReady first = moved("");
        jdbc.sql("update learner set account_id = (select id from account where email = :email)")
                .param("email", LEARNER)
                .update();

        LinkMove.LinkReady second = moved("");

        SignIn.as(RIGHT);
        assertThat(acceptances.look(tokenIn(first.link()))).isInstanceOf(Offer.Canceled.class);
        assertThat(acceptances.look(tokenIn(second.link()))).isInstanceOf(Offer.Open.class);
    }

    @Test
    void what_cannot_be_is_refused_and_changes_nothing() {
        assertThat(moves.move(id, "nobody")).isEqualTo(new LinkMove.Refused(Refusal.of("email.no-at", "nobody")));
        assertThat(moves.move(id, " LEARNER@example.org "))
                .isEqualTo(new LinkMove.Refused(Refusal.of("learner.same-account")));
        assertThat(linkedLearners.learner(id).email()).isEqualTo(LEARNER);
        assertThat(count("invitation")).isZero();

        linkedLearners.unlink(id);
        assertThat(moves.move(id, "")).isEqualTo(new LinkMove.Refused(Refusal.of("learner.not-linked")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"institute@example.org", "program-admin@example.org", "admin@example.org", LEARNER, ""})
    void who_does_not_manage_the_organisation_moves_nothing(String who) {
        SignIn.out();
        Optional.of(who).filter(email -> !email.isEmpty()).ifPresent(SignIn::as);
        assertThatThrownBy(() -> moves.move(id, RIGHT)).isInstanceOf(NotFoundException.class);
        SignIn.as(MANAGER);
        assertThat(linkedLearners.learner(id).linked()).isTrue();
    }

    private LinkMove.LinkReady moved(String email) {
        LinkMove move = moves.move(id, email);
        assertThat(move).isInstanceOf(LinkMove.LinkReady.class);
        return (LinkMove.LinkReady) move;
    }
}
