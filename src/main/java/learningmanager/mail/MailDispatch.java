package learningmanager.mail;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import learningmanager.mail.Outbox.Claim;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Empties the outbox: chunk by chunk, over a few connections at once, as long as the mail server answers (ADR 9). */
@Component
class MailDispatch {
    /** A killed node leaves a chunk in doubt for each of its connections, so that chunks are small while the server is slow. */
    private static final int FIRST_CHUNK = 25;

    private static final int LARGEST_CHUNK = 200;
    private static final Duration SHORT = Duration.ofMillis(400);

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
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                new Drain(threads, goOn).join();
            }
        } while (!asked.compareAndSet(answered, 0));
    }

    /** One emptying of the outbox, by as many threads as there is work for. */
    private final class Drain {
        private final ExecutorService threads;
        private final BooleanSupplier goOn;
        private final AtomicInteger workers = new AtomicInteger();

        Drain(ExecutorService threads, BooleanSupplier goOn) {
            this.threads = threads;
            this.goOn = goOn;
        }

        void join() {
            if (workers.getAndIncrement() < transport.connections()) {
                threads.execute(this::work);
            }
        }

        private void work() {
            try (MailConnection connection = transport.open()) {
                int size = FIRST_CHUNK;
                while (goOn.getAsBoolean() && server.mayAsk()) {
                    Claim claim = claim(server.isInDoubt() ? 1 : size);
                    if (claim.messages().isEmpty()) {
                        return;
                    }
                    if (claim.messages().size() == size) {
                        join();
                    }
                    long begin = System.nanoTime();
                    chunks.send(connection, claim, goOn).ifPresentOrElse(server::isDown, server::answered);
                    size = nextSize(size, Duration.ofNanos(System.nanoTime() - begin));
                }
            } catch (RuntimeException databaseAway) {
                LOG.warn("Mails wait, as the outbox can't be read: {}", databaseAway.getMessage());
            }
        }

        private Claim claim(int size) {
            Claim claim = Claim.NONE;
            try {
                claim = outbox.claimDue(size);
            } finally {
                if (claim.messages().isEmpty()) {
                    server.notAsked();
                }
            }
            return claim;
        }
    }

    private static int nextSize(int size, Duration taken) {
        if (taken.compareTo(SHORT) < 0) {
            return Math.min(2 * size, LARGEST_CHUNK);
        }
        return taken.compareTo(ChunkSending.LONGEST) < 0 ? size : Math.max(1, size / 2);
    }
}
