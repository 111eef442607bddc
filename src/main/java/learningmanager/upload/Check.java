package learningmanager.upload;

import java.util.concurrent.atomic.AtomicReference;
import learningmanager.base.AccountId;
import learningmanager.base.Changes;
import learningmanager.base.UploadId;

/** One check of a file or a draft, to be done by {@link BackgroundChecks}. */
abstract class Check {
    private static final long NANOS_BETWEEN_NEWS = 200_000_000;

    private enum Way {
        GOING,
        STOPPED,
        KEPT
    }

    private final UploadId upload;
    private final AccountId owner;
    private final Changes changes;
    private final AtomicReference<Way> way = new AtomicReference<>(Way.GOING);
    private volatile Progress progress = new Progress.Reading(0, 0);
    private long lastNews;

    Check(Upload upload, Changes changes) {
        this.upload = upload.id();
        this.owner = upload.ownerId();
        this.changes = changes;
    }

    /** Does it, and leaves nothing undone where it is stopped or fails; on a thread of its own. */
    abstract void run();

    /** In place of {@link #run} where it is stopped before its turn comes. */
    abstract void stoppedInLine();

    /** Of a file that has come in, not of a draft. */
    abstract boolean isOfFile();

    /** Told once it is under way no longer. */
    void over() {}

    final UploadId upload() {
        return upload;
    }

    final AccountId owner() {
        return owner;
    }

    final Progress progress() {
        return way.get() == Way.STOPPED ? new Progress.Stopping() : progress;
    }

    /** Asks it to end. Too late once it has decided to keep what it found. */
    final void stop() {
        if (way.compareAndSet(Way.GOING, Way.STOPPED)) {
            tell();
        }
    }

    public final boolean stopped() {
        return way.get() == Way.STOPPED;
    }

    /** Whether what was found may be kept: it was not stopped, and is not stopped any more from here on. */
    final boolean keep() {
        return way.compareAndSet(Way.GOING, Way.KEPT);
    }

    final void reached(Progress now) {
        boolean nextStep = now.getClass() != progress.getClass();
        progress = now;
        long time = System.nanoTime();
        if (nextStep || time - lastNews >= NANOS_BETWEEN_NEWS) {
            lastNews = time;
            tell();
        }
    }

    /** From a thread that is in no transaction: now, not after the commit. */
    private void tell() {
        Thread.startVirtualThread(() -> changes.announce(upload));
    }
}
