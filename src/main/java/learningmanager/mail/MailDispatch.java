package learningmanager.mail;

import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import learningmanager.mail.Outbox.Claim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Empties the outbox: chunk by chunk, over a few connections at once, as long as the mail server answers (ADR 10). */
@Component
class MailDispatch {
    /** A killed node leaves a chunk in doubt for each of its connections, so that chunks are small while the server is slow. */
    private static final int FIRST_CHUNK = 25;

    private static final int LARGEST_CHUNK = 50;
    /** Where it is nobody's turn, as rates are limited. */
    private static final Duration UNTIL_NEXT_TURN = Duration.ofMillis(100);

    private static final Duration SHORT = Duration.ofMillis(250);
    private static final Duration TOO_LONG = SHORT.multipliedBy(2);

    private static final Logger LOG = LoggerFactory.getLogger(MailDispatch.class);

    private final Outbox outbox;
    private final MailTransport transport;
    private final ChunkSending chunks;
    private final ServerHealth server;
    /** How often sending was asked for since it was last over; above zero while it is under way. */
    private final AtomicInteger asked = new AtomicInteger();

    MailDispatch(Outbox outbox, MailTransport transport, ChunkSending chunks) {
        this.outbox = outbox;
        this.transport = transport;
        this.chunks = chunks;
        this.server = new ServerHealth(transport.toString());
    }

    /**
     * Sends until nothing is due any more, the mail server can't be reached, or {@code goOn} says no. Where that is under way on
     * this node already, it goes on once more instead, and this returns at once.
     */
    void sendDue(BooleanSupplier goOn) {
        if (!transport.hasServer() || asked.getAndIncrement() > 0) {
            return;
        }
        int answered;
        do {
            answered = asked.get();
            new Drain(goOn).run();
        } while (!asked.compareAndSet(answered, 0));
    }

    /** Whether the mail server takes no mail, as far as this node has tried. */
    boolean isServerDown() {
        return server.isDown();
    }

    /** One emptying of the outbox, by as many threads as there is work for. */
    private final class Drain {
        private final BooleanSupplier goOn;
        private final AtomicInteger workers = new AtomicInteger();
        private final Phaser atWork = new Phaser(1);

        Drain(BooleanSupplier goOn) {
            this.goOn = goOn;
        }

        void run() {
            addWorker();
            atWork.arriveAndAwaitAdvance();
        }

        private void addWorker() {
            int most = transport.connections();
            int number = workers.getAndUpdate(count -> Math.min(count + 1, most));
            if (number < most) {
                atWork.register();
                Thread.ofVirtual().name("mail-", number).start(this::work);
            }
        }

        private void work() {
            try (MailConnection connection = transport.open()) {
                sendChunks(connection);
            } catch (DataAccessException | TransactionException databaseAway) {
                LOG.warn("Mails wait, as the outbox can't be reached: {}", databaseAway.getMessage());
            } catch (RuntimeException unexpected) {
                LOG.error("Sending mails was broken off, and is taken up again", unexpected);
            } finally {
                workers.decrementAndGet();
                atWork.arriveAndDeregister();
            }
        }

        private void sendChunks(MailConnection connection) {
            int size = FIRST_CHUNK;
            while (goOn.getAsBoolean() && server.mayAsk()) {
                Claim claim = claim(server.isInDoubt() ? 1 : size);
                if (!claim.more()) {
                    return;
                }
                if (claim.messages().isEmpty()) {
                    if (claim.notYet()) {
                        LockSupport.parkNanos(UNTIL_NEXT_TURN.toNanos());
                    }
                    continue;
                }
                if (claim.messages().size() == size) {
                    addWorker();
                }
                long begin = System.nanoTime();
                send(connection, claim);
                size = nextSize(size, Duration.ofNanos(System.nanoTime() - begin));
            }
        }

        private void send(MailConnection connection, Claim claim) {
            try {
                chunks.send(connection, claim, goOn)
                        .ifPresentOrElse(
                                said -> said.wordsOfServerDown().ifPresentOrElse(this::isDown, server::answered),
                                server::notAsked);
            } catch (RuntimeException unexpected) {
                server.notAsked();
                throw unexpected;
            }
        }

        private void isDown(String words) {
            server.isDown(words);
            chunks.giveUp(words, goOn);
        }

        private Claim claim(int size) {
            boolean asking = false;
            try {
                Claim claim = outbox.claimDue(size);
                asking = !claim.messages().isEmpty();
                return claim;
            } finally {
                if (!asking) {
                    server.notAsked();
                }
            }
        }
    }

    private static int nextSize(int size, Duration taken) {
        if (taken.compareTo(SHORT) < 0) {
            return Math.min(2 * size, LARGEST_CHUNK);
        }
        return taken.compareTo(TOO_LONG) < 0 ? size : Math.max(1, size / 2);
    }
}
