package learningmanager.upload;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import learningmanager.base.Id;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows in the text format of PostgreSQL's COPY (its manual, "COPY", File Formats), sent while they are written: the database takes in
 * what has come meanwhile.
 */
final class CopyText implements AutoCloseable {
    private static final int CHARACTERS_AT_ONCE = 1 << 16;

    private final StringBuilder rows = new StringBuilder(2 * CHARACTERS_AT_ONCE);
    private final CopyIn copy;
    private boolean begun;

    CopyText(Connection connection, String statement) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    }

    CopyText number(long value) {
        next().append(value);
        return this;
    }

    CopyText id(Optional<? extends Id> id) {
        return text(id.map(known -> known.value().toString()).orElse(null));
    }

    CopyText text(@Nullable String value) {
        next();
        if (value == null) {
            rows.append("\\N");
            return this;
        }
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            char letter = letterFor(value.charAt(i));
            if (letter != 0) {
                rows.append(value, done, i).append('\\').append(letter);
                done = i + 1;
            }
        }
        rows.append(value, done, value.length());
        return this;
    }

    /** What stands for it after a backslash; 0 where it stands for itself. */
    private static char letterFor(char c) {
        return switch (c) {
            case '\\' -> '\\';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }

    private StringBuilder next() {
        if (begun) {
            rows.append('\t');
        }
        begun = true;
        return rows;
    }

    void endRow() throws SQLException {
        rows.append('\n');
        begun = false;
        if (rows.length() > CHARACTERS_AT_ONCE) {
            send();
        }
    }

    private void send() throws SQLException {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        rows.setLength(0);
    }

    /** Has the database take all of them. */
    void end() throws SQLException {
        send();
        copy.endCopy();
    }

    /** Without {@link #end}, the database takes none. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
