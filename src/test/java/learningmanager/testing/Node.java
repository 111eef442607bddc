package learningmanager.testing;

import static org.awaitility.Awaitility.await;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One of several servers over one PostgreSQL, in a process of its own, which can be killed and frozen. */
public final class Node implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(4);

    private final Process process;
    private final Path output;
    private final BufferedWriter told;
    private int deeds;

    private Node(Process process, Path output) {
        this.process = process;
        this.output = output;
        this.told = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts one, and waits for nothing.
     *
     * @param folder for what it writes
     * @param database its JDBC address; user and password are both {@code postgres}
     * @param settings as on the command line
     */
    public static Node start(Path folder, String database, List<String> settings) {
        return start(folder, database, Duration.ZERO, settings);
    }

    /** The same, with a clock that is off by so much. */
    public static Node start(Path folder, String database, Duration off, List<String> settings) {
        try {
            Path output = Files.createTempFile(folder, "node-", ".txt");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    NodeMain.class.getName(),
                    off.toString(),
                    "--server.port=0",
                    "--spring.datasource.url=" + database,
                    "--spring.datasource.username=postgres",
                    "--spring.datasource.password=postgres",
                    "--learning-manager.data-directory=" + folder,
                    "--learning-manager.link-key=only-for-tests-only-for-tests-only-for-tests"));
            command.addAll(settings);
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment()
                    .put(
                            "CLASSPATH",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Node(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it is at work. */
    public Node ready() {
        await().atMost(LONGEST_START).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("It did not start:\n" + output());
            }
            return output().contains(NodeMain.READY);
        });
        return this;
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Somebody's deed, begun at once; see {@link Deeds} for what there is to do. */
    public Deed begin(String email, String deed, String... to) {
        try {
            int number = ++deeds;
            told.write(number + "\t" + email + "\t" + deed + "\t" + String.join("\t", to) + "\n");
            told.flush();
            return new Deed(this, number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came of a deed. */
    public record Deed(Node node, int number) {
        /** What the person is told, in a word; none where the node does not come to an answer. */
        public Optional<String> answer(Duration atMost) {
            String mark = Deeds.DID + number + "\t";
            Instant deadline = Instant.now().plus(atMost);
            while (true) {
                Optional<String> line = node.output()
                        .lines()
                        .filter(told -> told.startsWith(mark))
                        .findFirst();
                if (line.isPresent()) {
                    return line.map(told -> told.substring(mark.length()));
                }
                if (!Instant.now().isBefore(deadline)) {
                    return Optional.empty();
                }
                LockSupport.parkNanos(2_000_000);
            }
        }

        public String answer() {
            return answer(Duration.ofMinutes(1)).orElseThrow();
        }
    }

    /** An instant so far ahead, as a form has it: to the second. */
    public static Instant in(Duration time) {
        return Deeds.in(time);
    }

    /** As kill -9 does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks it to end, as a restart does, and waits until it has. */
    public void end() {
        signal("-TERM");
        process.onExit().orTimeout(2, TimeUnit.MINUTES).join();
    }

    /** As kill -STOP does. */
    public void freeze() {
        signal("-STOP");
    }

    /** As kill -CONT does. */
    public void wake() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, String.valueOf(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
