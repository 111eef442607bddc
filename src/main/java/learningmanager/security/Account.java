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
 */
public record Account(
        @Id AccountId id,
        EmailAddress email,
        String name,
        String passwordHash,
        @Version long version) {
    static Account of(EmailAddress email, String name, String passwordHash) {
        return new Account(AccountId.next(), email, name, passwordHash, 0);
    }
}
