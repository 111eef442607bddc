package learningmanager.security;

import java.time.Instant;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * Somebody who can sign in.
 *
 * @param email what they sign in with; one account an address, without regard to case
 * @param name what managers see, up to 200 characters
 * @param sessionNo raised to end all sessions that began before
 * @param deletedAt since when it is nobody's
 */
public record Account(
        @Id AccountId id,
        EmailAddress email,
        String name,
        String passwordHash,
        int sessionNo,
        @Nullable Instant deletedAt,
        @Version long version) {
    private static final String NOBODY = "–";

    public static Account of(EmailAddress email, String name, String passwordHash) {
        return new Account(AccountId.next(), email, name, passwordHash, 0, null, 0);
    }

    Account withPassword(String hash) {
        return new Account(id, email, name, hash, sessionNo + 1, deletedAt, version);
    }

    Account withEmail(EmailAddress address) {
        return new Account(id, address, name, passwordHash, sessionNo + 1, deletedAt, version);
    }

    Account withName(String called) {
        return new Account(id, email, called, passwordHash, sessionNo, deletedAt, version);
    }

    Account signedOutEverywhere() {
        return new Account(id, email, name, passwordHash, sessionNo + 1, deletedAt, version);
    }

    /**
     * Without name and address; an address is needed, and each needs another.
     *
     * @param hash of a password that nobody knows
     */
    Account deleted(String hash, Instant at) {
        EmailAddress nobody = new EmailAddress("deleted." + id + "@account.invalid");
        return new Account(id, nobody, NOBODY, hash, sessionNo + 1, at, version);
    }

    boolean isDeleted() {
        return deletedAt != null;
    }
}
