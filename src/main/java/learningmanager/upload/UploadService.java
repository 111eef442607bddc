package learningmanager.upload;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import learningmanager.base.Changes;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.Parsed;
import learningmanager.base.ProgramId;
import learningmanager.base.Refusal;
import learningmanager.base.UploadId;
import learningmanager.mail.MailService;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import learningmanager.security.Permissions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A CSV file's way through check, review and sending. An upload is its owner's alone; others' are not found. */
@Service
public class UploadService {
    /** A check that has shown no life for so long ended with its server. */
    private static final Duration LOST_AFTER = Duration.ofMinutes(1);

    private final UploadRepository uploads;
    private final Staging staging;
    private final ReviewRows rows;
    private final RowComparisons comparisons;
    private final ProblemBlocks blocks;
    private final UploadSend send;
    private final FileCheck fileCheck;
    private final ProgramService programs;
    private final MailService mails;
    private final Permissions permissions;
    private final UploadSettings settings;
    private final TransactionTemplate transaction;
    private final Changes changes;
    private final Clock clock;

    UploadService(
            UploadRepository uploads,
            Staging staging,
            ReviewRows rows,
            RowComparisons comparisons,
            ProblemBlocks blocks,
            UploadSend send,
            FileCheck fileCheck,
            ProgramService programs,
            MailService mails,
            Permissions permissions,
            UploadSettings settings,
            TransactionTemplate transaction,
            Changes changes,
            Clock clock) {
        this.uploads = uploads;
        this.staging = staging;
        this.rows = rows;
        this.comparisons = comparisons;
        this.blocks = blocks;
        this.send = send;
        this.fileCheck = fileCheck;
        this.programs = programs;
        this.mails = mails;
        this.permissions = permissions;
        this.settings = settings;
        this.transaction = transaction;
        this.changes = changes;
        this.clock = clock;
    }

    public UploadSettings settings() {
        return settings;
    }

    /**
     * Begins to read and check a file in the background, which then belongs to the upload and is deleted once read. Refusal:
     * {@code upload.too-many-drafts} (the limit).
     *
     * @param replaced a draft that goes once the new file is a draft itself; it stays where the new one is refused or stopped
     * @throws NotFoundException when I manage no program of the organisation, or the replaced draft is not mine
     */
    public Parsed<UploadId> check(
            OrganisationId organisation, String fileName, Path file, Optional<UploadId> replaced) {
        if (programs.organisationName(organisation).isEmpty()) {
            throw new NotFoundException("organisation " + organisation);
        }
        Optional<Refusal> tooMany = whyNoMore(replaced);
        if (tooMany.isPresent()) {
            return new Parsed.Wrong<>(tooMany.get());
        }
        UploadId id = uploads.save(Upload.begin(organisation, permissions.me().id(), fileName, clock.instant()))
                .id();
        Upload upload = uploads.findById(id).orElseThrow();
        fileCheck.begin(upload, file, () -> replaced.ifPresent(before -> replace(before, upload)));
        return Parsed.right(id);
    }

    /**
     * Why no file would be taken now, however right it is: {@code upload.too-many-drafts} (how many I have).
     *
     * @param replaced a draft whose place the file would take
     * @throws NotFoundException when the replaced draft is not mine
     */
    public Optional<Refusal> whyNoMore(Optional<UploadId> replaced) {
        int freed = replaced.map(this::find)
                        .filter(before -> before.state() == UploadState.CHECKED)
                        .isPresent()
                ? 1
                : 0;
        int waiting = drafts().size();
        return waiting - freed < settings.maxDrafts()
                ? Optional.empty()
                : Optional.of(Refusal.of("upload.too-many-drafts", String.valueOf(waiting)));
    }

    /**
     * One of my uploads.
     *
     * @throws NotFoundException when it is not there or not mine
     */
    public Upload find(UploadId id) {
        Upload upload = uploads.findByIdAndOwnerId(id, permissions.me().id())
                .orElseThrow(() -> new NotFoundException("upload " + id));
        boolean lost = upload.state() == UploadState.CHECKING
                && fileCheck.progress(id).isEmpty()
                && upload.touchedAt().plus(LOST_AFTER).isBefore(clock.instant());
        return lost ? upload.stopped(upload.touchedAt()) : upload;
    }

    /** My drafts that wait for review or sending, the latest first. */
    @Transactional(readOnly = true)
    public List<Upload> drafts() {
        return uploads.findByOwnerIdAndStateOrderByTouchedAtDesc(
                permissions.me().id(), UploadState.CHECKED);
    }

    /** When I last sent this same file, byte for byte. */
    @Transactional(readOnly = true)
    public Optional<Instant> sentBefore(UploadId id) {
        Upload upload = find(id);
        return uploads.sentBefore(upload.ownerId(), upload.organisationId(), upload.contentHash());
    }

    /** My uploads whose invitations were sent, the latest first. */
    @Transactional(readOnly = true)
    public List<Upload> sent() {
        return uploads.findByOwnerIdAndStateOrderByTouchedAtDesc(
                permissions.me().id(), UploadState.SENT);
    }

    /** How far the check has come; none where it isn't under way on this server. */
    public Optional<Progress> progress(UploadId id) {
        find(id);
        return fileCheck.progress(id);
    }

    /** Ends the check; nothing of the file is kept. */
    public void stop(UploadId id) {
        find(id);
        fileCheck.stop(id);
    }

    /** The programs that the upload's rows are for. */
    @Transactional(readOnly = true)
    public List<Program> programs(UploadId id) {
        Upload upload = find(id);
        List<ProgramId> ofRows = rows.programs(upload.no());
        return programs.managedBy(upload.ownerId(), upload.organisationId()).stream()
                .filter(program -> ofRows.contains(program.id()))
                .toList();
    }

    /** Throws a draft away. */
    @Transactional
    public void discard(UploadId id) {
        if (find(id).state() != UploadState.SENT) {
            deleteDraft(id);
        }
    }

    /** The new file is a draft itself: it is compared with the one before, which goes. */
    private void replace(UploadId before, Upload after) {
        transaction.executeWithoutResult(status -> {
            uploads.findById(before).ifPresent(draft -> comparisons.compareFiles(draft.no(), after.no()));
            deleteDraft(before);
        });
    }

    private void deleteDraft(UploadId id) {
        transaction.executeWithoutResult(status -> uploads.lock(id.value())
                .flatMap(locked -> uploads.findById(id))
                .filter(upload -> upload.state() != UploadState.SENT)
                .ifPresent(upload -> {
                    staging.delete(upload.no());
                    uploads.deleteById(id);
                }));
    }

    /**
     * Checks once more, then makes all invitations and queues their mails, or none. Pressed again, in whatever window or on
     * whatever server, it tells what was sent the first time.
     *
     * @throws NotFoundException when it is not there or not mine
     */
    @Transactional
    public UploadSending sendInvitations(UploadId id) {
        find(id);
        uploads.lock(id.value()).orElseThrow(() -> new NotFoundException("upload " + id));
        Upload upload = uploads.findById(id).orElseThrow();
        if (upload.state() == UploadState.SENT) {
            return sentBefore(upload);
        }
        if (upload.state() != UploadState.CHECKED) {
            throw new NotFoundException("a checked upload " + id);
        }
        Instant now = clock.instant();
        send.lockLearners(upload);
        send.freeExpired(upload, now);
        Findings findings = checkAgain(upload, now);
        if (findings.errors() > 0) {
            uploads.save(upload.checkedAgain(findings, now));
            changes.announce(id);
            return new UploadSending.ErrorsFound(findings.errors());
        }
        int invitations = send.insertInvitations(upload, permissions.me().id(), now);
        int queued = mails.queueEach(
                "select id as about, email as recipient from invitation where upload_id = :upload",
                Map.of("upload", id.value()));
        uploads.save(upload.sent(invitations, queued, now));
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
        comparisons.compareAll(upload.no(), now);
        return blocks.countAll(upload.no());
    }

    private static UploadSending sentBefore(Upload upload) {
        return new UploadSending.Sent(
                Optional.ofNullable(upload.sentInvitations()).orElse(0),
                Optional.ofNullable(upload.sentMails()).orElse(0));
    }
}
