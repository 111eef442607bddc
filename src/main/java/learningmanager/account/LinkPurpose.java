package learningmanager.account;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What a one-time link is for, and how long it holds. */
public enum LinkPurpose {
    /**
     * Makes the first platform administrator; printed to the log, for whoever set the installation up. Each start prints one, and each
     * holds until there is an administrator.
     */
    FIRST_ADMINISTRATOR(1, Duration.ofHours(24)),
    /** Sets the first password of an account that an administrator opened. */
    INVITED(2, Duration.ofDays(7)),
    /** Sets another password, for who forgot it. */
    PASSWORD(3, Duration.ofHours(1)),
    /** Confirms the address that an account shall sign in with. */
    EMAIL(4, Duration.ofHours(24)),
    /** Makes an account under the address that it was sent to, as somebody asked there for one. */
    NEW_ACCOUNT(5, Duration.ofHours(24));

    private final byte code;
    private final Duration holds;

    LinkPurpose(int code, Duration holds) {
        this.code = (byte) code;
        this.holds = holds;
    }

    static Optional<LinkPurpose> of(byte code) {
        return Arrays.stream(values()).filter(purpose -> purpose.code == code).findFirst();
    }

    /** What stands for it in a link. */
    byte code() {
        return code;
    }

    /**
     * Whether a newer one for the same account ends it. Not where anybody can ask for one: what the owner was sent would be void before
     * they open it. It lasts until its own time, or until one of them is used, which ends all.
     */
    boolean endsByANewerOne() {
        return this != PASSWORD && this != NEW_ACCOUNT;
    }

    Duration holds() {
        return holds;
    }
}
