package learningmanager.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import learningmanager.base.Changes;
import learningmanager.base.DatabaseClock;
import learningmanager.base.TemporaryFiles;
import learningmanager.base.UploadId;
import learningmanager.csv.CsvFile.Outcome;
import learningmanager.program.ProgramService;
import learningmanager.upload.RowComparison.Among;
import learningmanager.upload.csv.CheckedRow;
import learningmanager.upload.csv.CsvCheck;
import learningmanager.upload.csv.KnownCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads and checks files, as {@link BackgroundChecks} does. */
@Component
class FileCheck implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(FileCheck.class);

    /** Written at a time: of fewer, what each writing costs by itself makes a tenth of the whole and more. */
    private static final int ROWS_AT_ONCE = 4_000;

    /** What the batches on their way take of the heap does not depend on how much is in a cell. */
    private static final int CHARACTERS_AT_ONCE = 1 << 20;

    /** One begins and ends while the other is taken in. */
    private static final int WRITTEN_AT_ONCE = 2;

    private static final long SECONDS_BETWEEN_SIGNS_OF_LIFE = 10;

    /** A check that has shown no life for so long ended with its server. By the database's clock, as other servers judge it. */
    static final Duration LOST_AFTER = Duration.ofMinutes(1);

    private final BackgroundChecks checks;
    private final UploadRepository uploads;
    private final Staging staging;
    private final RowComparisons comparisons;
    private final ProblemBlocks blocks;
    private final ProgramService programs;
    private final UploadSettings settings;
    private final TransactionTemplate transaction;
    private final Changes changes;
    private final DatabaseClock clock;
    private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService signsOfLife =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());

    FileCheck(
            BackgroundChecks checks,
            UploadRepository uploads,
            Staging staging,
            RowComparisons comparisons,
            ProblemBlocks blocks,
            ProgramService programs,
            UploadSettings settings,
            TransactionTemplate transaction,
            Changes changes,
            DatabaseClock clock) {
        this.checks = checks;
        this.uploads = uploads;
        this.staging = staging;
        this.comparisons = comparisons;
        this.blocks = blocks;
        this.programs = programs;
        this.settings = settings;
        this.transaction = transaction;
        this.changes = changes;
        this.clock = clock;
        signsOfLife.scheduleWithFixedDelay(
                this::showLife, SECONDS_BETWEEN_SIGNS_OF_LIFE, SECONDS_BETWEEN_SIGNS_OF_LIFE, TimeUnit.SECONDS);
    }

    /** Tells other servers that the checks of this one go on, and hears which were stopped there. */
    void showLife() {
        List<UUID> here = checks.all().stream().map(UploadId::value).toList();
        try {
            if (!here.isEmpty()) {
                uploads.touch(here, clock.now());
                List<UUID> going = uploads.stillCheckedOrChecking(here);
                here.stream()
                        .filter(check -> !going.contains(check))
                        .forEach(check -> checks.stop(new UploadId(check)));
            }
        } catch (RuntimeException failure) {
            LOG.warn("The signs of life of {} checks could not be written", here.size(), failure);
        }
    }

    /**
     * Takes the file over: it is deleted once read.
     *
     * @param whenChecked is run in the transaction in which the upload becomes a draft
     */
    void begin(Upload upload, Path file, Runnable whenChecked) {
        checks.begin(new Run(upload, file, whenChecked));
    }

    /** Ends a check that is under way, on whichever server. */
    void stop(UploadId upload) {
        if (!checks.stop(upload)) {
            transaction.executeWithoutResult(status -> end(upload, now -> now.stopped(clock.now())));
        }
    }

    /** Unless it has ended meanwhile: another server may have taken this one for gone, or a person have stopped it there. */
    private void end(UploadId upload, UnaryOperator<Upload> how) {
        uploads.lock(upload.value())
                .flatMap(locked -> uploads.findById(upload))
                .filter(now -> now.state() == UploadState.CHECKING)
                .ifPresent(now -> {
                    uploads.save(how.apply(now));
                    changes.announce(upload);
                    changes.announce(now.ownerId());
                });
    }

    @Override
    public void destroy() {
        checks.end();
        writers.close();
        signsOfLife.shutdownNow();
    }

    /** One file's way through the check. */
    private final class Run extends Check implements CsvCheck.Sink {
        private final Upload upload;
        private final Path file;
        private final Runnable whenChecked;
        private List<CheckedRow> batch = new ArrayList<>(ROWS_AT_ONCE);
        private int charactersInBatch;
        private final Deque<Future<?>> writing = new ArrayDeque<>();
        private final IdLengths idLengths = new IdLengths();
        private final RepeatedKeys learners = new RepeatedKeys(RowComparisons.MOST_KEYS);
        private final RepeatedKeys emails = new RepeatedKeys(RowComparisons.MOST_KEYS);

        Run(Upload upload, Path file, Runnable whenChecked) {
            super(upload, changes);
            this.upload = upload;
            this.file = file;
            this.whenChecked = whenChecked;
        }

        @Override
        void run() {
            try {
                if (!check()) {
                    leaveNothing(now -> now.stopped(clock.now()));
                }
            } catch (RuntimeException | IOException failure) {
                LOG.error("The check of upload {} failed", upload.id(), failure);
                letWritingEnd();
                leaveNothing(now -> now.failed(clock.now()));
            } finally {
                TemporaryFiles.delete(file);
            }
        }

        @Override
        boolean isOfFile() {
            return true;
        }

        @Override
        void stoppedInLine() {
            try {
                leaveNothing(now -> now.stopped(clock.now()));
            } finally {
                TemporaryFiles.delete(file);
            }
        }

        /** Returns whether it came to its end, not stopped on the way. */
        private boolean check() throws IOException {
            String hash = hash();
            Outcome outcome = CsvCheck.check(file, knownCodes(), clock.now(), settings.limits(), this);
            awaitWriting();
            return switch (outcome) {
                case Outcome.Read read -> {
                    stageBatch();
                    awaitWriting();
                    reached(new Progress.Comparing());
                    yield kept(() -> becomeDraft(read, upload.of(hash, idLengths.usual())));
                }
                case Outcome.Refused refused -> kept(() -> keep() && becomeRefused(refused));
                case Outcome.Stopped() -> false;
            };
        }

        private boolean kept(BooleanSupplier inTransaction) {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                boolean kept = inTransaction.getAsBoolean();
                if (!kept) {
                    status.setRollbackOnly();
                }
                return kept;
            }));
        }

        private boolean becomeDraft(Outcome.Read read, Upload known) {
            staging.analyze(read.rows());
            comparisons.compareAll(
                    known,
                    clock.now(),
                    Map.of(Among.REPEATED_LEARNERS, learners.found(), Among.REPEATED_EMAILS, emails.found()),
                    this::stopped);
            Findings findings = blocks.countAll(upload.no());
            if (!keep()) {
                return false;
            }
            uploads.save(known.checked(read.facts(), read.rows(), findings, clock.now()));
            whenChecked.run();
            return true;
        }

        private boolean becomeRefused(Outcome.Refused refused) {
            staging.delete(upload.no());
            staging.stageFileProblems(upload.no(), refused.problems());
            uploads.save(upload.refused(refused.count(), refused.facts(), clock.now()));
            return true;
        }

        private KnownCodes knownCodes() {
            return InvitableCodes.of(programs, upload);
        }

        private String hash() throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
                digest.transferTo(OutputStream.nullOutputStream());
                return HexFormat.of().formatHex(digest.getMessageDigest().digest());
            } catch (NoSuchAlgorithmException everyJdkHasIt) {
                throw new IllegalStateException(everyJdkHasIt);
            }
        }

        private void leaveNothing(UnaryOperator<Upload> how) {
            transaction.executeWithoutResult(status -> {
                // Before its rows, as everywhere.
                uploads.lock(upload.id().value());
                staging.delete(upload.no());
                end(upload.id(), how);
            });
        }

        @Override
        public void row(CheckedRow row) {
            batch.add(row);
            charactersInBatch += row.row().length();
            row.learner().ifPresent(learner -> {
                idLengths.add(learner);
                learners.add(Staging.learnerKey(learner.text()));
            });
            row.email().ifPresent(email -> emails.add(Staging.emailKey(email.text())));
            if (batch.size() == ROWS_AT_ONCE || charactersInBatch > CHARACTERS_AT_ONCE) {
                stageBatch();
            }
        }

        /** The next rows are read while these are written. */
        private void stageBatch() {
            if (!batch.isEmpty()) {
                if (writing.size() == WRITTEN_AT_ONCE) {
                    await(writing.remove());
                }
                List<CheckedRow> rows = batch;
                batch = new ArrayList<>(ROWS_AT_ONCE);
                charactersInBatch = 0;
                writing.add(writers.submit(
                        () -> transaction.executeWithoutResult(status -> staging.stage(upload.no(), rows))));
            }
        }

        private void awaitWriting() {
            while (!writing.isEmpty()) {
                await(writing.remove());
            }
        }

        /** Whether it succeeds or not: what is written later would be left behind. */
        private void letWritingEnd() {
            while (!writing.isEmpty()) {
                try {
                    await(writing.remove());
                } catch (RuntimeException failedToo) {
                    LOG.debug("A batch of upload {} failed too", upload.id(), failedToo);
                }
            }
        }

        private static void await(Future<?> written) {
            try {
                written.get();
            } catch (ExecutionException failure) {
                throw failure.getCause() instanceof RuntimeException cause
                        ? cause
                        : new IllegalStateException(failure.getCause());
            } catch (InterruptedException goingDown) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(goingDown);
            }
        }

        @Override
        public void progress(long bytesRead, long bytesTotal, int rowsRead) {
            reached(new Progress.Reading(bytesTotal == 0 ? 1 : (double) bytesRead / bytesTotal, rowsRead));
        }
    }
}
