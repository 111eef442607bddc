package learningmanager.invitation;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import learningmanager.base.ExpiryTime;
import learningmanager.base.InvitationId;
import learningmanager.base.LearnerId;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.UploadId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.MappedCollection;

/**
 * An offer to one external learner ID, on one program, for some of its runs, until an expiry time. Each of its runs has a
 * status of its own.
 *
 * @param email where it was sent; none: a manager hands the link over
 * @param uploadId the file it came from, if from one
 * @param linkId random; with the version, what the personal link is made of
 */
public record Invitation(
        @Id InvitationId id,
        OrganisationId organisationId,
        ProgramId programId,
        LearnerId learnerId,
        @Nullable EmailAddress email,
        Instant expiresAt,
        Instant sentAt,
        AccountId sentBy,
        @Nullable UploadId uploadId,
        UUID linkId,
        int linkVersion,
        @Nullable Instant newLinkAskedAt,
        @MappedCollection(idColumn = "invitation_id") Set<InvitedRun> runs,
        @Version long version) {

    /** What came of cancelling one run of an invitation. */
    public sealed interface Cancellation {
        record Canceled(Invitation invitation) implements Cancellation {}

        /** It was decided otherwise before. */
        record NotPending(RunStatus status) implements Cancellation {}
    }

    /** Without runs: for the degree as such. */
    static Invitation to(
            LearnerId learner,
            OrganisationId organisation,
            ProgramId program,
            Set<ProgramRunId> runs,
            Optional<EmailAddress> email,
            ExpiryTime expiry,
            AccountId by,
            Instant now) {
        return new Invitation(
                InvitationId.at(now),
                organisation,
                program,
                learner,
                email.orElse(null),
                expiry.at(),
                now,
                by,
                null,
                UUID.randomUUID(),
                1,
                null,
                pending(learner, program, runs),
                0);
    }

    private static Set<InvitedRun> pending(LearnerId learner, ProgramId program, Set<ProgramRunId> runs) {
        return runs.isEmpty()
                ? Set.of(InvitedRun.pending(learner, program, Optional.empty()))
                : runs.stream()
                        .map(run -> InvitedRun.pending(learner, program, Optional.of(run)))
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What pages that show this invitation follow: its program, and the file that it came from. */
    Stream<learningmanager.base.Id> topics() {
        return Stream.concat(Stream.of(programId), Optional.ofNullable(uploadId).stream());
    }

    public Optional<EmailAddress> address() {
        return Optional.ofNullable(email);
    }

    /** "Expired" is derived: pending and past its expiry time. */
    public RunStatus statusOf(InvitedRun run, Instant now) {
        return run.status() == RunStatus.PENDING && !expiresAt.isAfter(now) ? RunStatus.EXPIRED : run.status();
    }

    public List<InvitedRun> runsWith(RunStatus status, Instant now) {
        return runs.stream().filter(run -> statusOf(run, now) == status).toList();
    }

    Set<ProgramRunId> pendingRuns(Instant now) {
        return runsWith(RunStatus.PENDING, now).stream()
                .flatMap(run -> run.run().stream())
                .collect(Collectors.toSet());
    }

    /** The one run at a place; none where it isn't one of this invitation's. */
    List<InvitedRun> runsAt(UUID place) {
        return runs.stream().filter(run -> run.place().equals(place)).toList();
    }

    Cancellation cancel(UUID place, AccountId by, Instant now) {
        InvitedRun canceled = runsAt(place).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no run " + place + " in invitation " + id));
        RunStatus status = statusOf(canceled, now);
        return status == RunStatus.PENDING
                ? new Cancellation.Canceled(decide(canceled::equals, RunStatus.CANCELED, Optional.of(by), now))
                : new Cancellation.NotPending(status);
    }

    /** Accepted on all runs still pending. */
    Invitation accept(AccountId by, Instant now) {
        return decide(run -> statusOf(run, now) == RunStatus.PENDING, RunStatus.ACCEPTED, Optional.of(by), now);
    }

    Invitation decline(Optional<AccountId> by, Instant now) {
        return decide(run -> statusOf(run, now) == RunStatus.PENDING, RunStatus.DECLINED, by, now);
    }

    /** Pending for these runs too, also where they were canceled before. */
    Invitation withRuns(Set<ProgramRunId> more) {
        Set<InvitedRun> all = runs.stream()
                .filter(run -> run.run().filter(more::contains).isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        all.addAll(pending(learnerId, programId, more));
        return with(all, newLinkAskedAt);
    }

    /** Sent to another address: the link sent before is void. */
    Invitation sentTo(EmailAddress address) {
        return new Invitation(
                id,
                organisationId,
                programId,
                learnerId,
                address,
                expiresAt,
                sentAt,
                sentBy,
                uploadId,
                linkId,
                linkVersion + 1,
                newLinkAskedAt,
                runs,
                version);
    }

    Invitation askForNewLink(Instant now) {
        return with(runs, now);
    }

    Invitation newLinkSettled() {
        return with(runs, null);
    }

    private Invitation decide(Predicate<InvitedRun> chosen, RunStatus outcome, Optional<AccountId> by, Instant now) {
        return with(
                runs.stream()
                        .map(run -> chosen.test(run) ? run.decided(outcome, by, now) : run)
                        .collect(Collectors.toCollection(LinkedHashSet::new)),
                newLinkAskedAt);
    }

    private Invitation with(Set<InvitedRun> changedRuns, @Nullable Instant changedNewLinkAskedAt) {
        return new Invitation(
                id,
                organisationId,
                programId,
                learnerId,
                email,
                expiresAt,
                sentAt,
                sentBy,
                uploadId,
                linkId,
                linkVersion,
                changedNewLinkAskedAt,
                changedRuns,
                version);
    }
}
