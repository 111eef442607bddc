package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import learningmanager.base.InvitationId;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Slice;
import learningmanager.learner.EnrolledLearner;
import learningmanager.learner.LearnerFilter;
import learningmanager.learner.LearnerOrder;
import learningmanager.program.RunScope;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;

/** SPEC 7: a run's learners and invitations, and SPEC 3's counts. */
class RunPagesTest extends InvitationTest {
    private static final String TWO = "DATA-ANALYTICS-2";

    @Test
    void invitations_are_shown_newest_first_a_page_at_a_time() {
        for (int i = 1; i <= 7; i++) {
            invite("Data Analytics", "EU-200" + i, "lea" + i + "@example.com", TWO);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(learnerIds(0, 3)).containsExactly("EU-2007", "EU-2006", "EU-2005");
        assertThat(learnerIds(3, 3)).containsExactly("EU-2004", "EU-2003", "EU-2002");
        assertThat(learnerIds(6, 3)).containsExactly("EU-2001");
        assertThat(sentInvitations.countSent(two(), InvitationFilter.ALL)).isEqualTo(7);
    }

    @Test
    void every_status_is_shown_filtered_and_counted_and_expired_is_derived() {
        inEveryStatus();

        assertThat(sentInvitations.counts(two(), InvitationFilter.ALL).statuses())
                .isEqualTo(Map.of(
                        RunStatus.PENDING, 1,
                        RunStatus.ACCEPTED, 1,
                        RunStatus.DECLINED, 1,
                        RunStatus.CANCELED, 1,
                        RunStatus.EXPIRED, 1));
        assertThat(withStatus(RunStatus.PENDING)).containsExactly("EU-2004");
        assertThat(withStatus(RunStatus.ACCEPTED)).containsExactly("EU-1001");
        assertThat(withStatus(RunStatus.DECLINED)).containsExactly("EU-2001");
        assertThat(withStatus(RunStatus.CANCELED)).containsExactly("EU-2002");
        assertThat(withStatus(RunStatus.EXPIRED)).containsExactly("EU-2003");
        assertThat(sentInvitations.sent(two(), InvitationFilter.ALL, InvitationOrder.NEWEST_FIRST, Slice.at(0, 10)))
                .extracting(SentInvitation::status)
                .containsExactly(
                        RunStatus.PENDING,
                        RunStatus.EXPIRED,
                        RunStatus.CANCELED,
                        RunStatus.DECLINED,
                        RunStatus.ACCEPTED);
    }

    @Test
    void an_expired_one_stays_expired_when_its_learner_is_invited_again() {
        invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        clock.advance(FOUR_WEEKS);
        invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        assertThat(sentInvitations.sent(two(), InvitationFilter.ALL, InvitationOrder.NEWEST_FIRST, Slice.at(0, 10)))
                .extracting(SentInvitation::status)
                .containsExactly(RunStatus.PENDING, RunStatus.EXPIRED);
    }

    @Test
    void invitations_are_found_by_part_of_learner_id_or_e_mail_in_any_case() {
        invite("Data Analytics", "EU-2001", "Lea.Mueller@example.com", TWO);
        invite("Data Analytics", "EU_2002", "leo@example.org", TWO);
        invite("Data Analytics", "100%", "lee@example.net", TWO);

        assertThat(found("eu-20")).containsExactly("EU-2001");
        assertThat(found("MUELLER")).containsExactly("EU-2001");
        assertThat(found("example.")).containsExactly("100%", "EU_2002", "EU-2001");
        assertThat(found("u_2")).containsExactly("EU_2002");
        assertThat(found("00%")).containsExactly("100%");
        assertThat(found("!!!")).isEmpty();
        assertThat(found("'; drop table invitation; --")).isEmpty();
        assertThat(sentInvitations.countSent(
                        two(), new InvitationFilter("leo", Optional.of(RunStatus.PENDING), Optional.empty())))
                .isEqualTo(1);
        assertThat(sentInvitations
                        .counts(two(), InvitationFilter.searching("leo"))
                        .statuses())
                .isEqualTo(Map.of(RunStatus.PENDING, 1));
        assertThat(sentInvitations
                        .counts(two(), InvitationFilter.searching("nobody"))
                        .statuses())
                .isEmpty();
    }

    @Test
    void all_runs_shows_a_line_for_each_run_and_those_without_one() {
        invite("BSc Computing", "EU-2001", "lea@example.com", "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B");
        invite("BSc Computing", "EU-2002", "leo@example.com");

        RunScope all = RunScope.allRuns(program("BSc Computing").id());
        List<SentInvitation> lines =
                sentInvitations.sent(all, InvitationFilter.ALL, InvitationOrder.NEWEST_FIRST, Slice.at(0, 10));
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst().run()).isEmpty();
        assertThat(lines.subList(1, 3))
                .extracting(line -> line.run().orElseThrow())
                .containsExactlyInAnyOrder(run("BSC-COMPUTING-2027A"), run("BSC-COMPUTING-2027B"));
        assertThat(lines).extracting(SentInvitation::key).doesNotHaveDuplicates();
        assertThat(sentInvitations.countSent(all, InvitationFilter.ALL)).isEqualTo(3);
        assertThat(sentInvitations.countSent(
                        RunScope.of(program("BSc Computing").id(), run("BSC-COMPUTING-2027A")), InvitationFilter.ALL))
                .isEqualTo(1);
    }

    @Test
    void a_link_that_was_handed_over_has_no_e_mail_and_no_delivery() {
        linkFor("EU-2001", "BSC-COMPUTING-2027A");
        assertThat(sentInvitations.sent(
                        RunScope.allRuns(program("BSc Computing").id()),
                        InvitationFilter.ALL,
                        InvitationOrder.NEWEST_FIRST,
                        Slice.at(0, 10)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.email()).isEmpty();
                    assertThat(line.delivery()).isEmpty();
                });
    }

    @Test
    void learners_are_those_enrolled_and_not_those_still_invited() {
        invite("Data Analytics", "EU-2001", "lea@example.com", "DATA-ANALYTICS-1");
        assertThat(learners.enrolled(one(), LearnerFilter.ALL, LearnerOrder.NEWEST_FIRST, Slice.at(0, 10)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.externalLearnerId()).isEqualTo("EU-1001");
                    assertThat(line.name()).isEqualTo("Sample Learner");
                    assertThat(line.email()).isEqualTo(LEARNER);
                });
        assertThat(learners.countEnrolled(one(), LearnerFilter.ALL)).isEqualTo(1);
        assertThat(learners.countEnrolled(two(), LearnerFilter.ALL)).isZero();
    }

    @Test
    void learners_are_found_by_part_of_learner_id_name_or_e_mail_newest_first() {
        for (String name : List.of("ann", "bob", "cid")) {
            account(name + "@example.com");
            InvitationId id = invite("Data Analytics", "EU-" + name, name + "@example.com", TWO);
            String token = tokenOf(id);
            SignIn.as(name + "@example.com");
            acceptances.accept(token);
            SignIn.as(MANAGER);
        }
        assertThat(enrolled("", 0, 2)).containsExactly("EU-cid", "EU-bob");
        assertThat(enrolled("", 2, 2)).containsExactly("EU-ann");
        assertThat(enrolled("BOB@", 0, 10)).containsExactly("EU-bob");
        assertThat(enrolled("eu-A", 0, 10)).containsExactly("EU-ann");
        assertThat(enrolled("%%%", 0, 10)).isEmpty();
        assertThat(enrolled("%", 0, 10)).isEmpty();
        assertThat(enrolled("bo", 0, 10)).containsExactly("EU-bob");
        assertThat(enrolled("ob", 0, 10)).isEmpty();
        assertThat(learners.countEnrolled(two(), LearnerFilter.searching("bob")))
                .isEqualTo(1);
        assertThat(learners.countEnrolled(
                        RunScope.allRuns(program("Data Analytics").id()), LearnerFilter.ALL))
                .isEqualTo(4);
    }

    @Test
    void the_home_page_counts_enrolled_and_pending_by_program_and_run() {
        inEveryStatus();
        invite("BSc Computing", "EU-2001", "lea@example.com");
        invite("BSc Computing", "EU-2002", "lea@example.com", "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B");

        assertThat(sentInvitations.pendingCounts())
                .isEqualTo(Map.of(
                        program("Data Analytics").id().value(), 1,
                        run(TWO).value(), 1,
                        program("BSc Computing").id().value(), 3,
                        run("BSC-COMPUTING-2027A").value(), 1,
                        run("BSC-COMPUTING-2027B").value(), 1));
        assertThat(sentInvitations.countSent(
                        RunScope.allRuns(program("BSc Computing").id()),
                        new InvitationFilter("", Optional.of(RunStatus.PENDING), Optional.empty())))
                .isEqualTo(3);
        assertThat(learners.enrolledCounts())
                .isEqualTo(Map.of(
                        program("Data Analytics").id().value(),
                        2,
                        run("DATA-ANALYTICS-1").value(),
                        1,
                        run(TWO).value(),
                        1));
    }

    @Test
    void a_learner_on_two_runs_of_a_degree_counts_for_each_as_under_all_runs() {
        for (String run : List.of("BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B")) {
            invitations.enrolOnDegree(program("BSc Computing").id(), Set.of(run(run)), "EU-1001");
        }

        assertThat(learners.enrolledCounts(program("BSc Computing").id()))
                .isEqualTo(Map.of(
                        program("BSc Computing").id().value(), 2,
                        run("BSC-COMPUTING-2027A").value(), 1,
                        run("BSC-COMPUTING-2027B").value(), 1));
        assertThat(learners.countEnrolled(
                        RunScope.allRuns(program("BSc Computing").id()), LearnerFilter.ALL))
                .isEqualTo(2);
    }

    @Test
    void a_programs_page_counts_its_own_alone() {
        inEveryStatus();
        invite("BSc Computing", "EU-2001", "lea@example.com", "BSC-COMPUTING-2027A");

        assertThat(sentInvitations.pendingCounts(program("BSc Computing").id()))
                .isEqualTo(Map.of(
                        program("BSc Computing").id().value(), 1,
                        run("BSC-COMPUTING-2027A").value(), 1));
        assertThat(learners.enrolledCounts(program("BSc Computing").id())).isEmpty();
        assertThat(learners.enrolledCounts(program("Data Analytics").id())).isEqualTo(learners.enrolledCounts());
    }

    @Test
    void a_run_of_another_program_is_not_found() {
        RunScope astray = RunScope.of(program("BSc Computing").id(), run(TWO));
        assertThatThrownBy(() -> sentInvitations.sent(
                        astray, InvitationFilter.ALL, InvitationOrder.NEWEST_FIRST, Slice.at(0, 10)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(
                        () -> learners.enrolled(astray, LearnerFilter.ALL, LearnerOrder.NEWEST_FIRST, Slice.at(0, 10)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() ->
                        programs.managed(RunScope.of(program("BSc Computing").id(), ProgramRunId.next())))
                .isInstanceOf(NotFoundException.class);
    }

    /** EU-1001 accepted, 2001 declined, 2002 canceled, 2003 expired, 2004 pending. */
    private void inEveryStatus() {
        InvitationId accepted = invite("Data Analytics", "EU-1001", LEARNER, TWO);
        InvitationId declined = invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        InvitationId canceled = invite("Data Analytics", "EU-2002", "leo@example.com", TWO);
        invite("Data Analytics", "EU-2003", "lee@example.com", TWO);
        String token = tokenOf(accepted);
        SignIn.as(LEARNER);
        acceptances.accept(token);
        SignIn.out();
        acceptances.decline(tokenOf(declined));
        SignIn.as(MANAGER);
        invitations.cancel(canceled, run(TWO).value());
        clock.advance(FOUR_WEEKS);
        invite("Data Analytics", "EU-2004", "lou@example.com", TWO);
    }

    private RunScope one() {
        return RunScope.of(program("Data Analytics").id(), run("DATA-ANALYTICS-1"));
    }

    private RunScope two() {
        return RunScope.of(program("Data Analytics").id(), run(TWO));
    }

    private List<String> learnerIds(int offset, int limit) {
        return ids(sentInvitations.sent(
                two(), InvitationFilter.ALL, InvitationOrder.NEWEST_FIRST, Slice.at(offset, limit)));
    }

    private List<String> withStatus(RunStatus status) {
        InvitationFilter filter = new InvitationFilter("", Optional.of(status), Optional.empty());
        List<String> ids = ids(sentInvitations.sent(two(), filter, InvitationOrder.NEWEST_FIRST, Slice.at(0, 10)));
        assertThat(sentInvitations.countSent(two(), filter)).isEqualTo(ids.size());
        return ids;
    }

    private List<String> found(String search) {
        InvitationFilter filter = new InvitationFilter(search, Optional.empty(), Optional.empty());
        List<String> ids = ids(sentInvitations.sent(two(), filter, InvitationOrder.NEWEST_FIRST, Slice.at(0, 10)));
        assertThat(sentInvitations.countSent(two(), filter)).isEqualTo(ids.size());
        return ids;
    }

    private static List<String> ids(List<SentInvitation> lines) {
        return lines.stream().map(SentInvitation::externalLearnerId).toList();
    }

    private List<String> enrolled(String search, int offset, int limit) {
        return learners
                .enrolled(two(), LearnerFilter.searching(search), LearnerOrder.NEWEST_FIRST, Slice.at(offset, limit))
                .stream()
                .map(EnrolledLearner::externalLearnerId)
                .toList();
    }
}
