package learningmanager.mail;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks every so often, on each node, for mails that are due: those that had to wait, those that a killed node left behind, and
 * those of a queue that is too long for the node that was told of it.
 */
@Component
class MailWatch implements SmartLifecycle {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(MailWatch.class);

    private final MailDispatch dispatch;
    private final Duration pause;
    private volatile @Nullable Watching watching;

    private record Watching(Thread thread, CountDownLatch ended) {}

    MailWatch(MailDispatch dispatch, MailSettings settings) {
        this.dispatch = dispatch;
        this.pause = settings.lookEvery();
    }

    @Override
    public void start() {
        CountDownLatch ended = new CountDownLatch(1);
        watching = new Watching(Thread.ofVirtual().name("mail-watch").start(() -> watch(ended)), ended);
    }

    private void watch(CountDownLatch ended) {
        try {
            while (!ended.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                look(ended);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(CountDownLatch ended) {
        try {
            dispatch.sendDue(() -> ended.getCount() > 0);
        } catch (RuntimeException databaseAway) {
            LOG.warn("Mails wait, as the outbox can't be read: {}", databaseAway.getMessage());
        }
    }

    /** Lets what is being sent at this moment be sent to its end. */
    @Override
    public void stop() {
        Watching ending = watching;
        watching = null;
        if (ending != null) {
            ending.ended().countDown();
            try {
                ending.thread().join(LONGEST_STOP);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return watching != null;
    }
}
