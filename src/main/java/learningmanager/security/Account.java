package learningmanager.security;

import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * Somebody who can sign in.
 *
 * @param email what they sign in with; one account an address, without regard to case
 * @param name what managers see, up to 200 characters
 * @param sessionNo raised to end all sessions that began before
 */
public record Account(
        @Id AccountId id,
        EmailAddress email,
        String name,
        String passwordHash,
        int sessionNo,
        @Version long version) {
    public static Account of(EmailAddress email, String name, String passwordHash) {
        return new Account(AccountId.next(), email, name, passwordHash, 0, 0);
    }

    Account withPassword(String hash) {
        return new Account(id, email, name, hash, sessionNo + 1, version);
    }

    Account withEmail(EmailAddress address) {
        return new Account(id, address, name, passwordHash, sessionNo + 1, version);
    }

    Account withName(String called) {
        return new Account(id, email, called, passwordHash, sessionNo, version);
    }

    Account signedOutEverywhere() {
        return new Account(id, email, name, passwordHash, sessionNo + 1, version);
    }
}
