package learningmanager.learner;

import java.time.Instant;

/**
 * Something that a learner is or was invited to or enrolled on.
 *
 * @param run empty for the program as such
 * @param status ENROLLED, or what became of an invitation
 * @param at since when
 */
public record LearnerPlace(String program, String run, String status, Instant at) {}
