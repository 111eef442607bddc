package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** A browser stays with the node that has its session, also when another one is back. */
class SessionsOfNodeTest {
    @Test
    void the_id_of_a_session_ends_with_its_nodes_name() throws Exception {
        assertThat(sessionOf("one")).matches("JSESSIONID=[0-9A-F]+\\.one;.*");
        assertThat(sessionOf("")).matches("JSESSIONID=[0-9A-F]+;.*");
    }

    @Test
    void another_id_of_the_same_session_ends_with_its_nodes_name_too() throws Exception {
        AtomicReference<String> first = new AtomicReference<>("");
        String cookie = cookieOf("one", request -> {
            first.set(request.getSession().getId());
            request.changeSessionId();
        });
        assertThat(cookie).matches("JSESSIONID=[0-9A-F]+\\.one;.*").doesNotContain(first.get());
    }

    @Test
    void a_name_that_would_not_fit_into_a_cookie_is_refused() {
        assertThatThrownBy(() -> new SessionsOfNode("node one;"))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("learning-manager.node: it must be letters");
    }

    private static String sessionOf(String node) throws Exception {
        return cookieOf(node, HttpServletRequest::getSession);
    }

    /** The cookie that a request is answered with last, in which this is done. */
    private static String cookieOf(String node, Consumer<HttpServletRequest> done) throws Exception {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        new SessionsOfNode(node).customize(factory);
        WebServer server = factory.getWebServer(context -> context.addServlet("session", new HttpServlet() {
                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                        done.accept(request);
                    }
                })
                .addMapping("/"));
        server.start();
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + "/"))
                                    .build(),
                            BodyHandlers.discarding())
                    .headers()
                    .allValues("Set-Cookie")
                    .getLast();
        } finally {
            server.stop();
        }
    }
}
