package learningmanager.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import learningmanager.base.InvitationId;
import learningmanager.base.Slice;
import learningmanager.invitation.InvitationOrder.By;
import learningmanager.learner.EnrolledLearner;
import learningmanager.learner.EnrolmentHow;
import learningmanager.learner.LearnerFilter;
import learningmanager.learner.LearnerOrder;
import learningmanager.mail.DeliveryStatus;
import learningmanager.program.Program;
import learningmanager.program.RunScope;
import learningmanager.testing.Invite;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;

/** SPEC 7: lists that are read on from the rows read before, sorted by any column, filtered, counted, exported. */
class BigGridsTest extends InvitationTest {
    private static final String TWO = "DATA-ANALYTICS-2";

    @Test
    void read_page_by_page_in_any_order_each_line_comes_once() {
        someInvitations();
        for (By by : By.values()) {
            for (boolean descending : new boolean[] {false, true}) {
                InvitationOrder order = new InvitationOrder(by, descending);
                List<SentInvitation> atOnce =
                        sentInvitations.sent(two(), InvitationFilter.ALL, order, Slice.at(0, 100));
                assertThat(atOnce).hasSize(9);

                List<SentInvitation> paged = new ArrayList<>();
                List<SentInvitation> page = sentInvitations.sent(two(), InvitationFilter.ALL, order, Slice.at(0, 2));
                while (!page.isEmpty()) {
                    paged.addAll(page);
                    page = sentInvitations.sent(
                            two(), InvitationFilter.ALL, order, new Slice<>(Optional.of(page.getLast()), 0, 2));
                }
                assertThat(paged).as("%s", order).isEqualTo(atOnce);
                assertThat(sentInvitations.sent(
                                two(), InvitationFilter.ALL, order, new Slice<>(Optional.of(atOnce.get(1)), 3, 2)))
                        .isEqualTo(atOnce.subList(5, 7));
                assertThat(sentInvitations.sent(two(), InvitationFilter.ALL, order, Slice.at(4, 3)))
                        .isEqualTo(atOnce.subList(4, 7));
            }
        }
    }

    @Test
    void each_column_sorts() {
        someInvitations();
        assertThat(sorted(By.LEARNER_ID))
                .isSortedAccordingTo(java.util.Comparator.comparing(SentInvitation::externalLearnerId));
        assertThat(sorted(By.EMAIL))
                .isSortedAccordingTo(java.util.Comparator.comparing(
                        row -> row.email().orElse("").toLowerCase(java.util.Locale.ROOT)));
        assertThat(sorted(By.SENT)).isSortedAccordingTo(java.util.Comparator.comparing(SentInvitation::sentAt));
        assertThat(sorted(By.EXPIRES)).isSortedAccordingTo(java.util.Comparator.comparing(SentInvitation::expiresAt));
        assertThat(sorted(By.STATUS)).isSortedAccordingTo(java.util.Comparator.comparing(SentInvitation::status));
        assertThat(sorted(By.DELIVERY).getFirst().delivery()).contains(DeliveryStatus.FAILED);
    }

    @Test
    void the_order_of_sending_is_that_of_the_times_shown_whatever_this_servers_own_clock_says() {
        for (int i = 1; i <= 5; i++) {
            invite("Data Analytics", "EU-200" + i, "learner" + i + "@example.com", TWO);
            clock.advance(Duration.ofMinutes(-10));
        }

        assertThat(sorted(By.SENT))
                .extracting(SentInvitation::externalLearnerId)
                .containsExactly("EU-2005", "EU-2004", "EU-2003", "EU-2002", "EU-2001");
    }

    @Test
    void learners_stand_in_the_order_of_the_times_shown_whatever_this_servers_own_clock_says() {
        for (String name : List.of("ann", "bob", "cid")) {
            account(name + "@example.com");
            String token = tokenOf(invite("Data Analytics", "EU-" + name, name + "@example.com", TWO));
            clock.advance(Duration.ofMinutes(-10));
            SignIn.as(name + "@example.com");
            acceptances.accept(token);
            SignIn.as(MANAGER);
        }

        assertThat(learners.enrolled(two(), LearnerFilter.ALL, LearnerOrder.NEWEST_FIRST, Slice.at(0, 10)))
                .extracting(EnrolledLearner::externalLearnerId)
                .containsExactly("EU-ann", "EU-bob", "EU-cid");
    }

    @Test
    void the_lines_of_all_runs_are_sorted_by_the_runs_names_page_by_page() {
        for (String learner : List.of("EU-1", "EU-2", "EU-3")) {
            for (String run : List.of("DATA-ANALYTICS-1", TWO)) {
                invite("Data Analytics", learner, learner + "@example.com", run);
            }
        }
        Program program = program("Data Analytics");
        RunScope all = RunScope.allRuns(program.id());
        for (boolean descending : new boolean[] {false, true}) {
            InvitationOrder order = new InvitationOrder(By.RUN, descending);
            List<SentInvitation> atOnce = sentInvitations.sent(all, InvitationFilter.ALL, order, Slice.at(0, 100));
            java.util.Comparator<SentInvitation> byName = java.util.Comparator.comparing(
                    row -> program.run(row.run().orElseThrow()).orElseThrow().name());
            assertThat(atOnce).hasSize(6).isSortedAccordingTo(descending ? byName.reversed() : byName);

            List<SentInvitation> paged = new ArrayList<>();
            Optional<SentInvitation> last = Optional.empty();
            while (paged.size() < 6) {
                paged.addAll(sentInvitations.sent(all, InvitationFilter.ALL, order, new Slice<>(last, 0, 2)));
                last = Optional.of(paged.getLast());
            }
            assertThat(paged).isEqualTo(atOnce);
        }
    }

    @Test
    void the_learners_of_all_runs_are_read_page_by_page_in_any_order_through_any_filter() {
        for (String name : List.of("ann", "bob", "cid", "dan")) {
            account(name + "@example.com");
            for (String run : List.of("DATA-ANALYTICS-1", TWO)) {
                String token = tokenOf(invite("Data Analytics", "EU-" + name, name + "@example.com", run));
                SignIn.as(name + "@example.com");
                acceptances.accept(token);
                SignIn.as(MANAGER);
            }
        }
        jdbc.sql("update enrolment set how = 'LINK' where learner_id in "
                        + "(select id from learner where external_learner_id in ('EU-bob', 'EU-cid'))")
                .update();
        Program program = program("Data Analytics");
        RunScope all = RunScope.allRuns(program.id());
        jdbc.sql("""
                        insert into enrolment (id, learner_id, program_id, enrolled_at, how, enrolled_by)
                        select uuidv7(), learner_id, program_id, enrolled_at, how, enrolled_by from enrolment
                        where run_id = :run and how = 'LINK'""").param("run", Invite.run(program, TWO).value()).update();
        LearnerFilter byLink = new LearnerFilter("", Optional.of(EnrolmentHow.LINK));
        LearnerFilter oneByLink = new LearnerFilter("eu-bob", Optional.of(EnrolmentHow.LINK));
        assertThat(learners.countsByHow(all, byLink))
                .isEqualTo(Map.of(EnrolmentHow.INVITATION, 4, EnrolmentHow.LINK, 6, EnrolmentHow.DIRECT, 1));
        assertThat(learners.countsByHow(all, oneByLink)).isEqualTo(Map.of(EnrolmentHow.LINK, 3));
        Map<LearnerFilter, Integer> found = Map.of(LearnerFilter.ALL, 11, byLink, 6, oneByLink, 3);
        found.forEach((filter, number) -> {
            assertThat(learners.countEnrolled(all, filter)).isEqualTo(number);
            for (LearnerOrder.By by : LearnerOrder.By.values()) {
                for (boolean descending : new boolean[] {false, true}) {
                    LearnerOrder order = new LearnerOrder(by, descending);
                    List<EnrolledLearner> atOnce = learners.enrolled(all, filter, order, Slice.at(0, 100));
                    assertThat(atOnce).as("%s %s", filter, order).hasSize(number);
                    List<EnrolledLearner> paged = new ArrayList<>();
                    List<EnrolledLearner> page = learners.enrolled(all, filter, order, Slice.at(0, 2));
                    while (!page.isEmpty()) {
                        paged.addAll(page);
                        page = learners.enrolled(all, filter, order, new Slice<>(Optional.of(page.getLast()), 0, 2));
                    }
                    assertThat(paged).as("%s %s", filter, order).isEqualTo(atOnce);
                    assertThat(learners.enrolled(all, filter, order, Slice.at(1, 100)))
                            .as("%s %s from the second", filter, order)
                            .isEqualTo(atOnce.subList(1, number));
                    if (by == LearnerOrder.By.RUN) {
                        Comparator<EnrolledLearner> byName = Comparator.comparing(row -> row.run()
                                .map(run -> program.run(run).orElseThrow().name())
                                .orElse("\uffff"));
                        assertThat(atOnce).isSortedAccordingTo(descending ? byName.reversed() : byName);
                    }
                }
            }
        });
    }

    @Test
    void learners_are_read_page_by_page_in_any_order() {
        for (String name : List.of("ann", "Bob", "cid", "dan", "eve", "fay")) {
            account(name + "@example.com");
            String token = tokenOf(invite("Data Analytics", "EU-" + name, name + "@example.com", TWO));
            SignIn.as(name + "@example.com");
            acceptances.accept(token);
            SignIn.as(MANAGER);
        }
        jdbc.sql("update learner set account_id = null where external_learner_id in ('EU-Bob', 'EU-dan')")
                .update();
        for (LearnerOrder.By by : LearnerOrder.By.values()) {
            for (boolean descending : new boolean[] {false, true}) {
                LearnerOrder order = new LearnerOrder(by, descending);
                List<EnrolledLearner> atOnce = learners.enrolled(two(), LearnerFilter.ALL, order, Slice.at(0, 10));
                assertThat(atOnce).hasSize(6);
                List<EnrolledLearner> paged = new ArrayList<>();
                Stream.iterate(
                                learners.enrolled(two(), LearnerFilter.ALL, order, Slice.at(0, 1)),
                                page -> !page.isEmpty(),
                                page -> learners.enrolled(
                                        two(),
                                        LearnerFilter.ALL,
                                        order,
                                        new Slice<>(Optional.of(page.getLast()), 0, 1)))
                        .forEach(paged::addAll);
                assertThat(paged).as("%s", order).isEqualTo(atOnce);
                for (int skip = 0; skip < 6; skip++) {
                    assertThat(learners.enrolled(two(), LearnerFilter.ALL, order, Slice.at(skip, 2)))
                            .as("%s from %d", order, skip)
                            .isEqualTo(atOnce.subList(skip, Math.min(6, skip + 2)));
                    assertThat(learners.enrolled(
                                    two(),
                                    LearnerFilter.ALL,
                                    order,
                                    new Slice<>(Optional.of(atOnce.getFirst()), skip, 2)))
                            .as("%s after the first from %d", order, skip)
                            .isEqualTo(atOnce.subList(Math.min(6, skip + 1), Math.min(6, skip + 3)));
                }
                if (by == LearnerOrder.By.NAME || by == LearnerOrder.By.EMAIL) {
                    assertThat(atOnce.subList(4, 6))
                            .extracting(EnrolledLearner::email)
                            .containsOnly("");
                }
            }
        }
        List<EnrolledLearner> read = new ArrayList<>();
        learners.readEach(two(), LearnerFilter.searching("ann"), read::add);
        assertThat(read).hasSize(1);
    }

    @Test
    void lines_are_filtered_and_counted_by_how_far_their_latest_mail_is() {
        someInvitations();
        assertThat(sentInvitations.counts(two(), InvitationFilter.ALL).deliveries())
                .containsEntry(DeliveryStatus.FAILED, 1)
                .containsEntry(DeliveryStatus.BOUNCED, 1)
                .containsEntry(DeliveryStatus.SENT, 1);
        InvitationFilter failed = new InvitationFilter("", Optional.empty(), Optional.of(DeliveryStatus.FAILED));
        assertThat(sentInvitations.sent(two(), failed, InvitationOrder.NEWEST_FIRST, Slice.at(0, 10)))
                .as("what bounced failed as well")
                .extracting(SentInvitation::externalLearnerId)
                .containsExactlyInAnyOrder("EU-2001", "EU-2002");
        assertThat(sentInvitations.countSent(two(), failed)).isEqualTo(2);
        assertThat(sentInvitations.countSent(two(), InvitationFilter.ALL, 4)).isEqualTo(4);

        sentInvitations
                .undelivered()
                .forEach((program, count) -> assertThat(count).isEqualTo(2));
        assertThat(sentInvitations.undelivered().keySet())
                .isEqualTo(Set.of(program("Data Analytics").id()));
        SignIn.as("institute@example.org");
        assertThat(sentInvitations.undelivered()).isEmpty();
    }

    @Test
    void a_mail_sent_again_is_the_one_that_counts() {
        InvitationId id = invite("Data Analytics", "EU-2001", "lea@example.com", TWO);
        mail(id, "FAILED");
        jdbc.sql("""
                        insert into mail_message (id, about, recipient, status, attempts, queued_at, due_at)
                        values (uuidv7(), :about, 'lea@example.com', 'SENT', 1, current_timestamp, current_timestamp)""").param("about", id.value()).update();
        assertThat(sentInvitations.counts(two(), InvitationFilter.ALL).of(DeliveryStatus.FAILED))
                .isZero();
        assertThat(sentInvitations.counts(two(), InvitationFilter.ALL).of(DeliveryStatus.SENT))
                .isEqualTo(1);
        assertThat(sentInvitations.undelivered()).isEmpty();
    }

    @Test
    void a_file_has_all_that_the_filter_finds_and_no_formula() {
        someInvitations();
        invite("Data Analytics", "=1+1", "sum@example.com", TWO);
        assertThat(file(InvitationFilter.ALL))
                .hasSize(11)
                .startsWith("\uFEFFlearner_id,email,run,sent,expires,status,delivery,delivered,answer");
        assertThat(file(InvitationFilter.ALL).getLast())
                .startsWith("'=1+1,sum@example.com,\"Data Analytics, spring 2027\",")
                .endsWith(",the word of PENDING,the word of QUEUED,,");
        assertThat(file(new InvitationFilter("eu-2", Optional.of(RunStatus.CANCELED), Optional.empty())))
                .hasSize(2)
                .last()
                .asString()
                .contains("EU-2005,", ",the word of CANCELED,the word of DROPPED,");
    }

    private List<String> file(InvitationFilter filter) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sentInvitations.writeFile(two(), filter, out, word -> "the word of " + word);
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Nine, in several statuses, with mails in several states, and two that expire at the same time. */
    private void someInvitations() {
        List<InvitationId> ids = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            ids.add(invite("Data Analytics", "EU-200" + i, (i % 2 == 0 ? "B" : "a") + i % 4 + "@example.com", TWO));
            if (i % 3 != 0) {
                clock.advance(Duration.ofMinutes(1));
            }
        }
        mail(ids.get(0), "FAILED");
        mail(ids.get(1), "BOUNCED");
        mail(ids.get(2), "SENT");
        invitations.cancel(ids.get(4), run(TWO).value());
        acceptances.decline(tokenOf(ids.get(5)));
    }

    private void mail(InvitationId id, String status) {
        jdbc.sql("update mail_message set status = :status where about = :id")
                .param("status", status)
                .param("id", id.value())
                .update();
    }

    private List<SentInvitation> sorted(By by) {
        return sentInvitations.sent(two(), InvitationFilter.ALL, new InvitationOrder(by, false), Slice.at(0, 100));
    }

    private RunScope two() {
        return RunScope.of(program("Data Analytics").id(), run(TWO));
    }
}
