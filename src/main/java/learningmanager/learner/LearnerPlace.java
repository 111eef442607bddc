package learningmanager.learner;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that a learner is or was invited to or enrolled on.
 *
 * @param run empty for the program as such
 * @param status ENROLLED, or what became of an invitation
 * @param at since when
 * @param offeredAt since when somebody is invited to take over what the learner ID is enrolled on, after its link was moved
 */
public record LearnerPlace(String program, String run, String status, Instant at, Optional<Instant> offeredAt) {}
