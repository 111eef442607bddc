package learningmanager.invitation;

import java.util.Map;
import java.util.Optional;
import learningmanager.base.EmailAddress;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.InvitationId;
import learningmanager.base.Refusal;

/** What came of inviting one learner. */
public sealed interface Sending {
    /**
     * It exists, and its mail is queued.
     *
     * @param link the personal link, where the learner ID isn't linked to an account yet
     */
    record Sent(InvitationId invitation, ExternalLearnerId learner, EmailAddress email, Optional<String> link)
            implements Sending {}

    /** Nothing was sent; why, by field. */
    record Refused(Map<InviteField, Refusal> problems) implements Sending {}
}
