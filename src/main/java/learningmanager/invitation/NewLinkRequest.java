package learningmanager.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import learningmanager.base.InvitationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;

/** A learner who found the invitation expired and asked for a new link. */
public record NewLinkRequest(
        InvitationId invitation,
        ProgramId program,
        String programTitle,
        List<ProgramRunId> runs,
        String externalLearnerId,
        Optional<String> email,
        Instant askedAt) {}
