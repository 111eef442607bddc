package learningmanager.base;

import java.util.UUID;

/** Names an invitation. Ascending in the order of sending, as a UUIDv7 is. */
public record InvitationId(UUID value) implements Id {
    public static InvitationId next() {
        return new InvitationId(Id.nextValue());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
