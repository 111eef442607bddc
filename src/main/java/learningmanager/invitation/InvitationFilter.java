package learningmanager.invitation;

import java.util.Optional;
import learningmanager.mail.DeliveryStatus;

/**
 * Which lines of an "Invitations" tab to show.
 *
 * @param search part of learner ID or e-mail, in any case, from three characters on, and how one of them begins below; empty for
 *     all
 * @param status none for all
 * @param delivery how far the latest mail is; none for all
 */
public record InvitationFilter(String search, Optional<RunStatus> status, Optional<DeliveryStatus> delivery) {
    public static final InvitationFilter ALL = new InvitationFilter("", Optional.empty(), Optional.empty());

    /** All that the search finds. */
    public static InvitationFilter searching(String search) {
        return new InvitationFilter(search, Optional.empty(), Optional.empty());
    }
}
