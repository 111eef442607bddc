package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import learningmanager.base.Changes;
import learningmanager.base.Changes.Listening;
import learningmanager.base.Id;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutor;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Keeps an open page in step with what others do. A file's mails change thousands of rows one by one: the page follows once a
 * pause, not for each, and less often where following takes long.
 */
public final class Follower {
    public static final Duration A_MOMENT = Duration.ofMillis(200);

    /** A page spends at most one part in so many of the time on following. */
    private static final int SHARE_OF_TIME = 5;

    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final UI ui;
    private final Duration pause;
    private final Supplier<Runnable> read;
    private final Executor asWhoLooks;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile boolean changedMeanwhile;
    private volatile boolean left;
    private volatile long tookNanos;

    private Follower(UI ui, Duration pause, Supplier<Runnable> read) {
        this.ui = ui;
        this.pause = pause;
        this.read = read;
        this.asWhoLooks = new DelegatingSecurityContextExecutor(THREADS, SecurityContextHolder.getContext());
    }

    /**
     * Calls {@code refresh} in the page's own UI a moment after the topic changed, as long as the page stays attached.
     *
     * @return ends it before, where the page comes to show something else
     */
    public static Registration follow(Component page, Changes changes, Id topic, Runnable refresh) {
        return page.getUI()
                .map(ui -> listen(page, changes, topic, new Follower(ui, A_MOMENT, () -> refresh)))
                .orElse(() -> {});
    }

    /**
     * Reads now and a pause after each change, for as long as the page stays attached; not in its UI, which answers meanwhile.
     *
     * @param read is called on another thread, for whoever looks at the page; gives what to do in the page then
     */
    public static void followReading(
            Component page, Changes changes, Id topic, Duration pause, Supplier<Runnable> read) {
        page.getUI().ifPresent(ui -> {
            Follower follower = new Follower(ui, pause, read);
            listen(page, changes, topic, follower);
            follower.waiting.set(true);
            follower.asWhoLooks.execute(follower::refresh);
        });
    }

    private static Registration listen(Component page, Changes changes, Id topic, Follower follower) {
        Listening listening = changes.listen(topic, follower::changed);
        Registration end = () -> {
            listening.end();
            follower.left = true;
        };
        page.addDetachListener(detached -> {
            detached.unregisterListener();
            end.remove();
        });
        return end;
    }

    private void changed() {
        changedMeanwhile = true;
        if (waiting.compareAndSet(false, true)) {
            long nanos = Math.max(pause.toNanos(), tookNanos * (SHARE_OF_TIME - 1));
            CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, asWhoLooks)
                    .execute(this::refresh);
        }
    }

    private void refresh() {
        changedMeanwhile = false;
        long begun = System.nanoTime();
        try {
            Runnable show = read.get();
            ui.access(() -> {
                if (left) {
                    // The window shows another page by now; what this one was about may be gone.
                    return;
                }
                try {
                    show.run();
                } finally {
                    tookNanos = System.nanoTime() - begun;
                    again();
                }
            });
        } catch (UIDetachedException closedMeanwhile) {
            // Nobody looks at the page any more.
        } catch (RuntimeException failed) {
            again();
            throw failed;
        }
    }

    private void again() {
        waiting.set(false);
        if (changedMeanwhile) {
            changed();
        }
    }
}
