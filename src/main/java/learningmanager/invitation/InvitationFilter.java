package learningmanager.invitation;

import java.util.Optional;

/**
 * Which lines of an "Invitations" tab to show.
 *
 * @param search part of learner ID or e-mail, in any case; empty for all
 * @param status none for all
 */
public record InvitationFilter(String search, Optional<RunStatus> status) {
    public static final InvitationFilter ALL = new InvitationFilter("", Optional.empty());
}
