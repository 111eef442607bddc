package learningmanager.admin;

import java.util.List;
import learningmanager.base.AccountId;

/**
 * Somebody with an account.
 *
 * @param invited whether a link to set the first password was sent and not used yet
 */
public record Person(AccountId id, String name, String email, List<Grant> grants, boolean invited) {}
