package learningmanager.benchmark;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import learningmanager.mail.ScriptedMailServer;
import learningmanager.testing.Node;
import learningmanager.testing.QueuedInvitations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints how fast mails leave the outbox, against a bare loop over Jakarta Mail; whether a long queue slows that down; and what a
 * second node adds where the mail server is far away. Nodes are processes of their own; PostgreSQL writes to the disk at each
 * commit. The queue is as long as {@code benchmark.rows}.
 */
class MailBenchmark {
    private static final int ROWS = Integer.getInteger("benchmark.rows", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
    private static final int MAILS = 10_000;
    private static final int FAR_MAILS = 3_000;
    private static final Duration FAR = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    private int databases;

    @Test
    void prints_how_fast_mails_leave_the_outbox() throws Exception {
        Figures table = new Figures("Mails, the middle of %d rounds".formatted(ROUNDS));
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            Map<String, Double> drained = drain(onNewDatabase(server));
            table.seconds(
                    "%,d mails, one node, against bare Jakarta Mail".formatted(MAILS),
                    figure(drained, "drain"),
                    figure(drained, "drain.bare"),
                    1 / 0.7);
            table.seconds(
                    "%,d mails of %,d queued, against %,d queued".formatted(MAILS, ROWS, MAILS),
                    figure(drained, "drain.long"),
                    figure(drained, "drain"),
                    1 / 0.8);
            List<Double> twoNodes = new ArrayList<>();
            List<Double> oneNode = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                twoNodes.add(far(server, 2));
                oneNode.add(far(server, 1));
            }
            table.seconds(
                    "%,d mails, %d ms away, two nodes against one".formatted(FAR_MAILS, FAR.toMillis()),
                    Figures.middle(twoNodes),
                    Figures.middle(oneNode),
                    1 / 1.6);
        }
        table.print();
    }

    private static double figure(Map<String, Double> figures, String name) {
        return Objects.requireNonNull(figures.get(name), name);
    }

    private Map<String, Double> drain(List<String> settings) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of(String.valueOf(MAILS), String.valueOf(ROWS), String.valueOf(ROUNDS)));
        arguments.addAll(settings);
        arguments.addAll(List.of("--db-scheduler.polling-interval=1d", "--learning-manager.mail.look-every=1d"));
        Process process = start(arguments, folder.resolve("drain.txt"));
        process.waitFor();
        String output = Files.readString(folder.resolve("drain.txt"));
        if (process.exitValue() != 0) {
            throw new IllegalStateException("A measurement failed:" + System.lineSeparator() + output);
        }
        Map<String, Double> figures = new HashMap<>();
        output.lines().filter(line -> line.startsWith(Worker.MARK)).forEach(line -> {
            System.out.println(line);
            int equals = line.indexOf('=');
            figures.put(line.substring(1, equals), Double.valueOf(line.substring(equals + 1)));
        });
        return figures;
    }

    /** From the commit that queued them until the far server has them all. */
    private double far(EmbeddedPostgres postgres, int nodes) throws Exception {
        ScriptedMailServer server = new ScriptedMailServer();
        server.delay(FAR);
        server.start();
        String database = newDatabase(postgres);
        List<String> settings = List.of(
                "--learning-manager.mail.host=127.0.0.1",
                "--learning-manager.mail.port=" + server.port(),
                "--learning-manager.mail.security=none");
        List<Node> running = new ArrayList<>();
        try {
            for (int node = 1; node <= nodes; node++) {
                running.add(Node.start(folder, database, settings).ready());
            }
            long begin = System.nanoTime();
            QueuedInvitations.queue(postgres.getDatabase("postgres", "benchmark_mail_" + databases), FAR_MAILS);
            await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> server.taken() == FAR_MAILS);
            return (System.nanoTime() - begin) / 1e9;
        } finally {
            running.forEach(Node::close);
            server.stop();
        }
    }

    private List<String> onNewDatabase(EmbeddedPostgres postgres) throws SQLException {
        return List.of(
                "--server.port=0",
                "--spring.datasource.url=" + newDatabase(postgres),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--learning-manager.data-directory=" + folder,
                "--learning-manager.link-key=only-for-tests-only-for-tests-only-for-tests");
    }

    private String newDatabase(EmbeddedPostgres postgres) throws SQLException {
        String name = "benchmark_mail_" + ++databases;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name;
    }

    private static Process start(List<String> arguments, Path output) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                MailWorker.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        Files.writeString(output, "", StandardCharsets.UTF_8).toFile());
        builder.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        return builder.start();
    }
}
