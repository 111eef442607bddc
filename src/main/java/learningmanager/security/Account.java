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
 * @param passwordSetAt since when the password is one that its person chose; none: nobody knows it
 * @param provenAt since when its person is known to get the address's mails; none: anybody may have made it
 * @param deletedAt since when it is nobody's
 */
public record Account(
        @Id AccountId id,
        EmailAddress email,
        String name,
        String passwordHash,
        int sessionNo,
        @Nullable Instant passwordSetAt,
        @Nullable Instant provenAt,
        @Nullable Instant deletedAt,
        @Version long version) {
    private static final String NOBODY = "–";
    private static final String DELETED = "deleted.";
    private static final String NOWHERE = "@account.invalid";

    /** A {@code like} pattern of the addresses that stand for those of accounts that are deleted. */
    public static final String DELETED_LIKE = DELETED + "%" + NOWHERE;

    /** With a password that its person has chosen. */
    public static Account of(EmailAddress email, String name, String passwordHash, Instant now) {
        return new Account(AccountId.next(), email, name, passwordHash, 0, now, null, null, 0);
    }

    /** With a password that nobody knows. */
    static Account without(EmailAddress email, String name, String passwordHash) {
        return new Account(AccountId.next(), email, name, passwordHash, 0, null, null, null, 0);
    }

    Account withPassword(String hash, Instant now) {
        return new Account(id, email, name, hash, sessionNo + 1, now, provenAt, deletedAt, version);
    }

    Account withEmail(EmailAddress address) {
        return new Account(id, address, name, passwordHash, sessionNo + 1, passwordSetAt, provenAt, deletedAt, version);
    }

    Account withName(String called) {
        return new Account(id, email, called, passwordHash, sessionNo, passwordSetAt, provenAt, deletedAt, version);
    }

    Account signedOutEverywhere() {
        return new Account(id, email, name, passwordHash, sessionNo + 1, passwordSetAt, provenAt, deletedAt, version);
    }

    /** Whose person was found to get the address's mails, or to be who runs the installation. */
    public Account proven(Instant now) {
        return new Account(id, email, name, passwordHash, sessionNo, passwordSetAt, now, deletedAt, version);
    }

    /** Whether nobody gets in but who gets the address's mails: by a password that was set by a mailed link, or has yet to be. */
    public boolean belongsToItsAddress() {
        return provenAt != null || !hasPassword();
    }

    /** Whether its person has chosen a password. */
    public boolean hasPassword() {
        return passwordSetAt != null;
    }

    /**
     * Without name and address; an address is needed, and each needs another.
     *
     * @param hash of a password that nobody knows
     */
    Account deleted(String hash, Instant at) {
        EmailAddress nobody = new EmailAddress(DELETED + id + NOWHERE);
        return new Account(id, nobody, NOBODY, hash, sessionNo + 1, null, null, at, version);
    }

    /** Whether an address, which the audit log may have, stands for that of an account that is deleted. */
    public static boolean isOfDeleted(String address) {
        return address.startsWith(DELETED) && address.endsWith(NOWHERE);
    }

    boolean isDeleted() {
        return deletedAt != null;
    }
}
