package learningmanager.invitation;

import java.util.Optional;
import learningmanager.base.ExternalLearnerId;
import learningmanager.mail.DeliveryStatus;

/**
 * Which lines of an "Invitations" tab to show.
 *
 * @param learner exactly this learner ID; none for all
 * @param search part of learner ID or e-mail, in any case, from three characters on, and how one of them begins below; empty for
 *     all
 * @param status none for all
 * @param delivery how far the latest mail is; none for all
 */
public record InvitationFilter(
        Optional<ExternalLearnerId> learner,
        String search,
        Optional<RunStatus> status,
        Optional<DeliveryStatus> delivery) {
    public static final InvitationFilter ALL = new InvitationFilter("", Optional.empty(), Optional.empty());

    /** Of any learner. */
    public InvitationFilter(String search, Optional<RunStatus> status, Optional<DeliveryStatus> delivery) {
        this(Optional.empty(), search, status, delivery);
    }

    /** The same, wherever they and their mails stand. */
    public InvitationFilter wherever() {
        return new InvitationFilter(learner, search, Optional.empty(), Optional.empty());
    }

    /** The same, of those that are pending alone. */
    public InvitationFilter pending() {
        return new InvitationFilter(learner, search, Optional.of(RunStatus.PENDING), delivery);
    }

    /** All that the search finds. */
    public static InvitationFilter searching(String search) {
        return new InvitationFilter(search, Optional.empty(), Optional.empty());
    }
}
