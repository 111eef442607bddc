package learningmanager.learner;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A line of "My learning".
 *
 * @param run none: on the program as such, its runs following later
 * @param enrolledAt UTC
 */
public record OwnEnrolment(
        String organisation, String program, Optional<Run> run, String externalLearnerId, Instant enrolledAt) {
    /** The run's name and dates. */
    public record Run(String name, LocalDate startsOn, LocalDate endsOn) {}
}
