package learningmanager.base;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Closes an H2 database once after its tables were made or changed, and opens it anew. H2 2.4 ties a check constraint to the
 * connection that made it: when the pool retires that one, half an hour later, every insert fails with "The database has been
 * closed" until the next start. Constraints read from the file on opening are tied to no connection.
 */
@Component
class EmbeddedDatabase implements FlywayMigrationStrategy {
    private final HikariDataSource pool;

    EmbeddedDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    @Override
    public void migrate(Flyway flyway) {
        if (flyway.migrate().migrationsExecuted > 0 && isH2File(pool)) {
            try {
                closeOnce();
            } catch (SQLException e) {
                throw new IllegalStateException("The embedded database cannot be closed after migration", e);
            }
        }
    }

    private void closeOnce() throws SQLException {
        // A connection of its own, as it ends by this and is of no more use to the pool; nor are the pool's.
        try (Connection last = DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                Statement statement = last.createStatement()) {
            statement.execute("shutdown");
        }
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /** One in memory would be gone with its last connection. */
    static boolean isH2File(HikariDataSource pool) {
        return pool.getJdbcUrl().startsWith("jdbc:h2:") && !pool.getJdbcUrl().startsWith("jdbc:h2:mem:");
    }
}
