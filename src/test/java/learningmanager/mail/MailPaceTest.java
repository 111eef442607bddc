package learningmanager.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import learningmanager.base.Columns;
import learningmanager.base.EmailAddress;
import learningmanager.base.Id;
import learningmanager.mail.Outbox.Claim;
import learningmanager.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Rates hold for all nodes together. */
@ServiceTest
class MailPaceTest {
    private static final int ONE_A_SECOND = 60;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    NamedParameterJdbcOperations batches;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Outbox unlimited;

    @Test
    void without_a_rate_as_many_go_as_there_are() {
        queue("many.example", 50);

        assertThat(claim(unlimited, 100).messages()).hasSize(50);
    }

    @Test
    void no_more_go_out_than_the_rate_lets_whichever_node_sends_them() {
        queue("many.example", 50);
        Outbox one = node(ONE_A_SECOND * 10, 0);
        Outbox other = node(ONE_A_SECOND * 10, 0);
        Instant begin = Instant.now();
        int taken = claim(one, 100).messages().size();
        assertThat(taken).isBetween(10, 11);
        for (int i = 0; i < 5; i++) {
            taken += claim(other, 100).messages().size();
            taken += claim(one, 100).messages().size();
        }

        Duration passed = Duration.between(begin, Instant.now());
        assertThat(taken).isLessThanOrEqualTo((int) (passed.toMillis() / 100) + 12);
        assertThat(claim(unlimited, 100).messages()).hasSize(50 - taken);
    }

    @Test
    void a_domain_that_has_had_its_turns_does_not_keep_the_others() {
        queue("many.example", 50);
        queue("few.example", 2);
        Outbox node = node(0, ONE_A_SECOND);

        assertThat(claim(node, 100).messages())
                .extracting(message -> message.recipient().domain())
                .containsExactlyInAnyOrder("many.example", "many.example", "few.example", "few.example");
        List<Instant> due = due("many.example");
        assertThat(due).hasSize(48).doesNotHaveDuplicates();
        assertThat(Duration.between(due.getFirst(), due.getLast())).isEqualTo(Duration.ofSeconds(47));
        assertThat(claim(node, 100).messages()).isEmpty();
        assertThat(claim(node, 100).more()).isFalse();
    }

    @Test
    void a_mail_whose_turn_has_come_goes_out_whatever_came_after_it() {
        queue("many.example", 5);
        Outbox node = node(0, ONE_A_SECOND);
        claim(node, 100);
        jdbc.sql("update mail_message set due_at = current_timestamp where has_turn")
                .update();
        queue("many.example", 5);

        assertThat(claim(node, 100).messages()).hasSize(3).allMatch(Outbox.Queued::hasTurn);
    }

    @Test
    void a_mail_whose_turn_has_come_does_not_wait_behind_a_long_queue() {
        queue("many.example", 5);
        Outbox node = node(ONE_A_SECOND * 10, ONE_A_SECOND);
        claim(node, 100);
        queueOfAnHourAgo(50);
        jdbc.sql("update mail_message set due_at = current_timestamp where has_turn")
                .update();

        List<Outbox.Queued> taken = claimed(node, 2);
        assertThat(taken).filteredOn(Outbox.Queued::hasTurn).hasSize(3);
        assertThat(taken).filteredOn(message -> !message.hasTurn()).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void a_mail_without_a_turn_does_not_wait_for_all_whose_turns_have_come() {
        queue("many.example", 60);
        claim(node(0, ONE_A_SECOND), 100);
        jdbc.sql("update mail_message set due_at = current_timestamp where has_turn")
                .update();
        queue("few.example", 1);
        Outbox node = node(ONE_A_SECOND, ONE_A_SECOND);

        assertThat(claimed(node, 2))
                .extracting(message -> message.recipient().domain())
                .contains("few.example", "many.example");
    }

    @Test
    void where_only_turns_have_come_they_have_the_whole_claim() {
        queue("many.example", 60);
        Outbox node = node(0, ONE_A_SECOND);
        claim(node, 100);
        jdbc.sql("update mail_message set due_at = current_timestamp where has_turn")
                .update();

        assertThat(claim(node, 100).messages()).hasSize(58);
    }

    @Test
    void one_by_one_each_kind_goes_every_other_time_however_often_it_is_nobodys_turn_between() {
        queue("many.example", 20);
        claim(node(0, ONE_A_SECOND), 100);
        jdbc.sql("update mail_message set due_at = current_timestamp where has_turn")
                .update();
        queueOfAnHourAgo(20);
        Outbox node = node(ONE_A_SECOND * 10, ONE_A_SECOND);
        claim(node, 100);

        assertThat(claimed(node, 6, 1).stream().filter(Outbox.Queued::hasTurn).count())
                .isEqualTo(3);
    }

    @Test
    void one_by_one_turns_that_have_come_do_not_wait_until_all_others_have_got_theirs() {
        queue("many.example", 5);
        Outbox node = node(ONE_A_SECOND * 10, ONE_A_SECOND);
        claim(node, 5);
        jdbc.sql("update mail_message set due_at = current_timestamp where has_turn")
                .update();
        queue("many.example", 20);

        List<Outbox.Queued> taken = new ArrayList<>();
        for (int claims = 0; claims < 4; claims++) {
            taken.addAll(claim(node, 1).messages());
        }
        assertThat(taken).filteredOn(Outbox.Queued::hasTurn).isNotEmpty();
    }

    @Test
    void turns_are_given_to_the_next_at_once_while_there_are_any_without() {
        queue("many.example", 60);
        Outbox node = node(0, ONE_A_SECOND);

        assertThat(claim(node, 10).messages()).hasSize(2);
        Claim next = claim(node, 10);
        assertThat(next.messages()).isEmpty();
        assertThat(next.more()).isTrue();
        assertThat(next.notYet()).isFalse();
    }

    /** Each to a domain of its own. */
    private void queueOfAnHourAgo(int count) {
        for (int i = 0; i < count; i++) {
            queue("other" + i + ".example", 1);
        }
        jdbc.sql("update mail_message set due_at = :then where recipient like '%@other%'")
                .param("then", Columns.at(Instant.now().minus(Duration.ofHours(1))))
                .update();
    }

    /** What is taken by so many claims that take any. */
    private List<Outbox.Queued> claimed(Outbox node, int claims) {
        return claimed(node, claims, 100);
    }

    private List<Outbox.Queued> claimed(Outbox node, int claims, int limit) {
        List<Outbox.Queued> taken = new ArrayList<>();
        for (int i = 0; i < claims; i++) {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(30))
                    .until(() -> claim(node, limit).messages(), taken::addAll);
        }
        return taken;
    }

    @Test
    void turns_missed_while_no_mail_went_out_are_given_anew_lest_all_go_out_at_once() {
        queue("many.example", 20);
        Outbox node = node(0, ONE_A_SECOND);
        claim(node, 100);
        OffsetDateTime longAgo = Columns.at(Instant.now().minus(Duration.ofHours(1)));
        jdbc.sql("update mail_message set due_at = :then where has_turn")
                .param("then", longAgo)
                .update();
        jdbc.sql("update mail_pace set next_at = :then").param("then", longAgo).update();

        assertThat(claim(node, 100).messages()).hasSize(2);
        List<Instant> due = due("many.example").stream()
                .filter(turn -> turn.isAfter(Instant.now().minus(Duration.ofMinutes(1))))
                .toList();
        assertThat(due).hasSize(16).doesNotHaveDuplicates();
    }

    @Test
    void another_rate_gives_the_turns_anew() {
        queue("many.example", 50);
        claim(node(0, 1), 100);
        assertThat(due("many.example").getLast()).isAfter(Instant.now().plus(Duration.ofMinutes(40)));

        transaction.executeWithoutResult(_ -> pace(0, 6_000).run(new DefaultApplicationArguments()));

        assertThat(claim(node(0, 6_000), 100).messages()).hasSize(49);
    }

    private MailPace pace(int perMinute, int perMinuteAndDomain) {
        return new MailPace(
                jdbc, MailSettingsByHand.of("per-minute", perMinute, "per-minute-and-domain", perMinuteAndDomain));
    }

    private Outbox node(int perMinute, int perMinuteAndDomain) {
        return new Outbox(jdbc, batches, pace(perMinute, perMinuteAndDomain));
    }

    private Claim claim(Outbox outbox, int limit) {
        return transaction.execute(_ -> outbox.claimDue(limit));
    }

    private void queue(String domain, int count) {
        List<EmailAddress> recipients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            recipients.add(new EmailAddress("learner" + i + "@" + domain));
        }
        recipients.forEach(recipient -> unlimited.add(recipient, Id.nextValue(), Optional.empty()));
    }

    private List<Instant> due(String domain) {
        return jdbc.sql("select due_at from mail_message where has_turn and recipient like :domain order by due_at")
                .param("domain", "%@" + domain)
                .query((row, number) -> Columns.instant(row, "due_at"))
                .list();
    }
}
