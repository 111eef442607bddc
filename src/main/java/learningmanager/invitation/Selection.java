package learningmanager.invitation;

import java.util.List;

/** Which lines of a run's "Invitations" tab something is to be done to. */
public sealed interface Selection {
    /** These; what is not in the run is left out. */
    record Lines(List<SentInvitation.Key> keys) implements Selection {
        public Lines {
            keys = List.copyOf(keys);
        }
    }

    /** All that match when it is done, however many. */
    record AllMatching(InvitationFilter filter) implements Selection {}
}
