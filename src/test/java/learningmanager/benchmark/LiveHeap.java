package learningmanager.benchmark;

import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/** Watches how much of the heap is alive, which only a collection tells: it slows down what it watches. */
final class LiveHeap implements AutoCloseable {
    private static final long NANOS_BETWEEN = 300_000_000;

    private final Thread watcher = new Thread(this::watch, "live-heap");
    private volatile boolean ended;
    private long peak;

    LiveHeap() {
        watcher.setDaemon(true);
        watcher.start();
    }

    /** Bytes alive now. */
    static long now() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** The most that was alive since the last time this was asked, in bytes. */
    synchronized long peak() {
        long most = Math.max(peak, now());
        peak = 0;
        return most;
    }

    private void watch() {
        while (!ended) {
            look();
            LockSupport.parkNanos(NANOS_BETWEEN);
        }
    }

    /** As a whole, lest what was alive before {@link #peak} was asked is put down after it. */
    private synchronized void look() {
        peak = Math.max(peak, now());
    }

    @Override
    public void close() {
        ended = true;
    }
}
