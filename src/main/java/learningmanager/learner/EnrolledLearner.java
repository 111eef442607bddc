package learningmanager.learner;

import java.time.Instant;
import java.util.Optional;
import learningmanager.base.EnrolmentId;
import learningmanager.base.ProgramRunId;

/**
 * A line of a run's "Learners" tab.
 *
 * @param run none: on the program as such, its runs following later
 * @param enrolledAt UTC
 */
public record EnrolledLearner(
        EnrolmentId id,
        String externalLearnerId,
        String name,
        String email,
        Optional<ProgramRunId> run,
        Instant enrolledAt,
        EnrolmentHow how) {}
