package learningmanager.learner;

import java.time.Instant;
import java.util.Optional;
import learningmanager.program.RunScope;

/**
 * Something that a learner is or was invited to or enrolled on.
 *
 * @param run empty for the program as such
 * @param scope where its invitations are listed
 * @param status ENROLLED, or what became of an invitation
 * @param at since when
 * @param email where the invitation was sent to; none where its link was handed over, and for an enrolment
 * @param how an enrolment came about
 * @param by who enrolled or was enrolled; none for an invitation
 * @param expiresAt of an invitation
 * @param offeredAt since when somebody is invited to take over what the learner ID is enrolled on, after its link was moved
 */
public record LearnerPlace(
        String program,
        String run,
        RunScope scope,
        String status,
        Instant at,
        Optional<String> email,
        Optional<EnrolmentHow> how,
        Optional<String> by,
        Optional<Instant> expiresAt,
        Optional<Instant> offeredAt) {}
