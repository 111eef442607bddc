package learningmanager.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import learningmanager.base.LearnerId;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.Slice;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An organisation's learner IDs, and whose they are. */
@ServiceTest
class LinkedLearnersTest {
    @Autowired
    LinkedLearnersService learners;

    @Autowired
    LearnerService own;

    @Autowired
    Invite invite;

    @Autowired
    JdbcClient jdbc;

    private OrganisationId university;

    @BeforeEach
    void a_learner_is_invited_and_another_enrolled() {
        SignIn.as("manager@example.org");
        university = invite.program("BSc Computing").organisationId();
        invite.learner("EU-7001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
    }

    @Test
    void all_learner_ids_of_the_organisation_are_there_with_account_enrolments_and_invitations() {
        assertThat(learners.learners(university, "", Slice.at(0, 10)))
                .extracting(
                        LinkedLearner::externalLearnerId,
                        LinkedLearner::linked,
                        LinkedLearner::enrolments,
                        LinkedLearner::pending)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("EU-1001", true, 1, 0),
                        org.assertj.core.groups.Tuple.tuple("EU-7001", false, 0, 1));
        assertThat(learners.learners(university, "LEARNER@", Slice.at(0, 10))).hasSize(1);
        assertThat(learners.countLearners(university, "%", 10)).isZero();
        assertThat(learners.places(only("EU-7001").id()))
                .extracting(LearnerPlace::status, LearnerPlace::email)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("PENDING", Optional.of("lea@example.com")));
        assertThat(learners.places(only("EU-7001").id()))
                .allSatisfy(place -> assertThat(place.expiresAt()).isPresent());
    }

    @Test
    void they_are_read_on_from_the_one_read_before_and_counted_no_further_than_asked() {
        for (String more : List.of("eu-2", "EU-3", "7")) {
            invite.learner(more, "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        }
        List<LinkedLearner> atOnce = learners.learners(university, "", Slice.at(0, 10));
        assertThat(atOnce).hasSize(5);

        List<LinkedLearner> paged = new ArrayList<>();
        List<LinkedLearner> page = learners.learners(university, "", Slice.at(0, 1));
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = learners.learners(university, "", new Slice<>(Optional.of(page.getLast()), 0, 1));
        }
        assertThat(paged).isEqualTo(atOnce);
        assertThat(learners.learners(university, "", new Slice<>(Optional.of(atOnce.getFirst()), 2, 10)))
                .isEqualTo(atOnce.subList(3, 5));
        assertThat(learners.countLearners(university, "", 3)).isEqualTo(3);
        assertThat(learners.learners(university, "eu", Slice.at(0, 10))).hasSize(4);
        assertThat(learners.learners(university, "u-7", Slice.at(0, 10)))
                .as("found anywhere from three characters on")
                .hasSize(1);
        assertThat(learners.learners(university, "u-", Slice.at(0, 10))).isEmpty();
    }

    @Test
    void an_unlinked_learner_id_keeps_its_enrolments_and_the_account_no_longer_has_them() {
        LearnerId linked = only("EU-1001").id();

        assertThat(learners.unlink(linked)).isTrue();
        assertThat(learners.unlink(linked)).isFalse();

        assertThat(learners.learner(linked)).satisfies(learner -> {
            assertThat(learner.linked()).isFalse();
            assertThat(learner.enrolments()).isEqualTo(1);
        });
        assertThat(jdbc.sql("select was from audit_event where action = 'LEARNER_UNLINKED'")
                        .query(String.class)
                        .list())
                .containsExactly("learner@example.org");
        SignIn.as("learner@example.org");
        assertThat(own.myLearning()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "institute@example.org",
                "program-admin@example.org",
                "admin@example.org",
                "learner@example.org",
                ""
            })
    void who_does_not_manage_the_organisation_finds_none_of_them(String who) {
        LearnerId linked = only("EU-1001").id();
        SignIn.out();
        if (!who.isEmpty()) {
            SignIn.as(who);
        }
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> learners.learners(university, "", Slice.at(0, 10)),
                () -> learners.countLearners(university, "", 10),
                () -> learners.learner(linked),
                () -> learners.places(linked),
                () -> learners.unlink(linked))) {
            assertThatThrownBy(call).isInstanceOf(NotFoundException.class);
        }
    }

    private LinkedLearner only(String search) {
        return learners.learners(university, search, Slice.at(0, 10)).getFirst();
    }
}
