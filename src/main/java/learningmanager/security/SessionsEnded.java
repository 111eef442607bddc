package learningmanager.security;

import learningmanager.base.AccountId;

/**
 * An account's sessions were ended, as its password or its address is another one or its person asked for it. Published within the
 * transaction, so that what else led into the account can be ended in it too.
 */
public record SessionsEnded(AccountId account) {}
