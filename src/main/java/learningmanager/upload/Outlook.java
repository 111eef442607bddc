package learningmanager.upload;

import java.time.Instant;

/**
 * What sending a draft will do, in numbers.
 *
 * @param firstExpiry when the first of the invitations expires, the last one at {@code lastExpiry}
 * @param now when this was found out
 */
public record Outlook(
        int rows,
        int invitations,
        int learners,
        int emails,
        int programs,
        int runs,
        Instant firstExpiry,
        Instant lastExpiry,
        Instant now) {}
