package learningmanager.invitation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.InvitationId;
import learningmanager.base.ProgramRunId;
import learningmanager.mail.DeliveryStatus;

/**
 * A line of a run's "Invitations" tab: one run of one invitation.
 *
 * @param email empty where the link was handed over
 * @param place with the invitation's ID, what names this line: the run or, without one, the program
 * @param delivery none where no mail was to be sent
 * @param mailSentAt UTC
 * @param answer the mail server's words
 */
public record SentInvitation(
        InvitationId invitation,
        UUID place,
        Optional<ProgramRunId> run,
        String externalLearnerId,
        Optional<String> email,
        Instant sentAt,
        Instant expiresAt,
        RunStatus status,
        Optional<DeliveryStatus> delivery,
        Optional<Instant> mailSentAt,
        Optional<String> answer) {

    /** Names the line: what a grid keeps. */
    public record Key(InvitationId invitation, UUID place) {}

    public Key key() {
        return new Key(invitation, place);
    }
}
