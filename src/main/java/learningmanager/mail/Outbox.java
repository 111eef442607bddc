package learningmanager.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.base.Columns;
import learningmanager.base.EmailAddress;
import learningmanager.base.MailMessageId;
import learningmanager.base.ProgramId;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
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
    /** Whom messages went to whose recipients were forgotten. */
    private static final String NOBODY = "deleted@account.invalid";

    /** Longer than a chunk may take, its last message each of whose answers takes half a minute: what a killed process had claimed is sent when this is over. */
    static final Duration CLAIM = Duration.ofMinutes(10);

    /** What waited for long after its turn, as the mail server was down, would go out all at once. */
    private static final Duration TURN_HOLDS = Duration.ofMinutes(1);

    private static final int ANSWER_LENGTH = 1000;

    private static final String NOT_SENT_YET = "status in ('QUEUED', 'HELD')";

    private static final String QUEUED = """
            select id, about, recipient, attempts, unanswered, has_turn, due_at, put_off_at from mail_message
            where status = 'QUEUED' and (claimed_until is null or claimed_until < current_timestamp)""";

    private static final String ITS_TURN = " and has_turn and unanswered = 0 and due_at >= :since and due_at <= :now";
    private static final String NOT_ITS_TURN =
            " and due_at <= :now and (not has_turn or unanswered > 0 or due_at < :since)";
    private static final String LONGEST_DUE_FIRST = " order by due_at limit :limit for update skip locked";

    private static final String PUT_OFF = "due_at = :due, has_turn = false, attempts = attempts + 1, answer = :answer,"
            + " put_off_at = coalesce(put_off_at, current_timestamp)";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final MailPace pace;
    /** Of those that took any mails, or gave them turns. */
    private final AtomicInteger claims = new AtomicInteger();

    Outbox(JdbcClient jdbc, NamedParameterJdbcOperations batches, MailPace pace) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.pace = pace;
    }

    MailMessageId add(EmailAddress recipient, UUID about, Optional<ProgramId> program) {
        MailMessageId id = jdbc.sql("select uuidv7()")
                .query((row, number) -> new MailMessageId(row.getObject(1, UUID.class)))
                .single();
        jdbc.sql("""
                insert into mail_message (id, about, recipient, program_id, status, attempts, queued_at, due_at)
                values (:id, :about, :recipient, :program, 'QUEUED', 0, current_timestamp, current_timestamp)""")
                .param("id", id.value())
                .param("about", about)
                .param("recipient", recipient.text())
                .param("program", program.map(ProgramId::value).orElse(null))
                .update();
        return id;
    }

    int addEach(String select, Map<String, ?> parameters, boolean reminders) {
        return jdbc.sql("""
                insert into mail_message (id, about, recipient, program_id, status, attempts, queued_at, due_at, reminder)
                select uuidv7(), s.about, s.recipient, s.program_id, 'QUEUED', 0, current_timestamp, current_timestamp, %s
                from (%s) s""".formatted(reminders, select)).params(parameters).update();
    }

    /** Leaves the claim, so that a message on its way at this moment is still put down as sent. */
    int drop(UUID about) {
        return jdbc.sql("update mail_message set status = 'DROPPED' where about = :about and " + NOT_SENT_YET)
                .param("about", about)
                .update();
    }

    /** Leaves the claims, as {@link #drop} does. Joined by key alone: a planner can be far out about how many are queued. */
    int dropEach(String select, Map<String, ?> parameters) {
        return jdbc.sql("""
                merge into mail_message m using (%s) s on m.about = s.about
                when matched and m.%s then update set status = 'DROPPED'""".formatted(select, NOT_SENT_YET)).params(parameters).update();
    }

    /** Leaves the claims, as {@link #drop} does: what is on its way may arrive. */
    int holdEach(String select, Map<String, ?> parameters) {
        return jdbc.sql("""
                merge into mail_message m using (%s) s on m.about = s.about
                when matched and m.status = 'QUEUED' then update set status = 'HELD'""".formatted(select)).params(parameters).update();
    }

    int goOnWithEach(String select, Map<String, ?> parameters) {
        return jdbc.sql("""
                merge into mail_message m using (%s) s on m.about = s.about
                when matched and m.status = 'HELD' then
                  update set status = 'QUEUED', due_at = current_timestamp, has_turn = false, put_off_at = null""".formatted(select)).params(parameters).update();
    }

    void forgetRecipients(String select, Map<String, ?> parameters) {
        jdbc.sql("update mail_message set recipient = :nobody, answer = null where about in (%s)".formatted(select))
                .params(parameters)
                .param("nobody", NOBODY)
                .update();
    }

    /**
     * Takes up to {@code limit} messages that are due, longest due first, for {@link #CLAIM}; nobody else gets them till then. One
     * that may have been sent before is taken alone, so that no more than itself comes into doubt once more. Fewer are taken than
     * are due where it is not their turn; half of them are some whose turn it is, where there are so many.
     */
    @Transactional
    Claim claimDue(int limit) {
        Instant now = now();
        int allowed = pace.allowed(limit, now);
        List<Queued> due = due(Math.max(1, allowed), now);
        if (due.isEmpty() || allowed == 0) {
            return Claim.none(now, !due.isEmpty());
        }
        Queued longest = Collections.min(due, Comparator.comparing(Queued::dueAt));
        List<Queued> taken = longest.unanswered() > 0
                ? List.of(longest)
                : due.stream().filter(message -> message.unanswered() == 0).toList();
        taken = withTurn(taken, now);
        claims.incrementAndGet();
        if (taken.isEmpty()) {
            return Claim.turnsGiven(now);
        }
        pace.take(taken.size(), now);
        Instant until = now.plus(CLAIM);
        jdbc.sql("update mail_message set claimed_until = :until, unanswered = unanswered + 1 where id in (:ids)")
                .param("until", Columns.at(until))
                .param(
                        "ids",
                        taken.stream().map(message -> message.id().value()).toList())
                .update();
        return new Claim(now, until, taken, true, false);
    }

    /**
     * Half of them those whose turn among the mails to their domain has come, as long as there are so many. With the longest due alone,
     * they would miss it behind a long queue that waits for the rate in all; with them alone, nothing else would go out where the
     * domains' rates together are higher than that.
     */
    private List<Queued> due(int limit, Instant now) {
        if (!pace.limitsDomains()) {
            return due(" and due_at <= :now", limit, now);
        }
        // Of an odd number, the one in the middle goes now to these, now to those.
        int half = (limit + Math.floorMod(claims.get(), 2)) / 2;
        List<Queued> turns = due(ITS_TURN, half, now);
        List<Queued> others = due(NOT_ITS_TURN, limit - turns.size(), now);
        if (turns.size() == half && turns.size() + others.size() < limit) {
            turns = due(ITS_TURN, limit - others.size(), now);
        }
        return Stream.of(turns, others).flatMap(List::stream).toList();
    }

    private List<Queued> due(String which, int limit, Instant now) {
        return jdbc.sql(QUEUED + which + LONGEST_DUE_FIRST)
                .param("now", Columns.at(now))
                .param("since", Columns.at(now.minus(TURN_HOLDS)))
                .param("limit", limit)
                .query((row, number) -> queued(row))
                .list();
    }

    /** Those whose turn it is; the others are due when it will be theirs. */
    private List<Queued> withTurn(List<Queued> due, Instant now) {
        List<Queued> without = due.stream()
                .filter(message ->
                        !message.hasTurn() || message.dueAt().plus(TURN_HOLDS).isBefore(now))
                .toList();
        List<Instant> turns = pace.turns(
                without.stream().map(message -> message.recipient().domain()).toList(), now);
        Map<MailMessageId, Instant> later = new HashMap<>();
        for (int i = 0; i < without.size(); i++) {
            if (turns.get(i).isAfter(now)) {
                later.put(without.get(i).id(), turns.get(i));
            }
        }
        if (later.isEmpty()) {
            return due;
        }
        batches.batchUpdate(
                "update mail_message set due_at = :due, has_turn = true where id = :id",
                later.entrySet().stream()
                        .map(turn -> new MapSqlParameterSource(
                                        "id", turn.getKey().value())
                                .addValue("due", Columns.at(turn.getValue())))
                        .toArray(SqlParameterSource[]::new));
        return due.stream().filter(message -> !later.containsKey(message.id())).toList();
    }

    /**
     * Puts down what became of a claim's messages, all at once; those no longer held by it are left as they are.
     *
     * @return what could not be put down yet, as others are at those rows: whoever waited for them here, holding the rest, could
     *     keep those from the rest in turn
     */
    @Transactional
    Map<Queued, Result> putDown(Claim claim, Map<Queued, Result> results) {
        Instant now = now();
        Set<UUID> free = new HashSet<>(jdbc.sql("select id from mail_message where id in (:ids) for update skip locked")
                .param(
                        "ids",
                        results.keySet().stream()
                                .map(message -> message.id().value())
                                .toList())
                .query((row, number) -> row.getObject("id", UUID.class))
                .list());
        Map<Queued, Result> left = new HashMap<>(results);
        left.keySet().removeIf(message -> free.contains(message.id().value()));
        left.keySet().retainAll(stillThere(left.keySet()));
        results.entrySet().stream()
                .filter(entry -> free.contains(entry.getKey().id().value()))
                .map(entry -> change(entry.getKey(), entry.getValue(), now))
                .collect(Collectors.groupingBy(Change::set))
                .forEach((set, alike) -> batches.batchUpdate(
                        "update mail_message set claimed_until = null, " + set + " and claimed_until = :claim",
                        alike.stream()
                                .map(change -> change.parameters().addValue("claim", Columns.at(claim.until())))
                                .toArray(SqlParameterSource[]::new)));
        return left;
    }

    /** Without what somebody deleted: that would be waited for without end. */
    private Set<Queued> stillThere(Set<Queued> messages) {
        if (messages.isEmpty()) {
            return Set.of();
        }
        Set<UUID> there = new HashSet<>(jdbc.sql("select id from mail_message where id in (:ids)")
                .param(
                        "ids",
                        messages.stream().map(message -> message.id().value()).toList())
                .query((row, number) -> row.getObject("id", UUID.class))
                .list());
        return messages.stream()
                .filter(message -> there.contains(message.id().value()))
                .collect(Collectors.toSet());
    }

    /** A statement's set clause and its condition, and their parameters. */
    private record Change(String set, MapSqlParameterSource parameters) {
        static Change of(String set, String status, MapSqlParameterSource parameters) {
            return new Change(set + " where id = :id and " + status, parameters);
        }
    }

    private static Change change(Queued message, Result result, Instant now) {
        MapSqlParameterSource parameters =
                new MapSqlParameterSource("id", message.id().value());
        return switch (result) {
            // Also when it was withdrawn while on its way: then it was sent all the same, and the log tells the truth.
            case Result.Sent() ->
                Change.of(
                        "status = 'SENT', sent_at = current_timestamp, attempts = attempts + 1, answer = null, unanswered = 0",
                        "status in ('QUEUED', 'HELD', 'DROPPED')",
                        parameters);
            case Result.Dropped() -> Change.of("status = 'DROPPED'", NOT_SENT_YET, parameters);
            case Result.Failed(String answer) ->
                Change.of(
                        "status = 'FAILED', attempts = attempts + 1, answer = :answer",
                        NOT_SENT_YET,
                        parameters.addValue("answer", cut(answer)));
            case Result.Later(Duration pause, String answer) ->
                Change.of(
                        PUT_OFF + ", unanswered = unanswered - 1",
                        NOT_SENT_YET,
                        parameters.addValue("answer", cut(answer)).addValue("due", Columns.at(now.plus(pause))));
            case Result.InDoubt(Duration pause, String answer) ->
                Change.of(
                        PUT_OFF,
                        NOT_SENT_YET,
                        parameters.addValue("answer", cut(answer)).addValue("due", Columns.at(now.plus(pause))));
            case Result.Untried() -> Change.of("unanswered = unanswered - 1", NOT_SENT_YET, parameters);
        };
    }

    /** Whether the mail server was asked before that time and after, and has taken no message since. */
    boolean hasTakenNoneSince(Instant since) {
        return jdbc.sql("""
                        select not exists (select 1 from mail_message where sent_at >= :since)
                          and exists (select 1 from mail_message where put_off_at < :since and due_at >= :since)""")
                .param("since", Columns.at(since))
                .query(Boolean.class)
                .single();
    }

    /**
     * Ends what was put off before that time, or due and never tried. What was stopped and goes on is due from then on; what may have
     * arrived is left to the next attempt.
     *
     * @param limit how many at most
     * @return what these are about
     */
    @Transactional
    List<UUID> giveUp(Instant since, String answer, int limit) {
        List<Queued> hopeless = jdbc.sql(
                        QUEUED + " and unanswered = 0 and coalesce(put_off_at, due_at) < :since" + LONGEST_DUE_FIRST)
                .param("since", Columns.at(since))
                .param("limit", limit)
                .query((row, number) -> queued(row))
                .list();
        batches.batchUpdate(
                "update mail_message set status = 'FAILED', answer = :answer where id = :id",
                hopeless.stream()
                        .map(message ->
                                new MapSqlParameterSource("id", message.id().value()).addValue("answer", cut(answer)))
                        .toArray(SqlParameterSource[]::new));
        return hopeless.stream().map(Queued::about).toList();
    }

    /**
     * Marks a message that came back; one in doubt, too, as it was sent then, also where it was given up in doubt. Gives what it is about
     * where that was news; a repeated report is none.
     */
    Optional<UUID> markBounced(Bounce bounce) {
        int changed = jdbc.sql("""
                        update mail_message set status = 'BOUNCED', answer = :answer, sent_at = coalesce(sent_at, current_timestamp)
                        where id = :id and (status = 'SENT' or %s and unanswered > 0 or status = 'FAILED' and unanswered > 1)""".formatted(NOT_SENT_YET))
                .param("id", bounce.message().value())
                .param("answer", cut(bounce.answer()))
                .update();
        return changed == 0
                ? Optional.empty()
                : jdbc.sql("select about from mail_message where id = :id")
                        .param("id", bounce.message().value())
                        .query((row, number) -> row.getObject("about", UUID.class))
                        .optional();
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
                row.getInt("unanswered"),
                row.getBoolean("has_turn"),
                Columns.instant(row, "due_at"),
                Columns.optionalInstant(row, "put_off_at"));
    }

    private static String cut(String answer) {
        return answer.length() <= ANSWER_LENGTH ? answer : answer.substring(0, ANSWER_LENGTH - 1) + "…";
    }

    /**
     * Messages to be sent by whoever holds this.
     *
     * @param at when they were taken; this and {@code until} are the database's time
     * @param until when others may take them
     * @param more whether it makes sense to ask for more
     * @param notYet whether that is so only when it is somebody's turn
     */
    record Claim(Instant at, Instant until, List<Queued> messages, boolean more, boolean notYet) {
        static Claim none(Instant at, boolean more) {
            return new Claim(at, at, List.of(), more, true);
        }

        /** Those that were looked at got their turns; those behind them may have theirs now. */
        static Claim turnsGiven(Instant at) {
            return new Claim(at, at, List.of(), true, false);
        }
    }

    /**
     * A message that is due.
     *
     * @param attempts that came to an end
     * @param unanswered attempts before this one that came to none, after which it may have arrived
     * @param hasTurn whether it waited for its turn among the mails to its domain
     * @param dueAt where it did, its turn
     * @param putOffAt when it was put off for the first time; none before
     */
    record Queued(
            MailMessageId id,
            UUID about,
            EmailAddress recipient,
            int attempts,
            int unanswered,
            boolean hasTurn,
            Instant dueAt,
            Optional<Instant> putOffAt) {}

    /** What became of a message that was claimed. */
    sealed interface Result {
        record Sent() implements Result {}

        /** It need not be sent any more. */
        record Dropped() implements Result {}

        /** For good. */
        record Failed(String answer) implements Result {}

        /** It did not arrive, and is tried again after a pause. */
        record Later(Duration pause, String answer) implements Result {}

        /** It may have arrived, and is tried once more after a pause. */
        record InDoubt(Duration pause, String answer) implements Result {}

        /** Its turn did not come. */
        record Untried() implements Result {}
    }
}
