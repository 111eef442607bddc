package learningmanager.invitation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntBiFunction;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditLog;
import learningmanager.base.AccountId;
import learningmanager.base.Changes;
import learningmanager.base.Columns;
import learningmanager.base.DatabaseClock;
import learningmanager.base.EmailAddress;
import learningmanager.base.ExpiryTime;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.InvitationId;
import learningmanager.base.NotFoundException;
import learningmanager.base.Parsed;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Refusal;
import learningmanager.base.UploadId;
import learningmanager.invitation.Invitation.Cancellation;
import learningmanager.invitation.UploadedInvitations.Seen;
import learningmanager.learner.EnrolmentHow;
import learningmanager.learner.Learner;
import learningmanager.learner.LearnerService;
import learningmanager.mail.Mail;
import learningmanager.mail.MailService;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.ProgramService;
import learningmanager.security.Permissions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Invites learners, one at a time, and cancels invitations: what a manager does. What is not mine is not found. */
@Service
public class InvitationService {
    private final InvitationRepository invitations;
    private final SentInvitationService sent;
    private final SentInvitations sentInvitations;
    private final UploadedInvitations uploadedInvitations;
    private final InvitationLinks links;
    private final InvitationMails invitationMails;
    private final InvitationEvents events;
    private final MyInvitations mine;
    private final AuditLog audit;
    private final ProgramService programs;
    private final LearnerService learners;
    private final MailService mails;
    private final Permissions permissions;
    private final Changes changes;
    private final DatabaseClock clock;

    InvitationService(
            InvitationRepository invitations,
            SentInvitationService sent,
            SentInvitations sentInvitations,
            UploadedInvitations uploadedInvitations,
            InvitationLinks links,
            InvitationMails invitationMails,
            InvitationEvents events,
            MyInvitations mine,
            AuditLog audit,
            ProgramService programs,
            LearnerService learners,
            MailService mails,
            Permissions permissions,
            Changes changes,
            DatabaseClock clock) {
        this.invitations = invitations;
        this.sent = sent;
        this.sentInvitations = sentInvitations;
        this.uploadedInvitations = uploadedInvitations;
        this.links = links;
        this.invitationMails = invitationMails;
        this.events = events;
        this.mine = mine;
        this.audit = audit;
        this.programs = programs;
        this.learners = learners;
        this.mails = mails;
        this.permissions = permissions;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Invites one learner and queues the mail.
     *
     * @throws NotFoundException when the program isn't mine to manage
     */
    @Transactional
    public Sending send(InvitationRequest request) {
        Program program = programs.managed(request.program());
        Instant now = clock.now();
        Checked checked = check(program, request, now);
        if (!checked.problems().isEmpty()) {
            return new Sending.Refused(withHeld(checked, program, request.runs(), now));
        }

        Learner learner =
                learners.lock(program.organisationId(), checked.learnerId().orElseThrow());
        Optional<Refusal> held = heldAmong(program, learner, request.runs(), now);
        if (held.isPresent()) {
            return new Sending.Refused(Map.of(InviteField.RUNS, held.get()));
        }
        Invitation invitation = invitations.save(Invitation.to(
                learner.id(),
                program.organisationId(),
                program.id(),
                request.runs(),
                checked.email(),
                checked.expiry().orElseThrow(),
                permissions.me().id(),
                now));
        events.invited(invitation, names(program, request.runs()));
        invitations.settleNewLinks(learner.id().value(), program.id().value());
        mails.queue(checked.email().orElseThrow(), invitation.id().value(), program.id());
        changes.announce(program.id());
        return new Sending.Sent(
                invitation.id(),
                learner.externalLearnerId(),
                checked.email().orElseThrow(),
                learner.account().isPresent() ? Optional.empty() : Optional.of(linkOf(invitation)));
    }

    /** A request's fields: each as what it means, or else among the problems. */
    private record Checked(
            Optional<ExternalLearnerId> learnerId,
            Optional<EmailAddress> email,
            Optional<ExpiryTime> expiry,
            Map<InviteField, Refusal> problems) {}

    private static Checked check(Program program, InvitationRequest request, Instant now) {
        checkRunsAreOf(program, request.runs());
        Map<InviteField, Refusal> problems = new EnumMap<>(InviteField.class);
        if (!program.isDegree() && request.runs().size() != 1) {
            problems.put(InviteField.RUNS, Refusal.of("runs.exactly-one"));
        }
        refusalOfArchived(program, request.runs()).ifPresent(refusal -> problems.put(InviteField.RUNS, refusal));
        return new Checked(
                taken(ExternalLearnerId.parse(request.learnerId()), InviteField.LEARNER_ID, problems),
                taken(EmailAddress.parse(request.email()), InviteField.EMAIL, problems),
                taken(InvitationRequest.expiry(request.expiresAt(), now), InviteField.EXPIRY, problems),
                problems);
    }

    /** With what else is wrong with its runs, where their learner is known: all is told at once. */
    private Map<InviteField, Refusal> withHeld(Checked checked, Program program, Set<ProgramRunId> runs, Instant now) {
        Map<InviteField, Refusal> problems = new EnumMap<>(checked.problems());
        checked.learnerId()
                .flatMap(id -> learners.find(program.organisationId(), id))
                .flatMap(learner -> refusalOfHeld(program, held(program, learner, now), runs))
                .ifPresent(refusal -> problems.putIfAbsent(InviteField.RUNS, refusal));
        return problems;
    }

    /**
     * Enrols a linked learner on a degree's runs at once; for one who isn't, gives the link through which they accept, the same
     * one as long as it is pending.
     *
     * @throws NotFoundException when the degree isn't mine to manage
     */
    @Transactional
    public DegreeEnrolment enrolOnDegree(ProgramId degree, Set<ProgramRunId> runs, String learnerIdText) {
        Program program = programs.managed(degree);
        if (!program.isDegree()) {
            throw new NotFoundException("degree " + degree);
        }
        Instant now = clock.now();
        Map<InviteField, Refusal> problems = new EnumMap<>(InviteField.class);
        Optional<ExternalLearnerId> learnerId =
                taken(ExternalLearnerId.parse(learnerIdText), InviteField.LEARNER_ID, problems);
        if (runs.isEmpty()) {
            problems.put(InviteField.RUNS, Refusal.of("runs.at-least-one"));
        }
        checkRunsAreOf(program, runs);
        refusalOfArchived(program, runs).ifPresent(refusal -> problems.put(InviteField.RUNS, refusal));
        if (!problems.isEmpty()) {
            return new DegreeEnrolment.Refused(problems);
        }
        Learner learner = learners.lock(program.organisationId(), learnerId.orElseThrow());
        return learner.account().isPresent()
                ? enrolAtOnce(program, learner, runs, now)
                : linkToAccept(program, learner, runs, now);
    }

    private DegreeEnrolment enrolAtOnce(Program program, Learner learner, Set<ProgramRunId> runs, Instant now) {
        Optional<Refusal> held = heldAmong(program, learner, runs, now);
        if (held.isPresent()) {
            return new DegreeEnrolment.Refused(Map.of(InviteField.RUNS, held.get()));
        }
        runs.forEach(run -> learners.enrol(
                learner.id(),
                program.id(),
                Optional.of(run),
                EnrolmentHow.DIRECT,
                permissions.me().id(),
                now));
        changes.announce(program.id());
        return new DegreeEnrolment.Enrolled(learner.externalLearnerId(), names(program, runs));
    }

    private DegreeEnrolment linkToAccept(Program program, Learner learner, Set<ProgramRunId> runs, Instant now) {
        invitations.freeExpired(learner.id().value(), program.id().value(), Columns.at(now));
        Optional<Invitation> pending = pendingWithMostOf(runs, program, learner, now);
        Set<ProgramRunId> covered = pending.map(invitation -> invitation.pendingRuns(now))
                .map(HashSet::new)
                .orElseGet(HashSet::new);
        Set<ProgramRunId> missing = new HashSet<>(runs);
        missing.removeAll(covered);
        Optional<Refusal> held = missing.isEmpty() ? Optional.empty() : heldAmong(program, learner, missing, now);
        if (held.isPresent()) {
            return new DegreeEnrolment.Refused(Map.of(InviteField.RUNS, held.get()));
        }
        Invitation invitation = pending.map(existing -> withRuns(existing, missing))
                .orElseGet(() -> newLink(program, learner, runs, now));
        invitations.settleNewLinks(learner.id().value(), program.id().value());
        changes.announce(program.id());
        covered.addAll(missing);
        return new DegreeEnrolment.LinkReady(
                learner.externalLearnerId(), linkOf(invitation), invitation.expiresAt(), names(program, covered));
    }

    /** By e-mail there can be several, for different runs: the one to show is the one that says most of what is asked for. */
    private Optional<Invitation> pendingWithMostOf(
            Set<ProgramRunId> runs, Program program, Learner learner, Instant now) {
        List<Invitation> pending =
                invitations.findPending(learner.id().value(), program.id().value(), Columns.at(now)).stream()
                        .map(id -> mine.holdForLearnersHolder(new InvitationId(id)))
                        .toList();
        return pending.stream()
                .max(Comparator.comparingLong(invitation -> invitation.pendingRuns(now).stream()
                        .filter(runs::contains)
                        .count()));
    }

    private Invitation withRuns(Invitation existing, Set<ProgramRunId> missing) {
        if (missing.isEmpty()) {
            return existing;
        }
        missing.forEach(run -> events.runAdded(existing, run, permissions.me().id()));
        return invitations.save(existing.withRuns(missing));
    }

    private Invitation newLink(Program program, Learner learner, Set<ProgramRunId> runs, Instant now) {
        Invitation made = invitations.save(Invitation.to(
                learner.id(),
                program.organisationId(),
                program.id(),
                runs,
                Optional.empty(),
                new ExpiryTime(now.plus(ExpiryTime.USUAL)),
                permissions.me().id(),
                now));
        events.invited(made, names(program, runs));
        return made;
    }

    /** What the learner already holds of the program, by place: what the form marks. Empty for a text that is no learner ID. */
    @Transactional(readOnly = true)
    public Map<UUID, Holding> held(ProgramId programId, String learnerIdText) {
        Program program = programs.managed(programId);
        return ExternalLearnerId.parse(learnerIdText)
                .toOptional()
                .flatMap(id -> learners.find(program.organisationId(), id))
                .map(learner -> held(program, learner, clock.now()))
                .orElse(Map.of());
    }

    private Map<UUID, Holding> held(Program program, Learner learner, Instant now) {
        Map<UUID, Holding> held = new HashMap<>();
        sentInvitations
                .pendingPlaces(learner.id(), program.id(), now)
                .forEach(place -> held.put(place, Holding.PENDING));
        learners.enrolledPlaces(learner.id(), program.id()).forEach(place -> held.put(place, Holding.ENROLLED));
        return held;
    }

    private Optional<Refusal> heldAmong(Program program, Learner learner, Set<ProgramRunId> runs, Instant now) {
        invitations.freeExpired(learner.id().value(), program.id().value(), Columns.at(now));
        return refusalOfHeld(program, held(program, learner, now), runs);
    }

    private static Optional<Refusal> refusalOfHeld(Program program, Map<UUID, Holding> held, Set<ProgramRunId> runs) {
        if (runs.isEmpty()) {
            return Optional.ofNullable(held.get(program.id().value())).map(holding -> switch (holding) {
                case ENROLLED -> Refusal.of("runs.program-enrolled", program.title());
                case PENDING -> Refusal.of("runs.program-pending", program.title());
            });
        }
        List<ProgramRunId> enrolled = new ArrayList<>();
        List<ProgramRunId> pending = new ArrayList<>();
        for (ProgramRunId run : runs) {
            switch (held.get(run.value())) {
                case ENROLLED -> enrolled.add(run);
                case PENDING -> pending.add(run);
                case null -> {}
            }
        }
        if (!enrolled.isEmpty()) {
            return Optional.of(Refusal.of("runs.enrolled", String.join("; ", names(program, enrolled))));
        }
        return pending.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.of("runs.pending", String.join("; ", names(program, pending))));
    }

    /**
     * Cancels an invitation for one of its places; a mail of it still queued is not sent once no place is left pending.
     *
     * @throws NotFoundException when it isn't there or not mine to manage
     */
    @Transactional
    public Cancellation cancel(InvitationId id, UUID place) {
        Invitation invitation = mine.hold(id);
        if (invitation.runs().stream().noneMatch(run -> run.place().equals(place))) {
            throw new NotFoundException("run " + place + " of invitation " + id);
        }
        Instant now = clock.now();
        AccountId me = permissions.me().id();
        Cancellation cancellation = invitation.cancel(place, me, now);
        if (cancellation instanceof Cancellation.Canceled(Invitation canceled)) {
            invitations.save(canceled);
            events.happened(AuditAction.CANCELED, canceled, canceled.runsAt(place), Optional.of(me));
            if (canceled.runsWith(RunStatus.PENDING, now).isEmpty()) {
                mails.withdraw(id.value());
            }
            canceled.topics().forEach(changes::announce);
        }
        return cancellation;
    }

    /**
     * Cancels all that is pending of an upload that I sent, as far as I manage the programs still; mails still queued are not
     * sent. What was decided before, or has expired, stays as it is. Done again, it finds nothing to cancel.
     */
    @Transactional
    public UploadCancellation cancelUpload(UploadId upload) {
        learners.lockEach(
                "select learner_id from (%s) i".formatted(Seen.NOT_EXPIRED),
                sent.seen(upload).parameters());
        // As it is now: others who hold them may have been waited for.
        Seen seen = sent.seen(upload);
        uploadedInvitations.recordCancellation(audit, seen);
        int canceled = uploadedInvitations.cancelPending(seen);
        mails.withdrawEach("select id as about from (%s) i".formatted(Seen.NOT_EXPIRED), seen.parameters());
        if (canceled > 0) {
            tell(seen, AuditAction.UPLOAD_CANCELED, canceled);
        }
        return UploadCancellation.of(canceled, uploadedInvitations.standing(seen));
    }

    /**
     * Holds back the mails of an upload that I sent which are still queued, as far as I manage the programs still, until
     * {@link #goOnSending}; the invitations stay. Those on their way at this moment may still arrive.
     *
     * @return how many mails
     */
    @Transactional
    public int stopSending(UploadId upload) {
        return changeMails(upload, mails::holdEach, AuditAction.UPLOAD_STOPPED);
    }

    /** Lets the mails go on that {@link #stopSending} held back; as far as it does. */
    @Transactional
    public int goOnSending(UploadId upload) {
        return changeMails(upload, mails::goOnWithEach, AuditAction.UPLOAD_GOES_ON);
    }

    /** Holding the learners, as whoever cancels or sends again does: none of them is in between. */
    private int changeMails(UploadId upload, ToIntBiFunction<String, Map<String, ?>> change, AuditAction action) {
        Seen seen = sent.seen(upload);
        learners.lockEach("select learner_id from (%s) i".formatted(Seen.ALL), seen.parameters());
        int changed = change.applyAsInt(Seen.ALL, seen.parameters());
        if (changed > 0) {
            tell(seen, action, changed);
        }
        return changed;
    }

    private void tell(Seen seen, AuditAction action, int count) {
        uploadedInvitations.record(audit, action, seen, count);
        uploadedInvitations.programs(seen).forEach(changes::announce);
        changes.announce(seen.upload());
    }

    /** Takes a request for a new link off the list; the learner can ask again. */
    @Transactional
    public void dismissNewLinkRequest(InvitationId id) {
        Invitation settled = invitations.save(mine.hold(id).newLinkSettled());
        events.happened(
                AuditAction.NEW_LINK_DISMISSED,
                settled,
                Optional.of(permissions.me().id()));
    }

    /**
     * Takes the addresses out of what was sent to an account's learner IDs and is decided or over, with those of its mails: it stays
     * counted. What is pending still is the organisation's to deliver. For whoever holds the learner IDs.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetAddresses(AccountId account) {
        OffsetDateTime now = Columns.at(clock.now());
        mails.forgetRecipients(InvitationRepository.OVER_OF_ACCOUNT, Map.of("account", account.value(), "now", now));
        invitations.forgetAddresses(account.value(), now);
    }

    /** What is wrong with a request by itself, at its fields: nothing of it is sent until that is put right. */
    @Transactional(readOnly = true)
    public Map<InviteField, Refusal> problems(InvitationRequest request) {
        return check(programs.managed(request.program()), request, clock.now()).problems();
    }

    /** The mail that the learner would get for the request, with a link that leads nowhere; none while it can't be written. */
    @Transactional(readOnly = true)
    public Optional<Mail> preview(InvitationRequest request) {
        Program program = programs.managed(request.program());
        Checked checked = check(program, request, clock.now());
        return checked.learnerId()
                .flatMap(learnerId -> checked.email()
                        .flatMap(email -> request.expiresAt()
                                .map(expiresAt -> invitationMails.preview(
                                        program, request.runs(), email, learnerId, expiresAt, permissions.me()))));
    }

    private String linkOf(Invitation invitation) {
        return links.addressOf(invitation.linkId(), invitation.linkVersion());
    }

    private static void checkRunsAreOf(Program program, Set<ProgramRunId> runs) {
        runs.stream().filter(run -> program.run(run).isEmpty()).findFirst().ifPresent(run -> {
            throw new NotFoundException("run " + run);
        });
    }

    /** What is archived is offered no more; a form that was open before it was may still name it. */
    private static Optional<Refusal> refusalOfArchived(Program program, Set<ProgramRunId> runs) {
        if (program.isArchived()) {
            return Optional.of(Refusal.of("runs.archived", program.title()));
        }
        return program.runsInOrder().stream()
                .filter(run -> run.isArchived() && runs.contains(run.id()))
                .findFirst()
                .map(run -> Refusal.of("runs.archived", run.name()));
    }

    private static List<String> names(Program program, Iterable<ProgramRunId> runs) {
        List<String> names = new ArrayList<>();
        for (ProgramRun run : program.runsInOrder()) {
            for (ProgramRunId id : runs) {
                if (run.id().equals(id)) {
                    names.add(run.name());
                }
            }
        }
        return names;
    }

    private static <T> Optional<T> taken(Parsed<T> parsed, InviteField field, Map<InviteField, Refusal> problems) {
        parsed.whyNot().ifPresent(refusal -> problems.put(field, refusal));
        return parsed.toOptional();
    }
}
