package learningmanager.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what a big upload costs, from the file to the sent invitations, against the bare limits. Each measurement runs in a
 * process of its own; PostgreSQL writes to the disk at each commit. The file is at {@code benchmark.rows}, 1,000,000 by
 * default, of which the steps that are held against a bare limit take a tenth.
 */
class UploadBenchmark {
    private static final int ROWS = Integer.getInteger("benchmark.rows", 1_000_000);
    private static final int TENTH = ROWS / 10;
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
    private static final String SMALL = "-Xmx512m";
    private static final String LARGE = "-Xmx4g";

    @TempDir
    private Path folder;

    private int databases;

    /** A worker's figures by name. */
    private record Measured(Map<String, Double> figures) {
        double get(String name) {
            return Objects.requireNonNull(figures.get(name), name);
        }
    }

    @Test
    void prints_what_a_big_upload_costs() throws Exception {
        Figures table =
                new Figures("Uploads, %,d and %,d rows, the middle of %d rounds".formatted(TENTH, ROWS, ROUNDS));
        Measured read = run(LARGE, Worker.READ, ROWS, ROUNDS);
        table.seconds("read and check, no database, all rows", read.get("read"), read.get("read.bare"), 1.4);
        Measured readTenth = run(LARGE, Worker.READ, TENTH, Math.max(3, ROUNDS));
        table.seconds(
                "read and check, no database, all rows, against a tenth", read.get("read"), readTenth.get("read"), 11);

        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(1))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .start()) {
            Measured onH2 = run(LARGE, Worker.STEPS, TENTH, ROUNDS, true, onH2());
            Measured tenth = run(LARGE, Worker.STEPS, TENTH, Math.max(3, ROUNDS), true, onPostgresql(server));
            Measured all = run(LARGE, Worker.STEPS, ROWS, 1, false, onPostgresql(server));
            Measured small = run(SMALL, Worker.STEPS, ROWS, 1, false, onPostgresql(server));
            Measured tenthHeap = run(LARGE, Worker.HEAP, TENTH, onPostgresql(server));
            Measured allHeap = run(LARGE, Worker.HEAP, ROWS, onPostgresql(server));

            table.seconds("upload to review, PostgreSQL", tenth.get("upload"), tenth.get("upload.bare"), 2);
            table.seconds("upload to review, H2", onH2.get("upload"), onH2.get("upload.bare"), 2);
            table.seconds("send, H2, against PostgreSQL", onH2.get("send"), tenth.get("send"), Double.NaN);
            table.seconds("send, PostgreSQL", tenth.get("send"), tenth.get("send.bare"), 1.5);
            table.seconds("upload to review, all rows, against a tenth", all.get("upload"), tenth.get("upload"), 11);
            table.seconds("send, all rows, against a tenth", all.get("send"), tenth.get("send"), 11);
            table.seconds(
                    "upload to review, all rows, -Xmx512m against -Xmx4g",
                    small.get("upload"),
                    all.get("upload"),
                    1.25);
            table.seconds("send, all rows, -Xmx512m against -Xmx4g", small.get("send"), all.get("send"), 1.25);
            table.megabytes(
                    "most alive until the review, all rows against a tenth",
                    allHeap.get("upload.heap"),
                    tenthHeap.get("upload.heap"),
                    1.2);
            table.megabytes(
                    "most alive while sending, all rows against a tenth",
                    allHeap.get("send.heap"),
                    tenthHeap.get("send.heap"),
                    1.2);
        }
        table.print();
    }

    private List<String> onH2() {
        return List.of(
                "--spring.datasource.url=jdbc:h2:file:" + folder.resolve("h2")
                        + ";MODE=PostgreSQL;DB_CLOSE_ON_EXIT=FALSE",
                "--learning-manager.data-directory=" + folder);
    }

    private List<String> onPostgresql(EmbeddedPostgres postgres) throws SQLException {
        String before = "benchmark_" + databases;
        String name = "benchmark_" + ++databases;
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            // Its millions of new rows would be vacuumed in the midst of the next measurement.
            statement.execute("drop database if exists " + before + " with (force)");
            statement.execute("create database " + name);
        }
        return List.of(
                "--spring.datasource.url=jdbc:postgresql://localhost:" + postgres.getPort() + "/" + name,
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=postgres",
                "--learning-manager.data-directory=" + folder,
                "--learning-manager.link-key=only-for-tests-only-for-tests-only-for-tests");
    }

    /** The figures that a worker prints. Its heap is as large from the beginning, as a server's is: a small one would be collected all the time. */
    private static Measured run(String heap, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                heap.replace("-Xmx", "-Xms"),
                Worker.class.getName()));
        for (Object argument : arguments) {
            if (argument instanceof List<?> settings) {
                // Mails would go out meanwhile.
                command.addAll(List.of(
                        "--server.port=0",
                        "--db-scheduler.polling-interval=1d",
                        "--learning-manager.mail.look-every=1d",
                        "--db-scheduler.immediate-execution-enabled=false"));
                settings.forEach(setting -> command.add(setting.toString()));
            } else {
                command.add(argument.toString());
            }
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put(
                        "CLASSPATH",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        Process process = builder.start();
        Map<String, Double> figures = new HashMap<>();
        StringBuilder output = new StringBuilder();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.append(line).append(System.lineSeparator());
                if (line.startsWith(Worker.MARK)) {
                    System.out.println(heap + " " + arguments[0] + " " + arguments[1] + " " + line);
                    int equals = line.indexOf('=');
                    figures.put(line.substring(1, equals), Double.valueOf(line.substring(equals + 1)));
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException("A measurement failed:" + System.lineSeparator() + output);
        }
        return new Measured(figures);
    }
}
