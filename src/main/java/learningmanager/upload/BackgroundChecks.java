package learningmanager.upload;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import learningmanager.base.Changes;
import learningmanager.base.UploadId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The checks of this server, of files and of drafts: a few at once, the others waiting for their {@link Turns}. Leaving the page
 * stops nothing.
 */
@Component
class BackgroundChecks {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundChecks.class);

    private final Changes changes;
    private final Turns<Check> turns;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<UploadId, Check> underWay = new ConcurrentHashMap<>();

    BackgroundChecks(UploadSettings settings, Changes changes) {
        this.changes = changes;
        this.turns = new Turns<>(settings.checksAtOnce(), check -> threads.execute(() -> run(check)));
    }

    /** Returns the check of that upload that is under way: this one, unless there is one already. */
    Check begin(Check check) {
        Check before = underWay.putIfAbsent(check.upload(), check);
        if (before != null) {
            return before;
        }
        turns.enter(check, check.owner());
        tellLine();
        return check;
    }

    /** Under way, or waiting. */
    List<UploadId> all() {
        return List.copyOf(underWay.keySet());
    }

    int waitingFiles() {
        return (int) turns.line().stream().filter(Check::isOfFile).count();
    }

    Optional<Progress> progress(UploadId upload) {
        return Optional.ofNullable(underWay.get(upload)).map(check -> {
            int before = turns.line().indexOf(check);
            return before < 0 ? check.progress() : new Progress.Waiting(before);
        });
    }

    /** Ends a check: one that waits at once, another one as soon as it can be. Returns whether there is one here. */
    boolean stop(UploadId upload) {
        Optional<Check> here = Optional.ofNullable(underWay.get(upload));
        here.ifPresent(this::stop);
        return here.isPresent();
    }

    private void stop(Check check) {
        check.stop();
        if (turns.leave(check)) {
            try {
                check.stoppedInLine();
            } finally {
                over(check);
            }
        }
    }

    private void run(Check check) {
        try {
            check.run();
        } finally {
            turns.end(check);
            over(check);
        }
    }

    private void over(Check check) {
        underWay.remove(check.upload());
        check.over();
        changes.announce(check.upload());
        changes.announce(check.owner());
        tellLine();
    }

    private void tellLine() {
        turns.line().forEach(waiting -> changes.announce(waiting.upload()));
    }

    /** Stops all, and returns once they have ended. To be called by whoever brings checks, while what these need is there still. */
    void end() {
        for (Check check : underWay.values()) {
            try {
                stop(check);
            } catch (RuntimeException databaseAway) {
                LOG.warn("The check of upload {} could not be put down as stopped", check.upload(), databaseAway);
            }
        }
        threads.close();
    }
}
