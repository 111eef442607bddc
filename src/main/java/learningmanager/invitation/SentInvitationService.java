package learningmanager.invitation;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import learningmanager.base.DatabaseClock;
import learningmanager.base.InvitationId;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramId;
import learningmanager.base.Slice;
import learningmanager.base.UploadId;
import learningmanager.invitation.UploadedInvitations.Seen;
import learningmanager.mail.MailService;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import learningmanager.program.RunScope;
import learningmanager.security.Permissions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a manager sees of the invitations that were sent: of a run, of an upload, of all that is theirs. What is not mine is not found. */
@Service
@Transactional(readOnly = true)
public class SentInvitationService {
    private final InvitationRepository invitations;
    private final SentInvitations sentInvitations;
    private final UploadedInvitations uploadedInvitations;
    private final Histories histories;
    private final MailService mails;
    private final ProgramService programs;
    private final Permissions permissions;
    private final DatabaseClock clock;

    SentInvitationService(
            InvitationRepository invitations,
            SentInvitations sentInvitations,
            UploadedInvitations uploadedInvitations,
            Histories histories,
            MailService mails,
            ProgramService programs,
            Permissions permissions,
            DatabaseClock clock) {
        this.invitations = invitations;
        this.sentInvitations = sentInvitations;
        this.uploadedInvitations = uploadedInvitations;
        this.histories = histories;
        this.mails = mails;
        this.programs = programs;
        this.permissions = permissions;
        this.clock = clock;
    }

    /** Where the invitations of an upload that I sent stand, and their mails, as far as I manage the programs still. */
    public UploadStanding standing(UploadId upload) {
        return uploadedInvitations.standing(seen(upload));
    }

    /** The mails of an upload that did not arrive, may not have, or came back, the first of them in the file; as far as for {@link #standing}. */
    public List<FailedDelivery> failedDeliveries(UploadId upload, int limit) {
        return uploadedInvitations.failedDeliveries(seen(upload), limit);
    }

    /** Reads an upload's invitations run by run, in the order of the file, streaming; as far as for {@link #standing}. */
    public void readEach(UploadId upload, Consumer<SentInvitation> reader) {
        uploadedInvitations.each(seen(upload), reader);
    }

    /**
     * What I may see of an upload, now.
     *
     * @throws NotFoundException when it isn't mine
     */
    Seen seen(UploadId upload) {
        Seen seen = new Seen(upload, permissions.me().id(), managedIds(), clock.now());
        if (!uploadedInvitations.isMine(seen)) {
            throw new NotFoundException("upload " + upload);
        }
        return seen;
    }

    private List<ProgramId> managedIds() {
        return programs.managed().stream().map(Program::id).toList();
    }

    /** Some of a run's invitations, a line for each run. */
    public List<SentInvitation> sent(
            RunScope scope, InvitationFilter filter, InvitationOrder order, Slice<SentInvitation> slice) {
        programs.managed(scope);
        return sentInvitations.page(scope, filter, order, slice, clock.now());
    }

    /** How many {@link #sent} has in all. */
    public int countSent(RunScope scope, InvitationFilter filter) {
        return countSent(scope, filter, Integer.MAX_VALUE);
    }

    /** The same, up to {@code most}, which takes no longer at a million. */
    public int countSent(RunScope scope, InvitationFilter filter, int most) {
        programs.managed(scope);
        return sentInvitations.count(scope, filter, clock.now(), most);
    }

    /** How many of a run's invitations stand where that the filter finds, whichever standing it asks for. */
    public InvitationCounts counts(RunScope scope, InvitationFilter filter) {
        programs.managed(scope);
        return sentInvitations.counts(scope, filter, clock.now());
    }

    /**
     * Writes a run's invitations as a CSV file, in the order of sending, streaming; closes the stream.
     *
     * @param words how a status and a delivery are written
     */
    public void writeFile(RunScope scope, InvitationFilter filter, OutputStream out, Function<Enum<?>, String> words) {
        Program program = programs.managed(scope);
        InvitationsFile.write(program, out, words, lines -> sentInvitations.each(scope, filter, clock.now(), lines));
    }

    /** How many pending invitations' mails failed or bounced, for each program of mine that has any. */
    public Map<ProgramId, Integer> undelivered() {
        List<ProgramId> mine = managedIds();
        return mine.isEmpty() ? Map.of() : sentInvitations.undelivered(mine, clock.now());
    }

    /** Whether the mail of any invitation to a program that I manage has yet to go out; what was stopped does not wait. */
    public boolean anyMailWaits() {
        return mails.anyWaits(managedIds());
    }

    /**
     * Who did what to an invitation, and what became of its mails.
     *
     * @throws NotFoundException when it isn't there or not mine to manage
     */
    public History history(InvitationId id) {
        Invitation invitation = invitations.findById(id).orElseThrow(() -> new NotFoundException("invitation " + id));
        return histories.of(id, programs.managed(invitation.programId()));
    }

    /**
     * For how many other places an invitation is pending: what its link still leads to once this one is canceled.
     *
     * @throws NotFoundException when it isn't there or not mine to manage
     */
    public int otherPendingRuns(InvitationId id, UUID place) {
        Invitation invitation = invitations.findById(id).orElseThrow(() -> new NotFoundException("invitation " + id));
        programs.managed(invitation.programId());
        return (int) invitation.runsWith(RunStatus.PENDING, clock.now()).stream()
                .filter(run -> !run.place().equals(place))
                .count();
    }

    /** How many are pending for each program of mine and each of their runs, by its ID. */
    public Map<UUID, Integer> pendingCounts() {
        List<ProgramId> mine = managedIds();
        return mine.isEmpty() ? Map.of() : sentInvitations.pendingCounts(mine, clock.now());
    }

    /**
     * The same for one program.
     *
     * @throws NotFoundException when it isn't mine to manage
     */
    public Map<UUID, Integer> pendingCounts(ProgramId program) {
        return sentInvitations.pendingCounts(List.of(programs.managed(program).id()), clock.now());
    }

    /** Learners of my programs who ask for a new link, the longest waiting first. */
    public List<NewLinkRequest> newLinkRequests() {
        List<ProgramId> mine = managedIds();
        return mine.isEmpty() ? List.of() : sentInvitations.newLinkRequests(mine, clock.now());
    }
}
