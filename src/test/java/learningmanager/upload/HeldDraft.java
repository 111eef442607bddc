package learningmanager.upload;

import java.util.concurrent.CountDownLatch;
import learningmanager.base.UploadId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A draft that something long holds, as a check or a sending on another server does. */
public final class HeldDraft implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread holder;

    /** Returns once it is held. */
    public HeldDraft(TransactionTemplate transaction, JdbcClient jdbc, UploadId draft) {
        CountDownLatch held = new CountDownLatch(1);
        holder = Thread.ofVirtual()
                .start(() -> transaction.executeWithoutResult(status -> {
                    try {
                        jdbc.sql("select no from upload where id = :id for update")
                                .param("id", draft.value())
                                .query(Long.class)
                                .single();
                    } finally {
                        held.countDown();
                    }
                    await(over);
                }));
        await(held);
    }

    @Override
    public void close() {
        over.countDown();
        try {
            holder.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
