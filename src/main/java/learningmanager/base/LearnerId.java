package learningmanager.base;

import java.util.UUID;

/** Names one external learner ID of one organisation, linked to an account or not yet. */
public record LearnerId(UUID value) implements Id {
    public static LearnerId next() {
        return new LearnerId(Id.nextValue());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
