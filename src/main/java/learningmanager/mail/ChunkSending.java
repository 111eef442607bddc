package learningmanager.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import learningmanager.mail.Outbox.Claim;
import learningmanager.mail.Outbox.Queued;
import learningmanager.mail.Outbox.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Sends a claimed chunk of messages: all are written at once, sent one after the other, and put down at once. */
@Component
class ChunkSending {
    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    /** Since it was put off for the first time: how long it waited for its turn before does not count. */
    static final Duration GIVING_UP = Duration.ofDays(3);

    /** After this long the rest of a chunk goes back: also when this node was frozen, and others have its claim by now. */
    static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration PAUSE_FOR_DATABASE = Duration.ofSeconds(1);
    private static final Duration PAUSE_FOR_OTHERS = Duration.ofMillis(20);

    private static final int GIVEN_UP_AT_ONCE = 1_000;

    private static final String BROKEN_OFF = "Sending was broken off twice before the mail server answered, so this"
            + " e-mail may have arrived or not. Ask the learner, or send it again; the link is the same";

    private static final Logger LOG = LoggerFactory.getLogger(ChunkSending.class);

    private final Outbox outbox;
    private final MailTransport transport;
    private final ObjectProvider<MailWriter> writers;
    private final ApplicationEventPublisher events;

    /** The writers are asked for late: their features queue mails, so need what needs this. */
    ChunkSending(
            Outbox outbox,
            MailTransport transport,
            ObjectProvider<MailWriter> writers,
            ApplicationEventPublisher events) {
        this.outbox = outbox;
        this.transport = transport;
        this.writers = writers;
        this.events = events;
    }

    /** What the mail server said last, if it was asked; where that is that it takes none, what was not tried goes back. */
    Optional<MailOutcome> send(MailConnection connection, Claim claim, BooleanSupplier goOn) {
        Instant begin = Instant.now();
        long beginNanos = System.nanoTime();
        Map<Queued, Result> results = new LinkedHashMap<>();
        Map<UUID, Mail> mails = write(claim, results);
        Optional<MailOutcome> last = Optional.empty();
        for (Queued message : claim.messages()) {
            Mail mail = mails.get(message.about());
            // Written to another address since: the new link is for its recipient alone, who has a message of their
            // own.
            if (mail == null || !mail.recipient().equals(message.recipient())) {
                results.putIfAbsent(message, new Result.Dropped());
            } else if (last.flatMap(MailOutcome::wordsOfServerDown).isPresent()
                    || !goOn.getAsBoolean()
                    || isOver(begin, beginNanos)) {
                results.put(message, new Result.Untried());
            } else {
                MailOutcome outcome = transport.send(connection, message.id(), message.recipient(), mail);
                last = Optional.of(outcome);
                results.put(message, result(claim, message, outcome));
            }
        }
        putDown(claim, results, goOn);
        return last;
    }

    /** What has waited too long for a mail server that takes none has failed, whether it was tried or its turn never came. */
    void giveUp(String words, BooleanSupplier goOn) {
        Instant since = outbox.now().minus(GIVING_UP);
        if (!outbox.hasTakenNoneSince(since)) {
            return;
        }
        List<UUID> about;
        do {
            about = outbox.giveUp(since, words, GIVEN_UP_AT_ONCE);
            tell(Set.copyOf(about));
        } while (about.size() == GIVEN_UP_AT_ONCE && goOn.getAsBoolean());
    }

    /** By two clocks: a machine that was suspended as a whole may have missed it on one. */
    private static boolean isOver(Instant begin, long beginNanos) {
        return System.nanoTime() - beginNanos > LONGEST.toNanos()
                || Duration.between(begin, Instant.now()).compareTo(LONGEST) > 0;
    }

    private Map<UUID, Mail> write(Claim claim, Map<Queued, Result> results) {
        List<Queued> toWrite = new ArrayList<>();
        for (Queued message : claim.messages()) {
            if (message.unanswered() > 1) {
                results.put(message, new Result.Failed(BROKEN_OFF));
            } else {
                toWrite.add(message);
            }
        }
        try {
            return write(about(toWrite));
        } catch (RuntimeException someNotWritten) {
            Map<UUID, Mail> mails = new HashMap<>();
            for (Queued message : toWrite) {
                try {
                    mails.putAll(write(Set.of(message.about())));
                } catch (RuntimeException notWritten) {
                    LOG.error("Mail message {} could not be written", message.id(), notWritten);
                    String answer = "Not written; the log has the reason under " + message.id();
                    results.put(message, laterOrNever(claim, message, answer));
                }
            }
            return mails;
        }
    }

    /** Each by the writer whose it is. */
    private Map<UUID, Mail> write(Collection<UUID> about) {
        Map<UUID, Mail> mails = new HashMap<>();
        writers.orderedStream().forEach(writer -> mails.putAll(writer.write(about)));
        return mails;
    }

    private static Result result(Claim claim, Queued message, MailOutcome outcome) {
        return switch (outcome) {
            case MailOutcome.Taken() -> new Result.Sent();
            case MailOutcome.Refused(String answer) -> new Result.Failed(answer);
            case MailOutcome.NotNow(String answer) -> laterOrNever(claim, message, answer);
            case MailOutcome.Unreachable(String answer) -> laterOrNever(claim, message, answer);
            case MailOutcome.Unanswered(String answer) ->
                message.unanswered() == 0
                        ? new Result.InDoubt(pauseAfter(message.attempts()), answer)
                        : new Result.Failed(BROKEN_OFF + " (" + answer + ")");
        };
    }

    private static Result laterOrNever(Claim claim, Queued message, String answer) {
        boolean longEnough = message.putOffAt()
                .map(first -> first.plus(GIVING_UP).isBefore(claim.at()))
                .orElse(false);
        return longEnough ? new Result.Failed(answer) : new Result.Later(pauseAfter(message.attempts()), answer);
    }

    /** Twice as long each time, and up to a fifth more, so that what failed together doesn't come back together. */
    static Duration pauseAfter(int attempts) {
        long seconds = FIRST_PAUSE.toSeconds() << Math.min(attempts, 20);
        long spread = (long) (seconds * 0.2 * ThreadLocalRandom.current().nextDouble());
        return Duration.ofSeconds(Math.min(seconds + spread, LONGEST_PAUSE.toSeconds()));
    }

    /** As long as the claim lasts, a database that is away is waited for: what was sent would be sent once more otherwise. */
    private void putDown(Claim claim, Map<Queued, Result> results, BooleanSupplier goOn) {
        Instant deadline = Instant.now().plus(Outbox.CLAIM);
        Map<Queued, Result> left = results;
        while (!left.isEmpty()) {
            try {
                left = outbox.putDown(claim, left);
                LockSupport.parkNanos(left.isEmpty() ? 0 : PAUSE_FOR_OTHERS.toNanos());
            } catch (RuntimeException databaseAway) {
                if (Instant.now().isAfter(deadline) || !goOn.getAsBoolean()) {
                    throw databaseAway;
                }
                LOG.warn("What became of {} mails waits to be put down: {}", left.size(), databaseAway.getMessage());
                LockSupport.parkNanos(PAUSE_FOR_DATABASE.toNanos());
            }
        }
        tell(results.entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Result.Untried))
                .map(entry -> entry.getKey().about())
                .collect(Collectors.toSet()));
    }

    private void tell(Set<UUID> changed) {
        if (!changed.isEmpty()) {
            try {
                events.publishEvent(new DeliveryChanged(changed));
            } catch (RuntimeException listener) {
                LOG.error("A listener to the delivery of {} mails failed", changed.size(), listener);
            }
        }
    }

    private static Collection<UUID> about(List<Queued> messages) {
        return messages.stream().map(Queued::about).collect(Collectors.toSet());
    }
}
