package learningmanager.invitation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.LearnerId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import org.jspecify.annotations.Nullable;

/**
 * One run that an invitation is for; without a run, the degree as such.
 *
 * @param status as stored: an expired one may still say PENDING, see {@link Invitation#statusOf}
 * @param decidedAt when it was accepted, declined or canceled
 * @param decidedBy by whom, where they were signed in
 */
public record InvitedRun(
        LearnerId learnerId,
        ProgramId programId,
        @Nullable ProgramRunId runId,
        RunStatus status,
        @Nullable Instant decidedAt,
        @Nullable AccountId decidedBy) {

    static InvitedRun pending(LearnerId learner, ProgramId program, Optional<ProgramRunId> run) {
        return new InvitedRun(learner, program, run.orElse(null), RunStatus.PENDING, null, null);
    }

    public Optional<ProgramRunId> run() {
        return Optional.ofNullable(runId);
    }

    /** The run's ID or, without a run, the program's. */
    public UUID place() {
        return runId == null ? programId.value() : runId.value();
    }

    InvitedRun decided(RunStatus outcome, Optional<AccountId> by, Instant at) {
        return new InvitedRun(learnerId, programId, runId, outcome, at, by.orElse(null));
    }
}
