package learningmanager.invitation;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;

/**
 * What the form was filled in with, as typed.
 *
 * @param runs may be empty for a degree
 * @param expiresAt UTC; none where nothing readable was given
 */
public record InvitationRequest(
        ProgramId program, Set<ProgramRunId> runs, String learnerId, String email, Optional<Instant> expiresAt) {}
