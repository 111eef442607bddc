package learningmanager.base;

import java.time.Instant;
import java.util.UUID;

/** Names an invitation. Ascending in the order of sending, as a UUIDv7 is. */
public record InvitationId(UUID value) implements Id {
    /** By the time that the invitation shows, not by this node's clock: who sees them in the order of sending sees those times. */
    public static InvitationId at(Instant sent) {
        return new InvitationId(Id.valueAt(sent));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
