package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import learningmanager.testing.ShortLivedJvm;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * SPEC 5, "All or nothing": the server is killed while it checks and while it sends, as it writes to each of the tables named here, on a PostgreSQL
 * that writes to the disk. After each kill there is a draft or nothing; all invitations or none.
 */
@Tag("faults")
class KillTheServerTest {
    private static final int ROWS = 20_000;
    private static final Duration LONG = Duration.ofMinutes(2);

    private static final List<String> CHECKING = List.of("upload_row", "upload_problem");
    private static final List<String> SENDING = List.of("learner", "invitation", "invited_run", "mail_message");

    @TempDir
    private Path folder;

    @Test
    void killed_at_any_moment_it_leaves_a_draft_or_nothing_and_all_invitations_or_none() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            JdbcClient jdbc = JdbcClient.create(postgres.getPostgresDatabase());
            String url = "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres";
            Path file = Files.writeString(folder.resolve("killed.csv"), rows());

            for (String table : CHECKING) {
                try (Server server = new Server(url)) {
                    killAt(
                            table,
                            "% " + table + "%",
                            server,
                            ServerToKill.CHECK + file,
                            postgres.getPostgresDatabase());
                }
                assertThat(states(jdbc)).doesNotContain("CHECKED", "SENT");
                assertThat(count(jdbc, "invitation")).isZero();
            }

            Server first = new Server(url);
            first.say(ServerToKill.CHECK + file);
            await().atMost(LONG).until(() -> states(jdbc).contains("CHECKED"));
            for (String changed : SENDING) {
                try (Server server = first.isAlive() ? first : new Server(url)) {
                    killAt(
                            changed,
                            "insert into " + changed + " (%",
                            server,
                            ServerToKill.SEND,
                            postgres.getPostgresDatabase());
                }
                assertThat(states(jdbc)).contains("CHECKED").doesNotContain("SENT");
                for (String table : List.of("invitation", "invited_run", "mail_message")) {
                    assertThat(count(jdbc, table))
                            .as("%s after a kill at %s", table, changed)
                            .isZero();
                }
            }

            try (Server server = new Server(url)) {
                server.say(ServerToKill.SEND);
                await().atMost(LONG)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> states(jdbc).contains("SENT"));
                server.kill();
            }
            for (String table : List.of("invitation", "invited_run", "mail_message")) {
                assertThat(count(jdbc, table)).as(table).isEqualTo(ROWS);
            }

            // As if the minute had gone by that a check is waited for, and the one until the next clean-up.
            jdbc.sql("update upload set touched_at = touched_at - interval '1' minute where state = 'CHECKING'")
                    .update();
            jdbc.sql(
                            "update scheduled_tasks set execution_time = current_timestamp where task_name = 'clean-up-uploads'")
                    .update();
            try (Server again = new Server(url)) {
                // What was half checked when its server was killed is told as stopped, and leaves no rows.
                await().atMost(Duration.ofMinutes(3))
                        .until(() -> states(jdbc).equals(List.of("SENT", "STOPPED", "STOPPED")));
                assertThat(count(jdbc, "upload_row")).isEqualTo(ROWS);
            }
        }
    }

    /** Kills the server in the middle of its first statement that adds rows to the table or takes some away, which a trigger keeps from going on. */
    private static void killAt(String table, String writing, Server server, String command, DataSource database)
            throws SQLException, IOException {
        JdbcClient jdbc = JdbcClient.create(database);
        try (Connection lock = database.getConnection();
                Statement statement = lock.createStatement()) {
            statement.execute("""
                    create or replace function wait_here() returns trigger language plpgsql as $$
                    begin perform pg_advisory_xact_lock_shared(1); return null; end $$""");
            statement.execute("create trigger wait_here before insert or delete on " + table
                    + " for each statement execute function wait_here()");
            statement.execute("select pg_advisory_lock(1)");
            server.say(command);
            await().alias("a statement that writes to " + table)
                    .atMost(LONG)
                    .until(() -> jdbc.sql("""
                                    select count(*) from pg_stat_activity
                                    where wait_event_type = 'Lock' and lower(query) like :writing""")
                                    .param("writing", writing)
                                    .query(Integer.class)
                                    .single()
                            > 0);
            server.kill();
        }
        await().atMost(LONG).until(() -> jdbc.sql("""
                                select count(*) from pg_stat_activity
                                where backend_type = 'client backend' and pid <> pg_backend_pid()""").query(Integer.class).single() == 0);
        jdbc.sql("drop trigger wait_here on " + table).update();
    }

    private static List<String> states(JdbcClient jdbc) {
        return jdbc.sql("select state from upload order by state")
                .query((row, number) -> row.getString("state"))
                .list();
    }

    private static int count(JdbcClient jdbc, String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private static String rows() {
        return IntStream.range(0, ROWS)
                .mapToObj(n ->
                        "K-%d,killed%d@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2029-06-30 23:59:00".formatted(n, n))
                .collect(Collectors.joining(
                        "\r\n", "external_learner_id,email,program_code,program_run_code,expiry_time\r\n", "\r\n"));
    }

    /** The program in a process of its own. */
    private final class Server implements AutoCloseable {
        private final Process process;
        private final Path output;

        Server(String url) throws IOException {
            output = Files.createTempFile(folder, "server-", ".txt");
            List<String> command = ShortLivedJvm.command();
            command.addAll(List.of(
                    // No page of it is asked for: Vaadin need not look for what pages would be built of.
                    "-Dvaadin.productionMode=true",
                    ServerToKill.class.getName(),
                    "--server.port=0",
                    "--spring.datasource.url=" + url,
                    "--spring.datasource.username=postgres",
                    "--spring.datasource.password=postgres",
                    "--learning-manager.link-key=only-for-tests-only-for-tests-only-for-tests"));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            await().atMost(LONG).until(() -> {
                assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
                return Files.readString(output).lines().anyMatch(ServerToKill.READY::equals);
            });
        }

        void say(String command) throws IOException {
            Writer commands = process.outputWriter();
            commands.write(command + "\n");
            commands.flush();
        }

        boolean isAlive() {
            return process.isAlive();
        }

        /** As kill -9 does. */
        void kill() {
            process.destroyForcibly().onExit().join();
        }

        @Override
        public void close() {
            kill();
        }
    }
}
