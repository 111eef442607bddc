package learningmanager.upload;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is asked of PostgreSQL alone, and of no other database. */
final class Postgresql {
    /** From so many rows on, going through tables once costs less than looking each row up, and can't go wrong. */
    private static final int MANY_ROWS = 5_000;

    private Postgresql() {}

    interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** Returns whether the database is PostgreSQL, and the work done. */
    static boolean on(JdbcTemplate template, Work work) {
        return Boolean.TRUE.equals(template.execute((ConnectionCallback<Boolean>) connection -> {
            boolean here = connection.isWrapperFor(PGConnection.class);
            if (here) {
                work.on(connection);
            }
            return here;
        }));
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Keeps PostgreSQL, until the transaction ends, from going through a big file once for each of its rows: it knows nothing of
     * what this transaction adds, takes the tables for as small as they were, and would need minutes. It may take some more memory
     * than usual for it (a few times 64 MB), so that a million rows are not sorted and joined on the disk.
     */
    static void expectRows(JdbcTemplate template, int rows) {
        if (rows >= MANY_ROWS) {
            on(template, connection -> {
                execute(connection, "set local enable_nestloop = off");
                execute(connection, "set local work_mem = '64MB'");
            });
        }
    }

    /** Does what is led by a few rows, which it may look up one by one whatever {@link #expectRows} said of the transaction. */
    static void lookingUp(JdbcTemplate template, Runnable work) {
        boolean here = on(template, connection -> {
            execute(
                    connection,
                    "select set_config('learning_manager.nestloop', current_setting('enable_nestloop'), true)");
            execute(connection, "set local enable_nestloop = on");
        });
        work.run();
        if (here) {
            on(
                    template,
                    connection -> execute(
                            connection,
                            "select set_config('enable_nestloop', current_setting('learning_manager.nestloop'), true)"));
        }
    }
}
