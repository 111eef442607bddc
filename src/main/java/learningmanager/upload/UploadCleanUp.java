package learningmanager.upload;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import learningmanager.base.Changes;
import learningmanager.base.DatabaseClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ends checks whose server went down, and throws away what nobody touched for thirty days (SPEC 5): drafts altogether, of what
 * was sent the rows that it came from. Drafts of who deleted their account go at once (ADR 16).
 */
@Component
class UploadCleanUp {
    private static final Logger LOG = LoggerFactory.getLogger(UploadCleanUp.class);

    static final Duration KEPT = Duration.ofDays(30);

    /** Whoever has the page of a lost check open waits so long. Also what makes it run soon after a start. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final UploadRepository uploads;
    private final Staging staging;
    private final BackgroundChecks checks;
    private final TransactionTemplate transaction;
    private final Changes changes;
    private final DatabaseClock clock;

    UploadCleanUp(
            UploadRepository uploads,
            Staging staging,
            BackgroundChecks checks,
            TransactionTemplate transaction,
            Changes changes,
            DatabaseClock clock) {
        this.uploads = uploads;
        this.staging = staging;
        this.checks = checks;
        this.transaction = transaction;
        this.changes = changes;
        this.clock = clock;
    }

    /** One that cannot be cleaned up does not keep the others from it. */
    void cleanUp() {
        Instant now = clock.now();
        each(uploads.checkingUntouchedSince(now.minus(FileCheck.LOST_AFTER)), upload -> endLostCheck(upload, now));
        each(uploads.unsentUntouchedSince(now.minus(KEPT)), this::throwAway);
        each(uploads.unsentOfDeletedAccounts(), this::throwAway);
        each(uploads.sentWithRowsUntouchedSince(now.minus(KEPT)), upload -> staging.delete(upload.no()));
    }

    private void throwAway(Upload upload) {
        staging.delete(upload.no());
        uploads.deleteById(upload.id());
    }

    private void endLostCheck(Upload upload, Instant now) {
        if (checks.progress(upload.id()).isEmpty()) {
            staging.delete(upload.no());
            uploads.save(upload.stopped(now));
            changes.announce(upload.id());
            changes.announce(upload.ownerId());
        }
    }

    private void each(List<Upload> found, Consumer<Upload> change) {
        for (Upload seen : found) {
            try {
                transaction.executeWithoutResult(
                        status -> uploads.lock(seen.id().value())
                                .flatMap(locked -> uploads.findById(seen.id()))
                                .filter(seen::isUntouched)
                                .ifPresent(change));
            } catch (RuntimeException failure) {
                LOG.error("Upload {} could not be cleaned up", seen.id(), failure);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Schedule {
        @Bean
        Task<Void> cleanUpUploads(UploadCleanUp cleanUp) {
            return Tasks.recurring("clean-up-uploads", FixedDelay.of(PAUSE))
                    .execute((task, context) -> cleanUp.cleanUp());
        }
    }
}
