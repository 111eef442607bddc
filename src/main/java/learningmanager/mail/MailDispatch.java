package learningmanager.mail;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import learningmanager.mail.Outbox.Claim;
import learningmanager.mail.Outbox.Queued;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Sends what is due in the outbox, chunk by chunk, and puts down what became of each message. */
@Component
class MailDispatch {
    static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    static final Duration GIVING_UP = Duration.ofDays(3);

    private static final int CHUNK = 100;
    /** After this long the rest of a chunk goes back, lest its claim runs out while one of it is being sent. */
    private static final Duration CHUNK_TIME = Outbox.CLAIM.dividedBy(2);

    private static final Logger LOG = LoggerFactory.getLogger(MailDispatch.class);

    private final Outbox outbox;
    private final MailTransport transport;
    private final ObjectProvider<MailWriter> writer;
    private final ApplicationEventPublisher events;
    private final AtomicBoolean serverDown = new AtomicBoolean();

    /** The writer is asked for late: its feature queues mails, so needs what needs this. */
    MailDispatch(
            Outbox outbox,
            MailTransport transport,
            ObjectProvider<MailWriter> writer,
            ApplicationEventPublisher events) {
        this.outbox = outbox;
        this.transport = transport;
        this.writer = writer;
        this.events = events;
    }

    /** Until nothing is due any more, the mail server can't be reached, or {@code goOn} says no. */
    void sendDue(BooleanSupplier goOn) {
        boolean more = transport.hasServer();
        while (more && goOn.getAsBoolean()) {
            Claim claim = outbox.claimDue(CHUNK);
            more = !claim.messages().isEmpty() && sendAll(claim, goOn);
        }
    }

    private boolean sendAll(Claim claim, BooleanSupplier goOn) {
        long start = System.nanoTime();
        for (Queued message : claim.messages()) {
            if (!goOn.getAsBoolean() || System.nanoTime() - start > CHUNK_TIME.toNanos()) {
                outbox.release(claim);
                return true;
            }
            if (outbox.holds(claim, message) && !send(claim, message)) {
                outbox.release(claim);
                return false;
            }
        }
        return true;
    }

    /** Whether it makes sense to try the next one. */
    private boolean send(Claim claim, Queued message) {
        Optional<Mail> mail;
        try {
            mail = writer.getObject().write(message.about());
        } catch (RuntimeException notWritten) {
            LOG.error("Mail message {} could not be written", message.id(), notWritten);
            tryLater(claim, message, "Not written; the log has the reason under " + message.id());
            return true;
        }
        if (mail.isEmpty()) {
            tell(outbox.markDropped(claim, message), message);
            return true;
        }
        return switch (transport.send(message.id(), message.recipient(), mail.get())) {
            case MailTransport.Taken() -> {
                serverIsUp();
                tell(outbox.markSent(claim, message), message);
                yield true;
            }
            case MailTransport.Refused(String answer) -> {
                serverIsUp();
                tell(outbox.markFailed(claim, message, answer), message);
                yield true;
            }
            case MailTransport.NotNow(String answer) -> {
                serverIsUp();
                tryLater(claim, message, answer);
                yield true;
            }
            case MailTransport.Unreachable(String answer) -> {
                serverIsDown(answer);
                tryLater(claim, message, answer);
                yield false;
            }
        };
    }

    private void tryLater(Claim claim, Queued message, String answer) {
        boolean givenUp = message.queuedAt().plus(GIVING_UP).isBefore(outbox.now());
        boolean ours = givenUp
                ? outbox.markFailed(claim, message, answer)
                : outbox.putOff(claim, message, pauseAfter(message.attempts()), answer);
        tell(ours, message);
    }

    /** Twice as long each time, and up to a fifth more, so that what failed together doesn't come back together. */
    static Duration pauseAfter(int attempts) {
        long seconds = FIRST_PAUSE.toSeconds() << Math.min(attempts, 20);
        long spread = (long) (seconds * 0.2 * ThreadLocalRandom.current().nextDouble());
        return Duration.ofSeconds(Math.min(seconds + spread, LONGEST_PAUSE.toSeconds()));
    }

    private void tell(boolean changed, Queued message) {
        if (changed) {
            try {
                events.publishEvent(new DeliveryChanged(message.about()));
            } catch (RuntimeException listener) {
                LOG.error("A listener to the delivery of mail message {} failed", message.id(), listener);
            }
        }
    }

    private void serverIsDown(String answer) {
        if (serverDown.compareAndSet(false, true)) {
            LOG.warn("The mail server {} takes no mail: {}. Mails wait and are tried again.", transport, answer);
        }
    }

    private void serverIsUp() {
        if (serverDown.compareAndSet(true, false)) {
            LOG.info("The mail server {} takes mail again.", transport);
        }
    }
}
