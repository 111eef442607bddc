package learningmanager.account;

import java.time.Duration;

/** What a one-time link is for, and how long it holds. */
public enum LinkPurpose {
    /** Makes the first platform administrator; printed to the log, for whoever set the installation up. */
    FIRST_ADMINISTRATOR(Duration.ofHours(24)),
    /** Sets the first password of an account that an administrator opened. */
    INVITED(Duration.ofDays(7)),
    /** Sets another password, for who forgot it. */
    PASSWORD(Duration.ofHours(1)),
    /** Confirms the address that an account shall sign in with. */
    EMAIL(Duration.ofHours(24));

    private final Duration holds;

    LinkPurpose(Duration holds) {
        this.holds = holds;
    }

    Duration holds() {
        return holds;
    }
}
