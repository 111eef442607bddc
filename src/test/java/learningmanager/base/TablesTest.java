package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the migrations made, on both databases. */
@ServiceTest
class TablesTest {
    @Autowired
    HikariDataSource connections;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Invite invite;

    @Test
    void what_they_check_outlives_the_connection_that_made_them() {
        connections.getHikariPoolMXBean().softEvictConnections();

        SignIn.as("manager@example.org");
        invite.learner("EU-2001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        for (String column : new String[] {"program.kind", "permission_grant.permission", "enrolment.how"}) {
            String table = column.substring(0, column.indexOf('.'));
            String name = column.substring(table.length() + 1);
            assertThat(jdbc.sql("update " + table + " set " + name + " = " + name)
                            .update())
                    .isPositive();
        }
    }

    /** See ADR 3. */
    @Test
    void no_check_uses_in() {
        assertThat(jdbc.sql("select check_clause from information_schema.check_constraints")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(clause -> clause.matches("(?is).*\\bin\\s*\\(.*"));
    }
}
