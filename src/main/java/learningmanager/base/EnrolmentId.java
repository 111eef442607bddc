package learningmanager.base;

import java.util.UUID;

/** Names one learner's place on one run. */
public record EnrolmentId(UUID value) implements Id {
    public static EnrolmentId next() {
        return new EnrolmentId(Id.nextValue());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
