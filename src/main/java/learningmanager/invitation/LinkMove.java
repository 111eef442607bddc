package learningmanager.invitation;

import java.time.Instant;
import java.util.Optional;
import learningmanager.base.EmailAddress;
import learningmanager.base.Refusal;

/** What came of moving a learner ID to the right person. */
public sealed interface LinkMove {
    /**
     * It is free, and whoever accepts through the link takes it over.
     *
     * @param email where the link is mailed; none: a manager hands it over
     * @param expiresAt UTC
     */
    record LinkReady(String link, Optional<EmailAddress> email, Instant expiresAt) implements LinkMove {}

    /** Nothing was changed. */
    record Refused(Refusal refusal) implements LinkMove {}
}
