package learningmanager.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;

/**
 * A one-time link that still holds.
 *
 * @param id random
 * @param account whose it is; none for the first administrator's and for a new account's
 * @param email the address that it is about: of the account, or the one to confirm
 * @param hasAccount whether there is an account that signs in with this address
 * @param name what the account's person is called so far; empty where there is none
 */
public record AccountLink(
        UUID id,
        LinkPurpose purpose,
        Optional<AccountId> account,
        Optional<EmailAddress> email,
        boolean hasAccount,
        String name,
        Instant expiresAt) {}
