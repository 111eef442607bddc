package learningmanager.mail;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import learningmanager.base.EmailAddress;
import learningmanager.base.Id;
import learningmanager.base.Refusal;
import learningmanager.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** In a context of its own, for the jobs are at work in it. */
@SpringBootTest
@ContextConfiguration(initializers = TestDatabase.class)
@Tag("service")
class DeliverMailTest {
    private static final ScriptedMailServer SERVER = new ScriptedMailServer();

    @Autowired
    MailService mails;

    @Autowired
    MailDispatch dispatch;

    @Autowired
    MailServerState state;

    @Autowired
    Outbox outbox;

    @Autowired
    Letters letters;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    private final UUID about = Id.nextValue();
    private final EmailAddress lea = new EmailAddress("lea-" + about + "@example.org");

    @DynamicPropertySource
    static void ownMailServer(DynamicPropertyRegistry properties) {
        properties.add("learning-manager.mail.host", () -> "127.0.0.1");
        properties.add("learning-manager.mail.port", SERVER::port);
        properties.add("learning-manager.mail.security", () -> "none");
        properties.add("learning-manager.mail.timeout", () -> "5s");
        SERVER.start();
    }

    @BeforeEach
    void the_letter_to_lea_is_there_to_be_written() {
        letters.put(about, lea);
    }

    @AfterAll
    static void close() {
        SERVER.stop();
    }

    @Test
    void a_mail_is_sent_once_after_the_transaction_that_queued_it() {
        transaction.executeWithoutResult(_ -> {
            mails.queue(lea, about);
            assertThat(status()).isEqualTo(DeliveryStatus.QUEUED);
        });
        awaitStatus(DeliveryStatus.SENT);
        dispatch.sendDue(() -> true);

        assertThat(SERVER.takenFor(lea.text())).hasSize(1);
        assertThat(mails.deliveryOf(about).orElseThrow().sentAt()).isPresent();
        // Told once it is committed, which is when it is seen above.
        await().atMost(10, SECONDS).untilAsserted(() -> assertThat(letters.told).contains(about));
    }

    @Test
    void a_mail_queued_in_a_transaction_that_is_rolled_back_is_never_sent() {
        Set<String> before = tasks();
        transaction.executeWithoutResult(status -> {
            mails.queue(lea, about);
            status.setRollbackOnly();
        });
        assertThat(before).containsAll(tasks());
        dispatch.sendDue(() -> true);

        assertThat(mails.deliveryOf(about)).isEmpty();
        assertThat(SERVER.takenFor(lea.text())).isEmpty();
    }

    @Test
    void mails_are_queued_in_a_transaction_only() {
        assertThatThrownBy(() -> mails.queue(lea, about)).isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void a_transaction_schedules_one_task_however_many_mails_it_queues() {
        transaction.executeWithoutResult(status -> {
            Set<String> before = tasks();
            mails.queue(lea, about);
            mails.queue(lea, about);
            // Those of other tests may end meanwhile.
            Set<String> since = tasks();
            since.removeAll(before);
            assertThat(since).hasSize(1);
            status.setRollbackOnly();
        });
    }

    @Test
    void a_query_queues_a_mail_for_each_of_its_rows() {
        UUID second = Id.nextValue();
        EmailAddress max = new EmailAddress("max-" + second + "@example.org");
        letters.put(second, max);

        int queued = transaction.execute(_ -> mails.queueEach(
                """
                select cast(:lea as uuid) as about, cast(:leas_address as varchar) as recipient, cast(null as uuid) as program_id
                union all select cast(:max as uuid), cast(:maxs_address as varchar), null""", Map.of("lea", about, "leas_address", lea.text(), "max", second, "maxs_address", max.text())));

        assertThat(queued).isEqualTo(2);
        awaitStatus(DeliveryStatus.SENT);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(SERVER.takenFor(max.text())).hasSize(1));
    }

    @Test
    void a_mail_withdrawn_while_queued_is_not_sent() {
        transaction.executeWithoutResult(_ -> {
            mails.queue(lea, about);
            assertThat(mails.withdraw(about)).isEqualTo(1);
        });
        dispatch.sendDue(() -> true);

        assertThat(status()).isEqualTo(DeliveryStatus.DROPPED);
        assertThat(SERVER.takenFor(lea.text())).isEmpty();
        assertThat(letters.told).contains(about);
    }

    @Test
    void a_mail_withdrawn_while_on_its_way_is_shown_as_sent() {
        SERVER.answer(lea.text(), "450 4.3.2 Not yet");
        queue();
        await().atMost(20, SECONDS)
                .until(() -> mails.deliveryOf(about).orElseThrow().answer().isPresent());
        dueNow();
        Outbox.Claim claim = outbox.claimDue(100);
        transaction.executeWithoutResult(_ -> mails.withdraw(about));

        assertThat(claim.messages()).hasSize(1);
        outbox.putDown(claim, Map.of(claim.messages().getFirst(), new Outbox.Result.Sent()));
        assertThat(status()).isEqualTo(DeliveryStatus.SENT);
    }

    @Test
    void what_became_of_mails_is_put_down_without_waiting_for_who_withdraws_one_of_them() {
        SERVER.answer("@example.org", "450 4.3.2 Not yet");
        queue();
        List<EmailAddress> others = queueTo("example.org", 3);
        await().atMost(20, SECONDS).untilAsserted(() -> {
            assertThat(mails.deliveryOf(about).orElseThrow().answer()).isPresent();
            assertThat(answered(others)).isEqualTo(3);
        });
        dueNow("%@example.org");
        Outbox.Claim claim = outbox.claimDue(100);
        Map<Outbox.Queued, Outbox.Result> sent = claim.messages().stream()
                .collect(Collectors.toMap(message -> message, message -> new Outbox.Result.Sent()));
        assertThat(sent).hasSize(4);

        Map<Outbox.Queued, Outbox.Result> left = transaction.execute(_ -> {
            mails.withdraw(about);
            return CompletableFuture.supplyAsync(() -> outbox.putDown(claim, sent))
                    .orTimeout(20, SECONDS)
                    .join();
        });
        assertThat(left.keySet()).extracting(Outbox.Queued::about).containsExactly(about);
        assertThat(stillQueued(others)).isZero();
        assertThat(outbox.putDown(claim, left)).isEmpty();
        assertThat(status()).isEqualTo(DeliveryStatus.SENT);
        SERVER.answer("@example.org", "250 OK");
    }

    @Test
    void a_mail_whose_subject_is_over_when_its_turn_comes_is_dropped() {
        letters.remove(about);
        queue();

        awaitStatus(DeliveryStatus.DROPPED);
        assertThat(SERVER.takenFor(lea.text())).isEmpty();
    }

    @Test
    void a_refusal_for_good_is_final_and_keeps_the_servers_words() {
        SERVER.answer(lea.text(), "550 5.1.1 No such user here");
        queue();

        awaitStatus(DeliveryStatus.FAILED);
        assertThat(mails.deliveryOf(about).orElseThrow().answer()).hasValue("550 5.1.1 No such user here");
    }

    @Test
    void a_sender_that_is_refused_costs_no_recipient_their_mail() {
        SERVER.answerSenders("550 5.7.1 This sender is not allowed here");
        try {
            queue();
            await().atMost(20, SECONDS)
                    .until(() -> mails.deliveryOf(about).orElseThrow().answer().isPresent());
            assertThat(mails.deliveryOf(about).orElseThrow())
                    .isEqualTo(new Delivery(
                            DeliveryStatus.QUEUED,
                            Optional.empty(),
                            Optional.of("550 5.7.1 This sender is not allowed here")));
        } finally {
            SERVER.answerSenders("250 OK");
        }
        await().atMost(30, SECONDS).untilAsserted(() -> {
            dueNow();
            dispatch.sendDue(() -> true);
            assertThat(status()).isEqualTo(DeliveryStatus.SENT);
        });
    }

    @Test
    void a_refusal_for_now_is_tried_again_later() {
        SERVER.answer(lea.text(), "450 4.2.1 Mailbox busy");
        OffsetDateTime before = OffsetDateTime.now();
        queue();
        await().atMost(20, SECONDS)
                .until(() -> mails.deliveryOf(about).orElseThrow().answer().isPresent());

        assertThat(mails.deliveryOf(about).orElseThrow())
                .isEqualTo(
                        new Delivery(DeliveryStatus.QUEUED, Optional.empty(), Optional.of("450 4.2.1 Mailbox busy")));
        assertThat(dueAt()).isAfter(before.plus(ChunkSending.FIRST_PAUSE));

        SERVER.answer(lea.text(), "250 OK");
        dueNow();
        dispatch.sendDue(() -> true);
        awaitStatus(DeliveryStatus.SENT);
    }

    @Test
    void a_mail_refused_for_now_for_three_days_is_given_up() {
        SERVER.answer(lea.text(), "450 4.2.1 Mailbox busy");
        queue();
        await().atMost(20, SECONDS)
                .until(() -> mails.deliveryOf(about).orElseThrow().answer().isPresent());
        daysAgo("queued_at", 10);
        daysAgo("put_off_at", 2);
        dueNow();
        dispatch.sendDue(() -> true);
        assertThat(status()).as("queued long ago, put off two days ago").isEqualTo(DeliveryStatus.QUEUED);

        daysAgo("put_off_at", 4);
        dueNow();
        dispatch.sendDue(() -> true);

        awaitStatus(DeliveryStatus.FAILED);
    }

    private void daysAgo(String when, int days) {
        jdbc.sql("update mail_message set %s = :then where about = :about".formatted(when))
                .param("then", OffsetDateTime.now().minusDays(days))
                .param("about", about)
                .update();
    }

    @Test
    void while_the_mail_server_is_down_mails_wait_and_are_sent_when_it_is_back() {
        SERVER.stop();
        try {
            queue();
            queue();
            await().atMost(20, SECONDS)
                    .until(() ->
                            jdbc.sql("select count(*) from mail_message where about = :about and answer is not null")
                                            .param("about", about)
                                            .query(Integer.class)
                                            .single()
                                    > 0);
            assertThat(status()).isEqualTo(DeliveryStatus.QUEUED);
            assertThat(state.whyMailsWait()).contains(Refusal.of("mail.server-down"));
        } finally {
            SERVER.start();
        }
        dueNow();
        dispatch.sendDue(() -> true);

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(SERVER.takenFor(lea.text())).hasSize(2));
        awaitStatus(DeliveryStatus.SENT);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(state.whyMailsWait()).isEmpty());
    }

    @Test
    void what_waited_for_three_days_behind_a_mail_server_that_takes_none_has_failed() {
        jdbc.sql("update mail_message set sent_at = :long_ago where sent_at is not null")
                .param("long_ago", OffsetDateTime.now().minusDays(5))
                .update();
        UUID asksTheServer = waitingFor(6);
        UUID asksItAgain = waitingFor(5);
        UUID waitsForLong = waitingFor(4);
        UUID waitsForLess = waitingFor(2);
        SERVER.stop();
        try {
            sendUntilPutOff(asksTheServer);
            assertThat(mails.deliveryOf(waitsForLong).map(Delivery::status))
                    .as("nobody has asked for so long")
                    .contains(DeliveryStatus.QUEUED);
            jdbc.sql("update mail_message set put_off_at = :then where about = :about")
                    .param("then", OffsetDateTime.now().minusDays(4))
                    .param("about", asksTheServer)
                    .update();

            sendUntilPutOff(asksItAgain);

            await().atMost(20, SECONDS)
                    .untilAsserted(() -> assertThat(letters.told).contains(waitsForLong));
            assertThat(mails.deliveryOf(waitsForLong).map(Delivery::status)).contains(DeliveryStatus.FAILED);
            assertThat(mails.deliveryOf(asksTheServer).map(Delivery::status)).contains(DeliveryStatus.FAILED);
            assertThat(mails.deliveryOf(asksItAgain).map(Delivery::status)).contains(DeliveryStatus.QUEUED);
            assertThat(mails.deliveryOf(waitsForLess).map(Delivery::status)).contains(DeliveryStatus.QUEUED);
        } finally {
            jdbc.sql("update mail_message set status = 'DROPPED' where status = 'QUEUED'")
                    .update();
            SERVER.start();
        }
    }

    private void sendUntilPutOff(UUID letter) {
        await().atMost(20, SECONDS).until(() -> {
            dispatch.sendDue(() -> true);
            return mails.deliveryOf(letter).flatMap(Delivery::answer).isPresent();
        });
    }

    private UUID waitingFor(int days) {
        UUID letter = Id.nextValue();
        letters.put(letter, lea);
        jdbc.sql("""
                        insert into mail_message (id, about, recipient, status, attempts, queued_at, due_at)
                        values (:id, :about, :lea, 'QUEUED', 0, :then, :then)""")
                .param("id", Id.nextValue())
                .param("about", letter)
                .param("lea", lea.text())
                .param("then", OffsetDateTime.now().minusDays(days))
                .update();
        return letter;
    }

    @Test
    void what_a_killed_process_had_claimed_is_sent_when_its_claim_is_over() {
        SERVER.answer(lea.text(), "450 4.3.2 Not yet");
        queue();
        await().atMost(20, SECONDS)
                .until(() -> mails.deliveryOf(about).orElseThrow().answer().isPresent());
        SERVER.answer(lea.text(), "250 OK");
        dueNow();
        Outbox.Claim dead = outbox.claimDue(100);
        dispatch.sendDue(() -> true);
        assertThat(SERVER.takenFor(lea.text())).isEmpty();

        jdbc.sql("update mail_message set claimed_until = :past where about = :about")
                .param("past", OffsetDateTime.now().minusSeconds(1))
                .param("about", about)
                .update();
        dispatch.sendDue(() -> true);
        awaitStatus(DeliveryStatus.SENT);
        outbox.putDown(dead, Map.of(dead.messages().getFirst(), new Outbox.Result.Failed("too late")));
        assertThat(status()).isEqualTo(DeliveryStatus.SENT);
    }

    @Test
    void many_mails_go_over_few_connections() {
        int before = SERVER.connections();
        transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < 250; i++) {
                mails.queue(lea, about);
            }
        });
        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(SERVER.takenFor(lea.text())).hasSize(250));
        // Four at once; one that found nothing to do at some moment may have given way to another.
        assertThat(SERVER.connections() - before).isLessThanOrEqualTo(8);
    }

    @Test
    void a_domain_that_takes_nothing_for_now_does_not_keep_the_others() {
        SERVER.answer("@busy.example", "450 4.2.0 Greylisted");
        List<EmailAddress> busy = queueTo("busy.example", 60);
        List<EmailAddress> others = queueTo("quick.example", 60);

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(others)
                        .allSatisfy(other ->
                                assertThat(SERVER.takenFor(other.text())).hasSize(1)));
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(stillQueued(busy)).isEqualTo(60));
        assertThat(busy)
                .allSatisfy(one -> assertThat(SERVER.takenFor(one.text())).isEmpty());
    }

    @Test
    void recipients_that_are_refused_do_not_keep_the_others() {
        List<EmailAddress> all = queueTo("some.example", 40, recipient -> {
            if (recipient.text().startsWith("learner7@") || recipient.text().startsWith("learner23@")) {
                SERVER.answer(recipient.text(), "550 5.1.1 No such user here");
            }
        });

        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(stillQueued(all)).isZero());
        assertThat(all.stream().filter(one -> SERVER.takenFor(one.text()).size() == 1))
                .hasSize(38);
        assertThat(statusesOf(all)).containsOnly(DeliveryStatus.SENT, DeliveryStatus.FAILED);
    }

    @Test
    void a_server_that_takes_a_mail_and_never_says_so_gets_it_twice_at_most_and_the_doubt_is_told() {
        SERVER.hangUpInsteadOfAnswering(lea.text());
        queue();
        for (int attempt = 1; attempt <= 3; attempt++) {
            int reached = Math.min(attempt, 2);
            await().atMost(30, SECONDS).untilAsserted(() -> {
                dueNow();
                dispatch.sendDue(() -> true);
                assertThat(SERVER.takenFor(lea.text())).hasSize(reached);
            });
        }

        awaitStatus(DeliveryStatus.FAILED);
        assertThat(mails.deliveryOf(about).orElseThrow().answer())
                .hasValueSatisfying(words -> assertThat(words).contains("may have arrived or not"));
        assertThat(SERVER.takenFor(lea.text()))
                .extracting(taken -> taken.header("Message-ID"))
                .hasSize(2)
                .containsOnly(SERVER.takenFor(lea.text()).getFirst().header("Message-ID"));
    }

    @Test
    void a_server_that_is_down_is_asked_once_in_a_while_not_once_for_each_mail() {
        SERVER.hangUp(true);
        try {
            int before = SERVER.connections();
            List<EmailAddress> all = queueTo("down.example", 100);
            await().atMost(20, SECONDS).until(() -> SERVER.connections() > before);
            for (int i = 0; i < 50; i++) {
                dispatch.sendDue(() -> true);
            }
            assertThat(SERVER.connections() - before).isLessThan(8);

            SERVER.hangUp(false);
            dueNow("%@down.example");
            await().atMost(60, SECONDS).untilAsserted(() -> {
                dueNow("%@down.example");
                assertThat(stillQueued(all)).isZero();
            });
            assertThat(all)
                    .allSatisfy(one -> assertThat(SERVER.takenFor(one.text())).hasSize(1));
        } finally {
            SERVER.hangUp(false);
        }
    }

    @Test
    void a_mail_that_may_have_been_sent_is_claimed_alone_and_no_third_time() {
        letters.remove(about);
        SERVER.answer("@example.org", "450 4.3.2 Not yet");
        UUID other = Id.nextValue();
        transaction.executeWithoutResult(_ -> {
            outbox.add(lea, about, Optional.empty());
            outbox.add(new EmailAddress("other@example.net"), other, Optional.empty());
            jdbc.sql("update mail_message set unanswered = 1, due_at = :past where about = :about")
                    .param("past", OffsetDateTime.now().minusDays(1))
                    .param("about", about)
                    .update();
            assertThat(outbox.claimDue(100).messages())
                    .extracting(Outbox.Queued::about, Outbox.Queued::unanswered)
                    .containsExactly(tuple(about, 1));
            jdbc.sql("update mail_message set status = 'DROPPED' where about = :about")
                    .param("about", other)
                    .update();
        });
        letters.put(about, lea);
        jdbc.sql("update mail_message set claimed_until = :past where about = :about")
                .param("past", OffsetDateTime.now().minusSeconds(1))
                .param("about", about)
                .update();
        dispatch.sendDue(() -> true);

        awaitStatus(DeliveryStatus.FAILED);
        assertThat(SERVER.takenFor(lea.text())).isEmpty();
        SERVER.answer("@example.org", "250 OK");
    }

    @Test
    void pauses_grow_from_a_minute_to_six_hours() {
        assertThat(ChunkSending.pauseAfter(0)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(72));
        assertThat(ChunkSending.pauseAfter(3)).isBetween(Duration.ofMinutes(8), Duration.ofMinutes(10));
        assertThat(ChunkSending.pauseAfter(1000)).isEqualTo(Duration.ofHours(6));
    }

    private void queue() {
        transaction.executeWithoutResult(_ -> mails.queue(lea, about));
    }

    private DeliveryStatus status() {
        return mails.deliveryOf(about).orElseThrow().status();
    }

    private void awaitStatus(DeliveryStatus status) {
        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(status()).isEqualTo(status));
    }

    private List<EmailAddress> queueTo(String domain, int count) {
        return queueTo(domain, count, recipient -> {});
    }

    private List<EmailAddress> queueTo(String domain, int count, Consumer<EmailAddress> before) {
        List<EmailAddress> recipients = IntStream.range(0, count)
                .mapToObj(number -> new EmailAddress("learner" + number + "@" + domain))
                .toList();
        recipients.forEach(before);
        transaction.executeWithoutResult(_ -> recipients.forEach(recipient -> {
            UUID id = Id.nextValue();
            letters.put(id, recipient);
            mails.queue(recipient, id);
        }));
        return recipients;
    }

    private int stillQueued(List<EmailAddress> recipients) {
        return (int) statusesOf(recipients).stream()
                .filter(DeliveryStatus.QUEUED::equals)
                .count();
    }

    private int answered(List<EmailAddress> recipients) {
        return jdbc.sql("select count(*) from mail_message where recipient in (:recipients) and answer is not null")
                .param("recipients", recipients.stream().map(EmailAddress::text).toList())
                .query(Integer.class)
                .single();
    }

    private List<DeliveryStatus> statusesOf(List<EmailAddress> recipients) {
        return jdbc.sql("select status from mail_message where recipient in (:recipients)")
                .param("recipients", recipients.stream().map(EmailAddress::text).toList())
                .query((row, number) -> DeliveryStatus.valueOf(row.getString("status")))
                .list();
    }

    private void dueNow(String recipients) {
        jdbc.sql("update mail_message set due_at = current_timestamp where recipient like :recipients")
                .param("recipients", recipients)
                .update();
    }

    private void dueNow() {
        jdbc.sql("update mail_message set due_at = current_timestamp where about = :about")
                .param("about", about)
                .update();
    }

    private OffsetDateTime dueAt() {
        return jdbc.sql("select due_at from mail_message where about = :about")
                .param("about", about)
                .query(OffsetDateTime.class)
                .single();
    }

    private Set<String> tasks() {
        return jdbc.sql("select task_instance from scheduled_tasks where task_name = 'send-mail'")
                .query((row, number) -> row.getString("task_instance"))
                .set();
    }

    /** The letters that can be written, and whose delivery was told of. */
    static final class Letters implements MailWriter {
        private final Map<UUID, Mail> letters = new ConcurrentHashMap<>();
        private final List<UUID> told = new CopyOnWriteArrayList<>();

        void put(UUID about, EmailAddress recipient) {
            letters.put(
                    about,
                    new Mail("Example University", recipient, Optional.empty(), "Invitation", "Hello", "<p>Hello</p>"));
        }

        void remove(UUID about) {
            letters.remove(about);
        }

        @Override
        public Map<UUID, Mail> write(Collection<UUID> about) {
            Map<UUID, Mail> written = new HashMap<>(letters);
            written.keySet().retainAll(about);
            return written;
        }

        @EventListener
        void changed(DeliveryChanged change) {
            told.addAll(change.about());
        }
    }

    @TestConfiguration
    static class WithLetters {
        @Bean
        @Primary
        Letters letters() {
            return new Letters();
        }
    }
}
