package learningmanager.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import learningmanager.base.EmailAddress;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses: passwords per account and per address, and what else an address can ask without being signed in. Counts
 * in this server's memory; several servers each allow as much.
 *
 * <p>An account is never locked: a browser that has signed in to it before ({@link KnownBrowser}) is counted by itself, so
 * that others' guesses do not keep its owner out (OWASP, "Slow down online guessing attacks with device cookies").
 */
@Component
public class SignInThrottle {
    static final int GUESSES_PER_ACCOUNT = 10;
    static final int GUESSES_PER_ADDRESS = 50;
    static final int REQUESTS_PER_ADDRESS = 20;
    static final Duration WINDOW = Duration.ofMinutes(15);

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

    /** @param browser names a browser that is known to the account; empty for others */
    boolean mayGuess(String email, String address, String browser) {
        return isBelow(accountKey(email, browser), GUESSES_PER_ACCOUNT)
                && isBelow("address " + address, GUESSES_PER_ADDRESS);
    }

    void wrongGuess(String email, String address, String browser) {
        count(accountKey(email, browser));
        count("address " + address);
    }

    /** Whoever knows the password, from there, begins anew; what others guess goes on counting. */
    void rightGuess(String email, String browser) {
        synchronized (counts) {
            counts.remove(accountKey(email, browser));
        }
    }

    /**
     * Counts something that an address asks for without being signed in, such as a new password.
     *
     * @param what names the kind of thing
     * @return whether it may have it still
     */
    public boolean mayAsk(String what, String address) {
        String key = what + " " + address;
        boolean may = isBelow(key, REQUESTS_PER_ADDRESS);
        count(key);
        return may;
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

    private boolean isBelow(String key, int limit) {
        synchronized (counts) {
            Count count = counts.get(key);
            return count == null || isOver(count) || count.times() < limit;
        }
    }

    private void count(String key) {
        synchronized (counts) {
            Count before = counts.remove(key);
            counts.put(
                    key,
                    before == null || isOver(before)
                            ? new Count(1, clock.instant())
                            : new Count(before.times() + 1, before.since()));
        }
    }

    private boolean isOver(Count count) {
        return count.since().plus(WINDOW).isBefore(clock.instant());
    }
}
