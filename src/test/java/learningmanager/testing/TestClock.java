package learningmanager.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import learningmanager.base.DatabaseClock;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application's clock in tests: shows the real time at the start of each test, and then stands still unless it is moved. */
public class TestClock extends Clock {
    private volatile Instant now = realTime();

    /** Moves the time on (or back, when negative). */
    public void advance(Duration time) {
        now = now.plus(time);
    }

    public void set(Instant time) {
        now = time.truncatedTo(ChronoUnit.MICROS);
    }

    void reset() {
        now = realTime();
    }

    /** Microseconds, as both databases keep them. */
    private static Instant realTime() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("all times are UTC");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }

        /** Goes by the test's clock too, which is what a test moves. */
        @Bean
        @Primary
        DatabaseClock testDatabaseClock(JdbcClient jdbc, TestClock clock) {
            return new DatabaseClock(jdbc) {
                @Override
                public Instant now() {
                    return clock.instant();
                }
            };
        }
    }
}
