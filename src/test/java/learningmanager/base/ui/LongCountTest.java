package learningmanager.base.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LongCountTest extends ViewTest {
    /** In nanoseconds, from its first to its last. */
    private record Counting(String what, long begun, long ended) {}

    private final List<Counting> countings = new CopyOnWriteArrayList<>();
    private final Semaphore mayEnd = new Semaphore(0);
    private final List<String> told = new ArrayList<>();
    private final Span page = new Span();
    private final LongCount<String, Integer> count = new LongCount<>(page, this::count, this::tell);

    @BeforeEach
    void a_page_is_open() {
        signIn("manager@example.org");
        UI.getCurrent().add(page);
    }

    @Test
    void what_is_asked_for_again_and_again_is_counted_for_a_part_of_the_time() {
        count.ask("all");
        count.ask("all");
        mayEnd.release();
        eventually("all 1");
        count.ask("all");
        mayEnd.release();
        eventually("all 1", "all 2");

        assertThat(countings.getLast().begun() - countings.getFirst().ended())
                .isGreaterThanOrEqualTo(LongCount.PAUSES
                        * (countings.getFirst().ended() - countings.getFirst().begun()));
    }

    @Test
    void what_is_asked_for_meanwhile_is_counted_after_it() {
        count.ask("all");
        count.ask("canceled");
        count.ask("pending");
        mayEnd.release(2);
        eventually("all 1", "pending 2");
    }

    @Test
    void what_else_is_asked_for_is_counted_without_a_pause() {
        LongCount<String, Integer> resting = new LongCount<>(page, this::count, this::tell, 1_000_000);
        mayEnd.release(3);
        resting.ask("all");
        eventually("all 1");
        resting.ask("all");
        resting.ask("pending");
        eventually("all 1", "pending 2");
    }

    @Test
    void after_a_count_that_failed_another_is_made() {
        count.ask("fault");
        count.ask("all");
        mayEnd.release(2);
        eventually("all 2");
    }

    @Test
    void where_the_page_is_gone_nothing_is_counted() {
        mayEnd.release();
        UI.getCurrent().remove(page);
        assertThatNoException().isThrownBy(() -> count.ask("all"));
        UI.getCurrent().add(page);
        count.ask("pending");
        eventually("pending 1");
    }

    private void tell(String what, int number) {
        told.add(what + " " + number);
    }

    private int count(String what) {
        long begun = System.nanoTime();
        mayEnd.acquireUninterruptibly();
        countings.add(new Counting(what, begun, System.nanoTime()));
        if (what.equals("fault")) {
            throw new IllegalStateException("The database is away");
        }
        return countings.size();
    }

    private void eventually(String... wanted) {
        await().pollInSameThread().untilAsserted(() -> {
            MockVaadin.clientRoundtrip(true);
            assertThat(told).containsExactly(wanted);
        });
    }
}
