package learningmanager.program.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import learningmanager.base.Changes;
import learningmanager.base.Changes.Listening;
import learningmanager.base.ProgramId;

/** Keeps an open page in step with what others do on a program. */
final class ProgramFollower {
    /** A file's mails change thousands of rows one by one: pages follow a few times a second, not for each. */
    private static final int PAUSE_MILLISECONDS = 200;

    private ProgramFollower() {}

    /** Calls {@code refresh} in the page's own UI, as long as the page is attached. */
    static void follow(Component page, Changes changes, ProgramId program, Runnable refresh) {
        page.getUI().ifPresent(ui -> {
            AtomicBoolean waiting = new AtomicBoolean();
            Listening listening = changes.listen(program, () -> {
                if (waiting.compareAndSet(false, true)) {
                    CompletableFuture.delayedExecutor(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS)
                            .execute(() -> {
                                waiting.set(false);
                                refresh(ui, refresh);
                            });
                }
            });
            page.addDetachListener(detached -> {
                detached.unregisterListener();
                listening.end();
            });
        });
    }

    private static void refresh(UI ui, Runnable refresh) {
        try {
            ui.access(refresh::run);
        } catch (UIDetachedException closedMeanwhile) {
            // Nobody looks at the page any more.
        }
    }
}
