package learningmanager.base;

import java.time.Instant;
import java.util.UUID;

/** Names one learner's place on one run. */
public record EnrolmentId(UUID value) implements Id {
    /** By the time that is shown, as {@link InvitationId#at} is. */
    public static EnrolmentId at(Instant enrolled) {
        return new EnrolmentId(Id.valueAt(enrolled));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
