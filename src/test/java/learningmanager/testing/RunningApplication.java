package learningmanager.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged jar (system property {@code application.jar}) running as a process of its own, in a folder of its own. */
public final class RunningApplication implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private final Process process;
    private final Path output;
    private final URI url;

    private RunningApplication(Process process, Path output, URI url) {
        this.process = process;
        this.output = output;
        this.url = url;
    }

    /** Starts it in an empty folder on a free port, and waits until it answers. */
    public static RunningApplication startedInAnEmptyFolder(String... settings) {
        RunningApplication application = start(emptyFolder(), freePort(), settings);
        application.awaitReadiness();
        return application;
    }

    /**
     * Starts it and waits for nothing.
     *
     * @param settings as on the command line, such as {@code --learning-manager.url=https://example.org}
     */
    public static RunningApplication start(Path folder, int port, String... settings) {
        URI url = URI.create("http://localhost:" + port);
        List<String> command = ShortLivedJvm.command();
        command.addAll(List.of("-jar", jar().toString(), "--server.port=" + port));
        command.addAll(List.of(settings));
        if (command.stream().noneMatch(word -> word.startsWith("--learning-manager.url="))) {
            command.add("--learning-manager.url=" + url);
        }
        try {
            Path output = Files.createTempFile(folder.toAbsolutePath().getParent(), "output-", ".txt");
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new RunningApplication(process, output, url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a trailing slash. */
    public String url() {
        return url.toString();
    }

    /** All that it wrote to its console so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitReadiness() {
        HttpRequest request = HttpRequest.newBuilder(url.resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(10))
                .build();
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client, request)) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("It did not start:\n" + output());
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    /** Waits until it ends by itself, and gives its exit code. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(LONGEST_START)) {
                throw new IllegalStateException("It does not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it as an operating system does: asks first, then insists. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(Duration.ofSeconds(30))) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public static Path emptyFolder() {
        try {
            Path parent = Files.createDirectories(Path.of("target", "test-data").toAbsolutePath());
            return Files.createTempDirectory(parent, "application-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        Path jar = Path.of(System.getProperty("application.jar", "target/learning-manager-0.1.0-SNAPSHOT.jar"))
                .toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException("No " + jar + ": package the application first (./mvnw verify does)");
        }
        return jar;
    }

    private static boolean answers(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
