package learningmanager.base;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The database's time, which all nodes that share it agree on, however wrong their own clocks are. */
@Component
public class DatabaseClock {
    private final JdbcClient jdbc;

    protected DatabaseClock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The time at this moment, not at the transaction's begin, to the microsecond. */
    public Instant now() {
        return jdbc.sql("select clock_timestamp()")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }

    /** Called by the embedded database as {@code clock_timestamp()}, which PostgreSQL has by itself. */
    public static OffsetDateTime here() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
