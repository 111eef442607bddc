package learningmanager.upload;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import learningmanager.base.AccountId;
import learningmanager.base.Changes;
import learningmanager.base.DatabaseClock;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.base.TemporaryFiles;
import learningmanager.base.UploadId;
import learningmanager.program.Organisation;
import learningmanager.program.ProgramService;
import learningmanager.security.Permissions;
import learningmanager.upload.csv.PastedRows;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A CSV file's way through check, review and sending. An upload is its owner's alone, as long as they may invite to a program of its
 * organisation; others are not found, and not counted.
 */
@Service
public class UploadService {
    /** Makes the encoding certain. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final UploadRepository uploads;
    private final Staging staging;
    private final RowComparisons comparisons;
    private final DraftSending sending;
    private final Receipts receipts;
    private final FileCheck fileCheck;
    private final DraftCheck draftCheck;
    private final BackgroundChecks checks;
    private final TemporaryFiles files;
    private final ProgramService programs;
    private final Permissions permissions;
    private final UploadSettings settings;
    private final TransactionTemplate transaction;
    private final Changes changes;
    private final DatabaseClock clock;

    UploadService(
            UploadRepository uploads,
            Staging staging,
            RowComparisons comparisons,
            DraftSending sending,
            Receipts receipts,
            FileCheck fileCheck,
            DraftCheck draftCheck,
            BackgroundChecks checks,
            TemporaryFiles files,
            ProgramService programs,
            Permissions permissions,
            UploadSettings settings,
            TransactionTemplate transaction,
            Changes changes,
            DatabaseClock clock) {
        this.uploads = uploads;
        this.staging = staging;
        this.comparisons = comparisons;
        this.sending = sending;
        this.receipts = receipts;
        this.fileCheck = fileCheck;
        this.draftCheck = draftCheck;
        this.checks = checks;
        this.files = files;
        this.programs = programs;
        this.permissions = permissions;
        this.settings = settings;
        this.transaction = transaction;
        this.changes = changes;
        this.clock = clock;
    }

    public UploadSettings settings() {
        return settings;
    }

    /** A temporary file for what a browser sends; to be given to {@link #check} or deleted. */
    public Path newFile() {
        return files.create();
    }

    /**
     * Begins to read and check a file in the background, which then belongs to the upload and is deleted once read. Refusals:
     * {@code upload.too-many-drafts}, {@code upload.too-many-checks}, {@code upload.too-many-waiting} (each with the limit).
     *
     * @param replaced a draft that goes once the new file is a draft itself; it stays where the new one is refused or stopped
     * @throws NotFoundException when I manage no program of the organisation, or the replaced draft is not mine
     */
    public Parsed<UploadId> check(
            OrganisationId organisation, String fileName, Path file, Optional<UploadId> replaced) {
        if (programs.organisationName(organisation).isEmpty()) {
            throw new NotFoundException("organisation " + organisation);
        }
        replaced.ifPresent(this::find);
        Upload begun = Upload.begin(organisation, permissions.me().id(), fileName, replaced, clock.now());
        Optional<Refusal> refusal = transaction.execute(status -> {
            uploads.lockOwner(begun.ownerId().value());
            Optional<Refusal> tooMany = whyNoMore(replaced);
            if (tooMany.isEmpty()) {
                uploads.save(begun);
            }
            return tooMany;
        });
        if (refusal.isPresent()) {
            return new Parsed.Wrong<>(refusal.get());
        }
        Upload upload = uploads.findById(begun.id()).orElseThrow();
        fileCheck.begin(upload, file, () -> replaced.ifPresent(before -> replace(before, upload)));
        changes.announce(upload.ownerId());
        return Parsed.right(upload.id());
    }

    /**
     * As {@link #check} does with a file, with rows copied in a spreadsheet. Refusals: as there, {@code upload.nothing-pasted},
     * {@code upload.too-much-pasted} (the characters, the limit).
     */
    public Parsed<UploadId> checkPasted(
            OrganisationId organisation, String name, String rows, Optional<UploadId> replaced) {
        if (rows.isBlank()) {
            return Parsed.wrong("upload.nothing-pasted");
        }
        if (rows.length() > settings.maxPastedLength()) {
            return Parsed.wrong(
                    "upload.too-much-pasted",
                    String.valueOf(rows.length()),
                    String.valueOf(settings.maxPastedLength()));
        }
        Path file = newFile();
        try {
            Files.writeString(file, BYTE_ORDER_MARK + PastedRows.withHeadings(rows));
            Parsed<UploadId> checking = check(organisation, name, file, replaced);
            if (checking.whyNot().isPresent()) {
                Files.delete(file);
            }
            return checking;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Why no file would be taken now, however right it is: {@code upload.too-many-waiting}, {@code upload.too-many-checks},
     * {@code upload.too-many-drafts} (each with the limit). A file under check takes a draft's place.
     *
     * @param replaced a draft whose place the file would take
     * @throws NotFoundException when the replaced draft is not mine
     */
    public Optional<Refusal> whyNoMore(Optional<UploadId> replaced) {
        AccountId owner = permissions.me().id();
        if (checks.waitingFiles() >= settings.maxWaitingChecks()) {
            return Optional.of(Refusal.of("upload.too-many-waiting", String.valueOf(settings.maxWaitingChecks())));
        }
        int underCheck = uploads.countChecks(owner, clock.now().minus(FileCheck.LOST_AFTER));
        if (underCheck >= settings.checksPerPerson()) {
            return Optional.of(Refusal.of("upload.too-many-checks", String.valueOf(settings.checksPerPerson())));
        }
        boolean freed = replaced.map(this::find)
                .filter(before -> before.state() == UploadState.CHECKED)
                .isPresent();
        int waiting = drafts().size() + underCheck - (freed ? 1 : 0);
        return waiting < settings.maxDrafts()
                ? Optional.empty()
                : Optional.of(Refusal.of("upload.too-many-drafts", String.valueOf(settings.maxDrafts())));
    }

    /**
     * One of my uploads.
     *
     * @throws NotFoundException when it is not there, not mine, or of an organisation that I invite to no program of any more
     */
    public Upload find(UploadId id) {
        Upload upload = findOwn(id);
        if (programs.organisationName(upload.organisationId()).isEmpty()) {
            throw new NotFoundException("upload " + id + " of organisation " + upload.organisationId());
        }
        return asItIs(upload);
    }

    /** Whatever its owner may do now. */
    private Upload findOwn(UploadId id) {
        return uploads.findByIdAndOwnerId(id, permissions.me().id())
                .orElseThrow(() -> new NotFoundException("upload " + id));
    }

    /**
     * The draft that a file was to take the place of, as long as it is one: what goes on waiting where that file was refused or
     * stopped.
     *
     * @throws NotFoundException as {@link #find} does
     */
    @Transactional(readOnly = true)
    public Optional<UploadId> stillToReplace(UploadId id) {
        return Optional.ofNullable(find(id).replacesId())
                .flatMap(before ->
                        uploads.findByIdAndOwnerId(before, permissions.me().id()))
                .filter(before -> before.state() == UploadState.CHECKED)
                .map(Upload::id);
    }

    /** What took the place of a draft of mine that is gone, where something did: its address leads there. */
    @Transactional(readOnly = true)
    public Optional<UploadId> successor(UploadId id) {
        AccountId me = permissions.me().id();
        return uploads.findByIdAndOwnerId(id, me).isPresent()
                ? Optional.empty()
                : uploads.findByReplacesIdAndOwnerId(id, me).stream()
                        .filter(after -> after.state() == UploadState.CHECKED || after.state() == UploadState.SENT)
                        .map(Upload::id)
                        .findFirst();
    }

    /** A check whose server went down is told as stopped before the clean-up comes to it. */
    private Upload asItIs(Upload upload) {
        boolean lost = upload.state() == UploadState.CHECKING
                && checks.progress(upload.id()).isEmpty()
                && upload.touchedAt().plus(FileCheck.LOST_AFTER).isBefore(clock.now());
        return lost ? upload.stopped(upload.touchedAt()) : upload;
    }

    /** My drafts that wait for review or sending, the latest first. */
    @Transactional(readOnly = true)
    public List<Upload> drafts() {
        return uploads.findByOwnerIdAndOrganisationIdInAndStateOrderByTouchedAtDesc(
                permissions.me().id(), mayInviteIn(), UploadState.CHECKED);
    }

    private List<OrganisationId> mayInviteIn() {
        return programs.managedOrganisations().stream().map(Organisation::id).toList();
    }

    /** When I last sent this same file, byte for byte. */
    @Transactional(readOnly = true)
    public Optional<Instant> sentBefore(UploadId id) {
        Upload upload = find(id);
        return uploads.sentBefore(upload.organisationId(), upload.contentHash());
    }

    /** A page of all my uploads, the latest first. */
    @Transactional(readOnly = true)
    public List<Upload> mine(int offset, int limit) {
        AccountId me = permissions.me().id();
        List<UUID> organisations =
                mayInviteIn().stream().map(OrganisationId::value).toList();
        return organisations.isEmpty()
                ? List.of()
                : uploads.page(me, organisations, offset, limit).stream()
                        .map(this::asItIs)
                        .toList();
    }

    /** How many uploads I have, in whatever state. */
    @Transactional(readOnly = true)
    public int countMine() {
        return uploads.countByOwnerIdAndOrganisationIdIn(permissions.me().id(), mayInviteIn());
    }

    /** How far the check has come; none where it isn't under way on this server. */
    public Optional<Progress> progress(UploadId id) {
        find(id);
        return checks.progress(id);
    }

    /**
     * Begins to check all rows of a draft again, in the background, against the codes, permissions, invitations and time of now.
     * What was corrected or left out stays so, and can be undone as before. While that is under way, it is the same check however
     * often this is asked for.
     *
     * @return completes with whether the draft was checked to its end; not where that was stopped, which leaves it as it was
     * @throws NotFoundException when it is no draft, or not mine
     */
    public CompletableFuture<Boolean> checkAgain(UploadId id) {
        Upload draft = find(id);
        if (draft.state() != UploadState.CHECKED) {
            throw new NotFoundException("a draft " + id);
        }
        CompletableFuture<Boolean> checked = draftCheck.begin(draft);
        changes.announce(id);
        return checked;
    }

    /** Ends the check; nothing of the file is kept, and a draft that was checked again is as it was. */
    public void stop(UploadId id) {
        find(id);
        fileCheck.stop(id);
    }

    /**
     * Throws a draft away, or what is left of a file that was refused or stopped. What is being checked has to be stopped first.
     *
     * @return whether it is gone; it is not where its invitations were sent meanwhile
     */
    @Transactional
    public boolean discard(UploadId id) {
        Upload upload = find(id);
        if (checks.progress(id).isEmpty()) {
            deleteDraft(id);
            changes.announce(upload.ownerId());
        }
        return !uploads.existsById(id);
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
     * Checks once more, permissions too, then makes all invitations and queues their mails, or none. Pressed again, in whatever window
     * or on whatever server, it tells what was sent the first time.
     *
     * @throws NotFoundException when it is not there or not mine
     */
    @Transactional
    public UploadSending sendInvitations(UploadId id) {
        findOwn(id);
        return sending.send(id, step -> {});
    }

    /**
     * Begins {@link #sendInvitations} in the background; while that is under way, it is the same sending however often this is
     * asked for. What it is waited for by can leave: it goes on. It fails where the database does; nothing is sent then.
     *
     * @throws NotFoundException when it is not there or not mine
     */
    public CompletableFuture<UploadSending> beginSending(UploadId id) {
        return sending.begin(id, findOwn(id).ownerId());
    }

    /** How far the sending has come; none where it isn't under way on this server. */
    public Optional<SendingStep> sendingStep(UploadId id) {
        find(id);
        return sending.step(id);
    }

    /**
     * Writes what became of each row that was sent, as a CSV file, streaming; as far as I manage the programs still.
     *
     * @param words how a status, and a mail's delivery, is written
     * @throws NotFoundException when it is not there or not mine
     */
    @Transactional(readOnly = true)
    public void writeReceipt(UploadId id, OutputStream out, Function<Enum<?>, String> words) {
        receipts.write(find(id), out, words);
    }
}
