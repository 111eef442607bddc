package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir
    private Path folder;

    @Test
    void tables_can_be_written_when_the_connections_that_made_them_are_gone() throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("test") + ";MODE=PostgreSQL";
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            new EmbeddedDatabase(pool)
                    .migrate(Flyway.configure()
                            .dataSource(pool)
                            .locations("classpath:db/migration/common", "classpath:db/migration/h2")
                            .load());
            try (Connection later = DriverManager.getConnection(url, "", "");
                    Statement statement = later.createStatement()) {
                pool.close();

                statement.execute("insert into organisation (id, name) values (uuidv7(), 'Example University')");
                assertThat(statement.executeUpdate("""
                        insert into program (id, organisation_id, title, kind, version)
                        select uuidv7(), id, 'Data Analytics', 'MICROCREDENTIAL', 1 from organisation""")).isOne();
            }
        }
    }
}
