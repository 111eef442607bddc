package learningmanager.security;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses: passwords per account and per address, and what else an address can ask without being signed in; and
 * what is mailed to somebody whoever asks. Counts in this server's memory; several servers each allow as much.
 *
 * <p>An account is never locked: a browser that has signed in to it before ({@link KnownBrowser}) is counted by itself, so
 * that others' guesses do not keep its owner out, nor do those of somebody behind the same address (OWASP, "Slow down online guessing attacks with device cookies").
 */
@Component
public class SignInThrottle {
    static final int GUESSES_PER_ACCOUNT = 10;
    static final int GUESSES_PER_ADDRESS = 50;
    static final int REQUESTS_PER_ADDRESS = 20;
    static final int MAILS_PER_RECIPIENT = 5;
    static final Duration WINDOW = Duration.ofMinutes(15);

    private static final int IPV6_BYTES = 16;

    /** Keys remembered; who makes up more than that pushes out the oldest, of their own making. */
    private static final int MOST = 100_000;

    private final Clock clock;

    /** How often since when. */
    private record Count(int times, Instant since) {}

    private final Map<String, Count> counts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST;
        }
    };

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether a password may be tried, counting that it is: before it is looked at, so that no number of tries at once gets more.
     *
     * @param browser names a browser that is known to the account; empty for others
     */
    boolean mayGuess(String email, String address, String browser) {
        String account = accountKey(email, browser);
        String from = addressKey("address", address);
        synchronized (counts) {
            boolean tooMany = browser.isEmpty() && timesOf(from) >= GUESSES_PER_ADDRESS;
            if (tooMany || timesOf(account) >= GUESSES_PER_ACCOUNT) {
                return false;
            }
            count(account);
            count(from);
            return true;
        }
    }

    /** Takes a guess back that was right. A known browser begins anew; what others guess goes on counting. */
    void rightGuess(String email, String address, String browser) {
        String account = accountKey(email, browser);
        synchronized (counts) {
            giveBack(addressKey("address", address));
            if (browser.isEmpty()) {
                giveBack(account);
            } else {
                counts.remove(account);
            }
        }
    }

    /** Whether somebody signed in may try their own password, counting that they do: a screen may have been left open. */
    boolean mayGuessOwn(AccountId account) {
        return mayHave("own password " + account, REQUESTS_PER_ADDRESS);
    }

    /**
     * Counts something that an address asks for without being signed in, such as a new password.
     *
     * @param what names the kind of thing
     * @return whether it may have it still
     */
    public boolean mayAsk(String what, String address) {
        return mayHave(addressKey(what, address), REQUESTS_PER_ADDRESS);
    }

    /**
     * Counts something that is to be mailed, whoever asks for it and whether or not there is such an account.
     *
     * @param what names the kind of thing
     * @return whether it may be sent still
     */
    public boolean mayMail(String what, EmailAddress recipient) {
        return mayHave(what + " to " + recipient.key(), MAILS_PER_RECIPIENT);
    }

    private boolean mayHave(String key, int limit) {
        synchronized (counts) {
            boolean may = timesOf(key) < limit;
            if (may) {
                count(key);
            }
            return may;
        }
    }

    /** Forgets all that was counted. */
    public void forget() {
        synchronized (counts) {
            counts.clear();
        }
    }

    private static String accountKey(String email, String browser) {
        String account = EmailAddress.keyOf(email);
        return "account " + account.substring(0, Math.min(account.length(), 254)) + " " + browser;
    }

    /** Of IPv6 the network: whoever has one address has all 2^64 of it (RFC 6177). */
    private static String addressKey(String what, String address) {
        if (address.indexOf(':') < 0) {
            return what + " " + address;
        }
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return what + " "
                    + (bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, IPV6_BYTES / 2) : address);
        } catch (IllegalArgumentException noAddress) {
            return what + " " + address;
        }
    }

    private int timesOf(String key) {
        Count count = counts.get(key);
        return count == null || isOver(count) ? 0 : count.times();
    }

    private void count(String key) {
        Count before = counts.remove(key);
        counts.put(
                key,
                before == null || isOver(before)
                        ? new Count(1, clock.instant())
                        : new Count(before.times() + 1, before.since()));
    }

    private void giveBack(String key) {
        counts.computeIfPresent(
                key, (same, count) -> count.times() == 1 ? null : new Count(count.times() - 1, count.since()));
    }

    private boolean isOver(Count count) {
        return count.since().plus(WINDOW).isBefore(clock.instant());
    }
}
