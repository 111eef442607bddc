package learningmanager.mail;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether it makes sense to ask the mail server, as this node sees it. While it is down it is asked with one message, after pauses
 * that grow from two seconds to five minutes; the first answer that is not about this installation's sign-in or sender ends that.
 */
final class ServerHealth {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Logger LOG = LoggerFactory.getLogger(ServerHealth.class);

    private final String name;
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "mail-server",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(1)
                    .minimumNumberOfCalls(1)
                    .permittedNumberOfCallsInHalfOpenState(1)
                    .waitIntervalFunctionInOpenState(
                            IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 2, 0.3, LONGEST_PAUSE))
                    .build());

    ServerHealth(String name) {
        this.name = name;
    }

    /** Whoever is told yes says afterwards what came of it: {@link #answered}, {@link #isDown} or {@link #notAsked}. */
    boolean mayAsk() {
        return breaker.tryAcquirePermission();
    }

    /** Whether a single message is to find out if it is up again. */
    boolean isInDoubt() {
        return breaker.getState() == State.HALF_OPEN;
    }

    void answered() {
        if (isInDoubt()) {
            LOG.info("The mail server {} takes mail again.", name);
        }
        breaker.onSuccess(0, TimeUnit.NANOSECONDS);
    }

    void isDown(String words) {
        if (!isDown()) {
            LOG.warn("The mail server {} takes no mail: {}. Mails wait and are tried again.", name, words);
        }
        breaker.onError(0, TimeUnit.NANOSECONDS, new IOException(words));
    }

    /** Whether it took no mail when it was last asked. */
    boolean isDown() {
        return breaker.getState() != State.CLOSED;
    }

    void notAsked() {
        breaker.releasePermission();
    }
}
