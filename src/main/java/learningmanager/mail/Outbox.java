package learningmanager.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.EmailAddress;
import learningmanager.base.MailMessageId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The table mail_message. Its times are the database's, for the nodes that share it to agree on what is due and whose claim is
 * over. A claim's end also names the claim: no later one of the same row can have the same, so whoever completes a row shows
 * that it is still theirs by it.
 */
@Repository
class Outbox {
    /** Longer than a chunk may take: what a killed process had claimed is sent when this is over. */
    static final Duration CLAIM = Duration.ofMinutes(5);

    private static final int ANSWER_LENGTH = 1000;

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    MailMessageId add(EmailAddress recipient, UUID about) {
        MailMessageId id = MailMessageId.next();
        jdbc.sql("""
                insert into mail_message (id, about, recipient, status, attempts, queued_at, due_at)
                values (:id, :about, :recipient, 'QUEUED', 0, current_timestamp, current_timestamp)""")
                .param("id", id.value())
                .param("about", about)
                .param("recipient", recipient.text())
                .update();
        return id;
    }

    int addEach(String select, Map<String, ?> parameters) {
        return jdbc.sql("""
                insert into mail_message (id, about, recipient, status, attempts, queued_at, due_at)
                select uuidv7(), s.about, s.recipient, 'QUEUED', 0, current_timestamp, current_timestamp
                from (%s) s""".formatted(select)).params(parameters).update();
    }

    /** Leaves the claim, so that a message on its way at this moment is still put down as sent. */
    int drop(UUID about) {
        return jdbc.sql("update mail_message set status = 'DROPPED' where about = :about and status = 'QUEUED'")
                .param("about", about)
                .update();
    }

    /** Leaves the claims, as {@link #drop} does. Joined by key alone: a planner can be far out about how many are queued. */
    int dropEach(String select, Map<String, ?> parameters) {
        return jdbc.sql("""
                merge into mail_message m using (%s) s on m.about = s.about
                when matched and m.status = 'QUEUED' then update set status = 'DROPPED'""".formatted(select)).params(parameters).update();
    }

    Optional<Delivery> latestDelivery(UUID about) {
        return jdbc.sql("""
                select status, sent_at, answer from mail_message
                where about = :about order by queued_at desc, id desc limit 1""")
                .param("about", about)
                .query((row, number) -> new Delivery(
                        DeliveryStatus.valueOf(row.getString("status")),
                        Optional.ofNullable(row.getObject("sent_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.getString("answer"))))
                .optional();
    }

    /** Takes up to {@code limit} messages that are due, longest due first, for {@link #CLAIM}; nobody else gets them till then. */
    @Transactional
    Claim claimDue(int limit) {
        List<Queued> messages = jdbc.sql("""
                select id, about, recipient, attempts, queued_at from mail_message
                where status = 'QUEUED' and due_at <= current_timestamp
                and (claimed_until is null or claimed_until < current_timestamp)
                order by due_at limit :limit for update skip locked""")
                .param("limit", limit)
                .query((row, number) -> queued(row))
                .list();
        Instant until = now().plus(CLAIM);
        if (!messages.isEmpty()) {
            jdbc.sql("update mail_message set claimed_until = :until where id in (:ids)")
                    .param("until", utc(until))
                    .param(
                            "ids",
                            messages.stream()
                                    .map(message -> message.id().value())
                                    .toList())
                    .update();
        }
        return new Claim(until, messages);
    }

    /** Whether the message is still to be sent, by this claim. */
    boolean holds(Claim claim, Queued message) {
        return jdbc.sql("""
                select count(*) from mail_message
                where id = :id and status = 'QUEUED' and claimed_until = :claim and claimed_until > current_timestamp""")
                        .param("id", message.id().value())
                        .param("claim", utc(claim.until()))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Also when it was withdrawn while on its way: then it was sent all the same, and the log tells the truth. */
    boolean markSent(Claim claim, Queued message) {
        return jdbc.sql("""
                update mail_message
                set status = 'SENT', sent_at = current_timestamp, attempts = attempts + 1, answer = null, claimed_until = null
                where id = :id and claimed_until = :claim and status in ('QUEUED', 'DROPPED')""")
                        .param("id", message.id().value())
                        .param("claim", utc(claim.until()))
                        .update()
                > 0;
    }

    boolean markDropped(Claim claim, Queued message) {
        return jdbc.sql("""
                update mail_message set status = 'DROPPED', claimed_until = null
                where id = :id and claimed_until = :claim and status = 'QUEUED'""")
                        .param("id", message.id().value())
                        .param("claim", utc(claim.until()))
                        .update()
                > 0;
    }

    boolean markFailed(Claim claim, Queued message, String answer) {
        return jdbc.sql("""
                update mail_message set status = 'FAILED', attempts = attempts + 1, answer = :answer, claimed_until = null
                where id = :id and claimed_until = :claim and status = 'QUEUED'""")
                        .param("id", message.id().value())
                        .param("claim", utc(claim.until()))
                        .param("answer", cut(answer))
                        .update()
                > 0;
    }

    boolean putOff(Claim claim, Queued message, Duration pause, String answer) {
        return jdbc.sql("""
                update mail_message
                set due_at = :due, attempts = attempts + 1, answer = :answer, claimed_until = null
                where id = :id and claimed_until = :claim and status = 'QUEUED'""")
                        .param("due", utc(now().plus(pause)))
                        .param("id", message.id().value())
                        .param("claim", utc(claim.until()))
                        .param("answer", cut(answer))
                        .update()
                > 0;
    }

    /** Gives back, untried, what is left of the claim. */
    void release(Claim claim) {
        jdbc.sql("update mail_message set claimed_until = null where claimed_until = :claim and id in (:ids)")
                .param("claim", utc(claim.until()))
                .param(
                        "ids",
                        claim.messages().stream()
                                .map(message -> message.id().value())
                                .toList())
                .update();
    }

    int countQueued() {
        return jdbc.sql("select count(*) from mail_message where status = 'QUEUED'")
                .query(Integer.class)
                .single();
    }

    Instant now() {
        return jdbc.sql("select current_timestamp")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    private static Queued queued(ResultSet row) throws SQLException {
        return new Queued(
                new MailMessageId(row.getObject("id", UUID.class)),
                row.getObject("about", UUID.class),
                new EmailAddress(row.getString("recipient")),
                row.getInt("attempts"),
                row.getObject("queued_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static String cut(String answer) {
        return answer.length() <= ANSWER_LENGTH ? answer : answer.substring(0, ANSWER_LENGTH - 1) + "…";
    }

    /** Messages to be sent by whoever holds this, before {@code until}. */
    record Claim(Instant until, List<Queued> messages) {}

    record Queued(MailMessageId id, UUID about, EmailAddress recipient, int attempts, Instant queuedAt) {}
}
