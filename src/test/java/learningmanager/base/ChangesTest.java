package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import learningmanager.base.Changes.Listening;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private final Changes changes = new Changes();

    @AfterEach
    void end() {
        changes.destroy();
    }

    @Test
    void a_window_that_opens_as_the_last_one_closes_is_told_of_what_changes() throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 20_000; i++) {
                ProgramId topic = new ProgramId(UUID.randomUUID());
                CountDownLatch told = new CountDownLatch(1);
                Listening closing = changes.listen(topic, () -> {});
                Future<?> closes = threads.submit(() -> {
                    start.await();
                    closing.end();
                    return true;
                });
                Future<Listening> opens = threads.submit(() -> {
                    start.await();
                    return changes.listen(topic, told::countDown);
                });
                closes.get();
                Listening opened = opens.get();
                changes.announce(topic);
                assertThat(told.await(10, TimeUnit.SECONDS)).as("window %d", i).isTrue();
                opened.end();
            }
        }
    }
}
