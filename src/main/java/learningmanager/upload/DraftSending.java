package learningmanager.upload;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditLog;
import learningmanager.base.AccountId;
import learningmanager.base.Changes;
import learningmanager.base.DatabaseClock;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramId;
import learningmanager.base.UploadId;
import learningmanager.mail.MailService;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.security.concurrent.DelegatingSecurityContextRunnable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends drafts: all invitations in one transaction, or none. In the background, a few at once, the others waiting for their
 * {@link Turns}; leaving the page stops nothing.
 */
@Component
class DraftSending implements DisposableBean {
    /** What is not through by then is rolled back, and stays a draft. */
    private static final int SECONDS_WHEN_GOING_DOWN = 10;

    /** One sending, told apart from an earlier one of the same upload. */
    private static final class Run {
        private final UploadId upload;
        private final Runnable work;
        private final CompletableFuture<UploadSending> outcome = new CompletableFuture<>();
        private volatile SendingStep step = SendingStep.WAITING;

        Run(UploadId upload, Consumer<Run> work) {
            this.upload = upload;
            // The audit log has who sent it, and from where.
            this.work = new DelegatingSecurityContextRunnable(() -> work.accept(this));
        }
    }

    private final UploadRepository uploads;
    private final ReviewRows rows;
    private final RowComparisons comparisons;
    private final ProblemBlocks blocks;
    private final UploadSend send;
    private final ProgramService programs;
    private final MailService mails;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Changes changes;
    private final DatabaseClock clock;
    private final Turns<Run> turns;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<UploadId, Run> running = new ConcurrentHashMap<>();

    DraftSending(
            UploadRepository uploads,
            ReviewRows rows,
            RowComparisons comparisons,
            ProblemBlocks blocks,
            UploadSend send,
            ProgramService programs,
            MailService mails,
            AuditLog audit,
            UploadSettings settings,
            TransactionTemplate transaction,
            Changes changes,
            DatabaseClock clock) {
        this.uploads = uploads;
        this.rows = rows;
        this.comparisons = comparisons;
        this.blocks = blocks;
        this.send = send;
        this.programs = programs;
        this.mails = mails;
        this.audit = audit;
        this.transaction = transaction;
        this.changes = changes;
        this.clock = clock;
        this.turns = new Turns<>(settings.checksAtOnce(), this::start);
    }

    /** Begins to send in the background; while that is under way, it is the same sending however often this is asked for. */
    CompletableFuture<UploadSending> begin(UploadId id, AccountId person) {
        Run run = new Run(id, this::run);
        Run before = running.putIfAbsent(id, run);
        if (before != null) {
            return before.outcome;
        }
        turns.enter(run, person);
        return run.outcome;
    }

    private void start(Run run) {
        try {
            threads.execute(run.work);
        } catch (RejectedExecutionException goingDown) {
            end(run, () -> run.outcome.cancel(false));
            turns.end(run);
        }
    }

    /** How far the sending has come; none where it isn't under way on this server. */
    Optional<SendingStep> step(UploadId id) {
        return Optional.ofNullable(running.get(id)).map(run -> run.step);
    }

    private void run(Run run) {
        try {
            UploadSending sent = send(run.upload, step -> reached(run, step));
            end(run, () -> run.outcome.complete(sent));
        } catch (RuntimeException | Error failure) {
            end(run, () -> run.outcome.completeExceptionally(failure));
        } finally {
            turns.end(run);
        }
    }

    /** No longer under way when whoever waits is told. */
    private void end(Run run, Runnable tell) {
        running.remove(run.upload);
        tell.run();
        changes.announce(run.upload);
    }

    /** Told from a thread of its own, which is in no transaction: now, not after the commit. */
    private void reached(Run run, SendingStep step) {
        run.step = step;
        Thread.startVirtualThread(() -> changes.announce(run.upload));
    }

    UploadSending send(UploadId id, Consumer<SendingStep> news) {
        return transaction.execute(status -> sendInTransaction(id, news, status));
    }

    private UploadSending sendInTransaction(UploadId id, Consumer<SendingStep> news, TransactionStatus status) {
        news.accept(SendingStep.CHECKING_AGAIN);
        uploads.lock(id.value()).orElseThrow(() -> new NotFoundException("upload " + id));
        Upload upload = uploads.findById(id).orElseThrow();
        if (upload.state() == UploadState.SENT) {
            return sentBefore(upload);
        }
        if (upload.state() != UploadState.CHECKED) {
            throw new NotFoundException("a checked upload " + id);
        }
        send.expectRows(upload);
        Object withoutLearners = status.createSavepoint();
        send.lockLearners(upload);
        // Not before: others who hold them may have been waited for.
        Instant now = clock.now();
        send.freeExpired(upload, now);
        Findings findings = checkAgain(upload, now);
        if (findings.errors() > 0) {
            status.rollbackToSavepoint(withoutLearners);
            uploads.save(upload.checkedAgain(checkAgain(upload, now), now));
            changes.announce(id);
            return new UploadSending.ErrorsFound(findings.errors());
        }
        status.releaseSavepoint(withoutLearners);
        news.accept(SendingStep.INVITING);
        int invitations = send.insertInvitations(upload, upload.ownerId(), now);
        news.accept(SendingStep.QUEUEING_MAILS);
        int queued = mails.queueEach(
                "select id as about, email as recipient, program_id from invitation where upload_id = :upload",
                Map.of("upload", id.value()));
        uploads.save(upload.sent(invitations, queued, now));
        audit.record(AuditEvent.of(AuditAction.UPLOAD_SENT, id, upload.fileName())
                .by(upload.ownerId())
                .in(upload.organisationId())
                .became(String.valueOf(invitations)));
        changes.announce(upload.ownerId());
        rows.programs(upload.no()).forEach(changes::announce);
        changes.announce(id);
        return new UploadSending.Sent(invitations, queued);
    }

    private Findings checkAgain(Upload upload, Instant now) {
        List<ProgramId> permitted = programs.managedBy(upload.ownerId(), upload.organisationId()).stream()
                .map(Program::id)
                .toList();
        comparisons.findExpired(upload.no(), now);
        comparisons.findForbidden(upload.no(), permitted);
        comparisons.findArchived(upload.no());
        comparisons.compareAll(upload, now);
        return blocks.countAll(upload.no());
    }

    private static UploadSending sentBefore(Upload upload) {
        return new UploadSending.Sent(
                Optional.ofNullable(upload.sentInvitations()).orElse(0),
                Optional.ofNullable(upload.sentMails()).orElse(0));
    }

    @Override
    public void destroy() throws InterruptedException {
        turns.line().forEach(this::neverMind);
        threads.shutdown();
        if (!threads.awaitTermination(SECONDS_WHEN_GOING_DOWN, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }

    /** What has not begun when the server goes down stays a draft. */
    private void neverMind(Run waiting) {
        if (turns.leave(waiting)) {
            end(waiting, () -> waiting.outcome.cancel(false));
        }
    }
}
