package learningmanager.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.URI;
import learningmanager.base.Installation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

/** What ends TLS in front may not say so; {@code OverHttpTest} has one that does. */
class BehindTlsTest {
    @ParameterizedTest
    @CsvSource({"https://learn.example.org, true", "HTTPS://learn.example.org, true", "http://localhost:8080, false"})
    void an_installation_whose_address_is_over_tls_lets_nothing_go_without(URI url, boolean overTls)
            throws ServletException, IOException {
        Installation installation = new Installation(url, null, "data");
        MockServletContext context = new MockServletContext();
        new SecurityConfiguration().sessionCookieOverTlsAlone(installation).onStartup(context);
        assertThat(context.getSessionCookieConfig().isSecure()).isEqualTo(overTls);

        MockHttpServletResponse answer = new MockHttpServletResponse();
        new SecurityHeaders(installation).doFilter(new MockHttpServletRequest(), answer, new MockFilterChain());
        assertThat(answer.containsHeader("Strict-Transport-Security")).isEqualTo(overTls);
    }
}
