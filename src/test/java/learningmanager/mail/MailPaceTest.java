package learningmanager.mail;

import static org.assertj.core.api.Assertions.assertThat;

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
