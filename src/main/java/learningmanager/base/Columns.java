package learningmanager.base;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads and writes the columns that JDBC has no ready type for, alike on both databases. */
public final class Columns {
    private Columns() {}

    /** What a {@code timestamp with time zone} parameter is set to. */
    public static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    public static <T extends Id> T id(ResultSet row, String column, Function<UUID, T> make) throws SQLException {
        return make.apply(row.getObject(column, UUID.class));
    }

    public static <T extends Id> Optional<T> optionalId(ResultSet row, String column, Function<UUID, T> make)
            throws SQLException {
        return Optional.ofNullable(row.getObject(column, UUID.class)).map(make);
    }

    /** A {@code like} pattern that finds the text anywhere, its own wildcards taken literally with {@code escape '!'}. */
    public static String containing(String text) {
        return "%" + startingWith(text);
    }

    /** A {@code like} pattern that finds what begins with the text, with {@code escape '!'}. */
    public static String startingWith(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
