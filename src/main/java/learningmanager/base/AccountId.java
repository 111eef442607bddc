package learningmanager.base;

import java.util.UUID;

/** Names an account: somebody who can sign in. */
public record AccountId(UUID value) implements Id {
    public static AccountId next() {
        return new AccountId(Id.nextValue());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
