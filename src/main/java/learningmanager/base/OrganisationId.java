package learningmanager.base;

import java.util.UUID;

/** Names an organisation: who teaches, and owns programs and its learners' external IDs. */
public record OrganisationId(UUID value) implements Id {
    public static OrganisationId next() {
        return new OrganisationId(Id.nextValue());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
