package learningmanager.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Refuses to change or delete a row on H2, as a function of the database's own does on PostgreSQL (ADR 9). */
public final class AppendOnly implements Trigger {
    @Override
    public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet retention = statement.executeQuery("select @audit_retention")) {
            retention.next();
            if (after != null || !"on".equals(retention.getString(1))) {
                throw new SQLException("The audit log is only ever added to", "23001");
            }
        }
    }
}
