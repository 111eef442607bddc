package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A count that takes seconds at a million rows, made while the page answers. However often the rows change, there is one count at a
 * time, and for the smaller part of it: thousands of mails going out would have an open page count without end.
 *
 * @param <K> what is counted: of the last asked for, the count is told
 * @param <T> the count
 */
public final class LongCount<K, T> {
    /** After counting for a while, so many times as long is waited before the same is counted again. */
    static final int PAUSES = 4;

    private final Component page;
    private final Function<K, T> count;
    private final BiConsumer<K, T> tell;
    private final int pauses;

    private Optional<K> last = Optional.empty();
    private Optional<K> wanted = Optional.empty();
    private boolean counting;
    private boolean waiting;
    private long restsUntil;

    /**
     * @param count is asked on another thread, for whoever looks at the page
     * @param tell told in the page, where it is open still
     */
    public LongCount(Component page, Function<K, T> count, BiConsumer<K, T> tell) {
        this(page, count, tell, PAUSES);
    }

    LongCount(Component page, Function<K, T> count, BiConsumer<K, T> tell, int pauses) {
        this.page = page;
        this.count = count;
        this.tell = tell;
        this.pauses = pauses;
    }

    /** Counts now, or after the count that is under way and its pause; something else than was counted last needs no pause. */
    public void ask(K what) {
        if (page.getUI().isEmpty()) {
            return;
        }
        long rest = restsUntil - System.nanoTime();
        if (counting) {
            wanted = Optional.of(what);
        } else if (rest > 0 && last.equals(Optional.of(what))) {
            wanted = Optional.of(what);
            askAgainIn(rest);
        } else {
            begin(what);
        }
    }

    private void begin(K what) {
        long begun = System.nanoTime();
        counting = true;
        wanted = Optional.empty();
        last = Optional.of(what);
        restsUntil = begun;
        Background.run(
                page,
                () -> count.apply(what),
                counted -> {
                    end(begun);
                    tell.accept(what, counted);
                },
                () -> end(begun));
    }

    private void end(long begun) {
        counting = false;
        long now = System.nanoTime();
        restsUntil = now + pauses * (now - begun);
        wanted.ifPresent(this::ask);
    }

    private void askAgainIn(long nanos) {
        if (!waiting) {
            waiting = true;
            Executor later = CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS);
            Background.tell(page, CompletableFuture.runAsync(() -> {}, later), rested -> askAgain(), this::askAgain);
        }
    }

    private void askAgain() {
        waiting = false;
        wanted.filter(what -> !counting).ifPresent(this::ask);
    }
}
