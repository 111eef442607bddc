package learningmanager.upload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import learningmanager.base.Changes;
import learningmanager.base.DatabaseClock;
import learningmanager.base.ExpiryTime;
import learningmanager.base.NotFoundException;
import learningmanager.base.UploadId;
import learningmanager.program.ProgramService;
import learningmanager.upload.csv.CheckedRow;
import learningmanager.upload.csv.RowCheck;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks all rows of a draft again, as {@link BackgroundChecks} does: against the codes, permissions, invitations and time of now.
 * In one transaction: what is stopped, or ends with its server, leaves the draft as it was.
 */
@Component
class DraftCheck implements DisposableBean {
    private static final int ROWS_AT_ONCE = 1_000;

    private final BackgroundChecks checks;
    private final UploadRepository uploads;
    private final ReviewRows rows;
    private final Staging staging;
    private final RowComparisons comparisons;
    private final ProblemBlocks blocks;
    private final ProgramService programs;
    private final TransactionTemplate transaction;
    private final Changes changes;
    private final DatabaseClock clock;

    DraftCheck(
            BackgroundChecks checks,
            UploadRepository uploads,
            ReviewRows rows,
            Staging staging,
            RowComparisons comparisons,
            ProblemBlocks blocks,
            ProgramService programs,
            TransactionTemplate transaction,
            Changes changes,
            DatabaseClock clock) {
        this.checks = checks;
        this.uploads = uploads;
        this.rows = rows;
        this.staging = staging;
        this.comparisons = comparisons;
        this.blocks = blocks;
        this.programs = programs;
        this.transaction = transaction;
        this.changes = changes;
        this.clock = clock;
    }

    /** Completes with whether the draft was checked to its end, not stopped on the way. */
    CompletableFuture<Boolean> begin(Upload draft) {
        return checks.begin(new Run(draft)) instanceof Run run ? run.outcome : CompletableFuture.completedFuture(false);
    }

    @Override
    public void destroy() {
        checks.end();
    }

    private final class Run extends Check {
        private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        private Runnable tell = () -> outcome.complete(false);

        Run(Upload draft) {
            super(draft, changes);
        }

        @Override
        void run() {
            try {
                boolean checked = Boolean.TRUE.equals(transaction.execute(status -> {
                    boolean toItsEnd = check(draft());
                    if (!toItsEnd) {
                        status.setRollbackOnly();
                    }
                    return toItsEnd;
                }));
                tell = () -> outcome.complete(checked);
            } catch (NotFoundException sentOrDiscarded) {
                tell = () -> outcome.complete(false);
            } catch (RuntimeException | Error failure) {
                tell = () -> outcome.completeExceptionally(failure);
            }
        }

        @Override
        boolean isOfFile() {
            return false;
        }

        @Override
        void stoppedInLine() {
            // Nothing was begun.
        }

        @Override
        void over() {
            tell.run();
        }

        private Upload draft() {
            UploadId id = upload();
            return uploads.lock(id.value())
                    .flatMap(locked -> uploads.findById(id))
                    .filter(now -> now.state() == UploadState.CHECKED)
                    .orElseThrow(() -> new NotFoundException("a draft " + id));
        }

        private boolean check(Upload draft) {
            Instant now = clock.now();
            RowCheck check = new RowCheck(InvitableCodes.of(programs, draft), now);
            for (int first = 1; first <= draft.rowCount(); first += ROWS_AT_ONCE) {
                if (stopped()) {
                    return false;
                }
                restage(draft, rows.range(draft.no(), first, ROWS_AT_ONCE), check);
                int last = Math.min(draft.rowCount(), first + ROWS_AT_ONCE - 1);
                reached(new Progress.Reading((double) last / draft.rowCount(), last));
            }
            reached(new Progress.Comparing());
            staging.expectRows(draft.rowCount());
            comparisons.compareAll(draft, now, Map.of(), this::stopped);
            Findings findings = blocks.countAll(draft.no());
            if (!keep()) {
                return false;
            }
            uploads.save(draft.checkedAgain(findings, now));
            changes.announce(draft.ownerId());
            return true;
        }

        /** Most rows are what they were: these need no writing. */
        private void restage(Upload draft, List<ReviewRow> before, RowCheck check) {
            List<CheckedRow> changed = new ArrayList<>();
            for (ReviewRow row : before) {
                CheckedRow now = check.check(row.cells());
                if (differs(row, now)) {
                    changed.add(now);
                }
            }
            staging.restageAgain(draft.no(), changed, RowComparisons.CODES);
        }

        private static boolean differs(ReviewRow before, CheckedRow now) {
            Set<RowProblem> own = before.problems().stream()
                    .filter(problem ->
                            !RowComparisons.CODES.contains(problem.refusal().code()))
                    .collect(Collectors.toSet());
            return !before.program().equals(now.program())
                    || !before.run().equals(now.run())
                    || !before.expiresAt().equals(now.expiry().map(ExpiryTime::at))
                    || !own.equals(Set.copyOf(Staging.ownProblems(List.of(now))));
        }
    }
}
