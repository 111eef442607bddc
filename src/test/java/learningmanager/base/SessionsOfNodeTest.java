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
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** Issue 5: a browser stays with the node that has its session, also when another one is back. */
class SessionsOfNodeTest {
    @Test
    void the_id_of_a_session_ends_with_its_nodes_name() throws Exception {
        assertThat(sessionOf("one")).matches("JSESSIONID=[0-9A-F]+\\.one;.*");
        assertThat(sessionOf("")).matches("JSESSIONID=[0-9A-F]+;.*");
    }

    @Test
    void a_name_that_would_not_fit_into_a_cookie_is_refused() {
        assertThatThrownBy(() -> new SessionsOfNode("node one;"))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("learning-manager.node: it must be letters");
    }

    private static String sessionOf(String node) throws Exception {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        new SessionsOfNode(node).customize(factory);
        WebServer server = factory.getWebServer(context -> context.addServlet("session", new HttpServlet() {
                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                        request.getSession();
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
                    .firstValue("Set-Cookie")
                    .orElse("");
        } finally {
            server.stop();
        }
    }
}
