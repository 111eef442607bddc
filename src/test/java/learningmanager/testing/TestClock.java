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

/**
 * The clock of application and database in tests: shows the real time at the start of each test, and then stands still unless it is
 * moved. This node's clock may be off: then the database's shows the time, and the node's another one.
 */
public class TestClock extends Clock {
    private volatile Instant now = realTime();
    private volatile Duration off = Duration.ZERO;

    /** Moves the time on (or back, when negative). */
    public void advance(Duration time) {
        now = now.plus(time);
    }

    public void set(Instant time) {
        now = time.truncatedTo(ChronoUnit.MICROS);
    }

    /** Lets this node's clock run ahead of the database's (or behind, when negative). */
    public void runAhead(Duration time) {
        off = time;
    }

    /** What the database says. */
    public Instant databaseTime() {
        return now;
    }

    void reset() {
        now = realTime();
        off = Duration.ZERO;
    }

    /** Microseconds, as both databases keep them. */
    private static Instant realTime() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Instant instant() {
        return now.plus(off);
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

        /** What a test moves; {@code AuditLogTest} asks the real one. */
        @Bean
        @Primary
        DatabaseClock testDatabaseClock(JdbcClient jdbc, TestClock clock) {
            return new DatabaseClock(jdbc) {
                @Override
                public Instant now() {
                    return clock.databaseTime();
                }
            };
        }
    }
}
