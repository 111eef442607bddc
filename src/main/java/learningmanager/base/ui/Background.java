package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutor;
import org.springframework.security.core.context.SecurityContextHolder;

/** Work that takes long, done while the page answers. Leaving the page stops nothing. */
public final class Background {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Executor THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private Background() {}

    /**
     * Does something on another thread, for whoever is signed in here, and tells of it in the page where that is open still.
     *
     * @param done what to do in the page with the outcome
     * @param failed what to do in the page where it failed; the reason is in the log
     */
    public static <T> void run(Component page, Supplier<T> work, Consumer<T> done, Runnable failed) {
        Executor asWhoAsks = new DelegatingSecurityContextExecutor(THREADS, SecurityContextHolder.getContext());
        tell(page, CompletableFuture.supplyAsync(work, asWhoAsks), done, failed);
    }

    /** Tells of work that is under way in the page, where that is open still. */
    public static <T> void tell(Component page, CompletableFuture<T> work, Consumer<T> done, Runnable failed) {
        UI ui = page.getUI().orElseThrow();
        Runnable failure = ui.accessLater(failed::run, () -> {})::run;
        Consumer<T> success = ui.<T>accessLater(done::accept, () -> {})::accept;
        work.whenComplete((outcome, reason) -> {
            if (reason == null) {
                success.accept(outcome);
            } else {
                if (!work.isCancelled()) {
                    LOG.error("Work in the background failed", reason);
                }
                failure.run();
            }
        });
    }
}
