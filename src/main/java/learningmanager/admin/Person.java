package learningmanager.admin;

import java.util.List;
import learningmanager.base.AccountId;

/**
 * Somebody with an account.
 *
 * @param invited whether they have not set a password yet, by the link that they were sent or another one
 * @param confirmed whether nobody gets into the account but who gets the address's mails
 */
public record Person(AccountId id, String name, String email, List<Grant> grants, boolean invited, boolean confirmed) {}
