package learningmanager.base;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells open windows that something changed, once the change is committed: what a topic is about is its ID. Listeners are
 * called on a thread of their own, never on the one that made the change. Windows on other nodes are told by {@link NodeChanges}.
 */
@Component
public class Changes implements DisposableBean {
    private final Map<UUID, Set<Runnable>> listeners = new ConcurrentHashMap<>();
    private volatile Consumer<UUID> otherNodes = topic -> {};
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Ends the listening that {@link #listen} began. */
    @FunctionalInterface
    public interface Listening {
        void end();
    }

    public Listening listen(Id topic, Runnable listener) {
        // In one step with the look whether there are any: whoever ends the last one takes the set away.
        listeners.compute(topic.value(), (key, registered) -> {
            Set<Runnable> all = registered == null ? new CopyOnWriteArraySet<>() : registered;
            all.add(listener);
            return all;
        });
        return () -> listeners.computeIfPresent(topic.value(), (key, registered) -> {
            registered.remove(listener);
            return registered.isEmpty() ? null : registered;
        });
    }

    /** Tells the topic's listeners now, or after the commit where a transaction is under way; nobody where it rolls back. */
    public void announce(Id topic) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            tell(topic);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                tell(topic);
            }
        });
    }

    private void tell(Id topic) {
        tellHere(topic.value());
        otherNodes.accept(topic.value());
    }

    /** Tells the listeners on this node. */
    void tellHere(UUID topic) {
        listeners.getOrDefault(topic, Set.of()).forEach(threads::execute);
    }

    /** Tells the listeners to whatever on this node: nobody knows what they missed. */
    void tellAllHere() {
        listeners.keySet().forEach(this::tellHere);
    }

    /** Whom to pass each topic on to that is told here. */
    void passOn(Consumer<UUID> toOtherNodes) {
        otherNodes = toOtherNodes;
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
