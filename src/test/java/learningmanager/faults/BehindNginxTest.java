package learningmanager.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import learningmanager.testing.RunningApplication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** deploy/nginx.conf in front of two servers that say no more than their names; where nginx is there. */
class BehindNginxTest {
    private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/nginx"), Path.of("/usr/local/bin/nginx"));

    @TempDir
    private Path folder;

    private final HttpClient browser =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<HttpServer> running = new ArrayList<>();
    private int proxy;
    private int one;
    private int two;
    private Process nginx;

    @BeforeEach
    void nginx_is_in_front_of_two_nodes() throws IOException {
        assumeThat(PLACES).anyMatch(Files::isExecutable);
        proxy = RunningApplication.freePort();
        one = RunningApplication.freePort();
        two = RunningApplication.freePort();
        Path configuration = folder.resolve("nginx.conf");
        String temporary = Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(name -> name + "_temp_path " + folder.resolve(name) + "; ")
                .reduce("", String::concat);
        Files.writeString(
                configuration,
                "daemon off; pid " + folder.resolve("pid") + "; events {} http { access_log off; " + temporary
                        + Files.readString(Path.of("deploy", "nginx.conf"))
                                .replace("NODE_ONE", "127.0.0.1:" + one)
                                .replace("NODE_TWO", "127.0.0.1:" + two)
                                .replace("LISTEN", "127.0.0.1:" + proxy)
                        + "}");
        String program = PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString();
        Path log = folder.resolve("log");
        nginx = new ProcessBuilder(program, "-c", configuration.toString(), "-e", log.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        await().untilAsserted(() -> new Socket(InetAddress.getLoopbackAddress(), proxy).close());
    }

    @AfterEach
    void it_ends() throws InterruptedException {
        running.forEach(node -> node.stop(0));
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor();
        }
    }

    @Test
    void a_browser_stays_with_the_node_that_has_its_session_and_is_led_to_the_other_while_that_is_down()
            throws Exception {
        HttpServer first = start("one", one);
        start("two", two);
        assertThat(answers("one")).containsOnly("one");
        assertThat(answers("two")).containsOnly("two");

        stop(first);
        assertThat(answers("one")).containsOnly("two");
        assertThat(answers("two")).containsOnly("two");
    }

    @Test
    void a_node_that_was_just_restarted_is_there_for_its_browsers_when_the_other_one_is() throws Exception {
        HttpServer first = start("one", one);
        HttpServer second = start("two", two);
        stop(first);
        assertThat(answers("one")).containsOnly("two");

        start("one", one);
        stop(second);
        assertThat(answers("one")).containsOnly("one");
        assertThat(answers("two")).containsOnly("one");
    }

    @Test
    void what_a_node_cuts_off_as_it_ends_is_answered_by_the_other_one() throws Exception {
        start("two", two);
        try (ServerSocket ending = new ServerSocket(one, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> cut = CompletableFuture.runAsync(() -> cutOff(ending));
            assertThat(answer(request("one").POST(HttpRequest.BodyPublishers.ofString("pressed"))))
                    .isEqualTo("two");
            cut.join();
        }
    }

    /** Reads some of one request, and closes its connection. */
    private static void cutOff(ServerSocket server) {
        try (Socket connection = server.accept()) {
            connection.getInputStream().readNBytes(10);
        } catch (IOException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private HttpServer start(String name, int port) throws IOException {
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        node.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = name.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        node.start();
        running.add(node);
        return node;
    }

    private void stop(HttpServer node) {
        running.remove(node);
        node.stop(0);
    }

    /** To some requests of a browser whose session is that node's. */
    private List<String> answers(String node) throws IOException, InterruptedException {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(answer(request(node)));
        }
        return answers;
    }

    private HttpRequest.Builder request(String node) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxy + "/page"))
                .header("Cookie", "JSESSIONID=0123ABCD." + node);
    }

    private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200 ? response.body() : String.valueOf(response.statusCode());
    }
}
