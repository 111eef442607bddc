package learningmanager.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/** What a browser is answered before any page of ours runs in it: headers, who gets in, where one is sent. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:over-http;MODE=PostgreSQL;DB_CLOSE_DELAY=-1",
            "learning-manager.data-directory=target/test-data/over-http",
            "server.forward-headers-strategy=native",
            "db-scheduler.polling-interval=1d",
            "db-scheduler.immediate-execution-enabled=false"
        })
class OverHttpTest {
    private static final EmailAddress ANN = new EmailAddress("ann.over.http@example.org");
    private static final String PASSWORD = "a long password";

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    @LocalServerPort
    int port;

    @Autowired
    AccountService accounts;

    @Autowired
    SignInThrottle throttle;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void ann_has_an_account() {
        throttle.forget();
        signUp(ANN, "Ann");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/register", "/nowhere", "/styles.css", "/VAADIN/nothing.js", "/actuator/health"})
    void every_first_answer_has_the_security_headers(String address) throws Exception {
        HttpResponse<String> answer = get(address);

        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("SAMEORIGIN");
        assertThat(header(answer, "Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
                                + " img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'self';"
                                + " form-action 'self'; base-uri 'self'; object-src 'none'");
        assertThat(header(answer, "Cache-Control")).containsAnyOf("no-store", "no-cache");
    }

    @Test
    void without_a_sign_in_an_address_leads_to_the_sign_in_page() throws Exception {
        HttpResponse<String> answer = get("/nowhere");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).endsWith("/login");
    }

    @Test
    void without_a_sign_in_every_page_leads_to_the_sign_in_page_but_those_for_everybody() throws Exception {
        for (Map.Entry<String, Class<?>> page : WhoMaySeeWhichPageTest.routes().entrySet()) {
            String address =
                    "/" + page.getKey().replaceAll(":[a-z]+", UUID.randomUUID().toString());
            HttpResponse<String> answer = get(address);
            if (page.getValue().isAnnotationPresent(AnonymousAllowed.class)) {
                assertThat(answer.statusCode()).as(address).isEqualTo(200);
            } else {
                assertThat(answer.statusCode()).as(address).isEqualTo(302);
                assertThat(header(answer, "Location")).as(address).endsWith("/login");
            }
        }
    }

    @Test
    void signed_in_an_unknown_address_is_not_an_empty_refusal() throws Exception {
        signIn(ANN.text(), PASSWORD);

        HttpResponse<String> answer = get("/nowhere");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isNotBlank();
    }

    @Test
    void signing_in_leads_back_to_where_one_wanted_to_and_changes_the_session_id() throws Exception {
        get("/nowhere");
        String before = sessionId();

        HttpResponse<String> answer = signIn(ANN.text(), PASSWORD);

        assertThat(header(answer, "Location")).contains("/nowhere");
        assertThat(sessionId()).isNotEqualTo(before);
    }

    @Test
    void a_wrong_password_and_an_unknown_account_are_answered_alike() throws Exception {
        HttpResponse<String> wrong = signIn(ANN.text(), "another password");
        HttpResponse<String> unknown = signIn("nobody@example.org", PASSWORD);

        assertThat(header(wrong, "Location")).endsWith("/login?error");
        assertThat(header(unknown, "Location")).endsWith("/login?error");
    }

    @Test
    void whoever_a_sign_in_is_for_one_password_is_hashed_and_none_where_it_is_turned_away() throws Exception {
        EmailAddress invited = new EmailAddress("invited.over.http@example.org");
        EmailAddress leaving = new EmailAddress("leaving.over.http@example.org");
        signUp(leaving, "Lea");
        String left = Objects.requireNonNull(transaction.execute(status -> {
            accounts.open(invited, "Lou");
            AccountId id = accounts.find(leaving).orElseThrow().id();
            accounts.close(id, "");
            return "deleted." + id + "@account.invalid";
        }));
        // The first one for nobody makes what all others of nobody's are compared with.
        signIn("nobody@example.org", PASSWORD);

        List<List<String>> hashed = new ArrayList<>();
        for (String email : List.of(ANN.text(), "nobody@example.org", invited.text(), leaving.text(), left, "")) {
            hashed.add(hashedBy(() -> signIn(email, "another password")));
        }
        assertThat(hashed).containsOnly(List.of("{bcrypt}$2a$10$"));

        for (String email : List.of(ANN.text(), "nobody@example.org")) {
            for (int i = 0; i < SignInThrottle.GUESSES_PER_ACCOUNT; i++) {
                signIn(email, "guess " + i);
            }
            assertThat(hashedBy(() -> signIn(email, PASSWORD))).as(email).isEmpty();
            assertThat(header(signIn(email, PASSWORD), "Location")).as(email).endsWith("/login?wait");
        }
    }

    /** What kind of hash each password was matched with meanwhile. */
    private static List<String> hashedBy(Callable<?> asking) throws Exception {
        CountedPasswords.HASHED.clear();
        asking.call();
        return List.copyOf(CountedPasswords.HASHED);
    }

    /** The encoder that Spring Security works with, counted. */
    private record CountedPasswords(PasswordEncoder encoder) implements PasswordEncoder {
        private static final List<String> HASHED = new CopyOnWriteArrayList<>();

        @Override
        public @Nullable String encode(@Nullable CharSequence password) {
            HASHED.add("made");
            return encoder.encode(password);
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            HASHED.add(Objects.requireNonNull(hash).substring(0, "{bcrypt}$2a$10$".length()));
            return encoder.matches(password, hash);
        }

        @Override
        public boolean upgradeEncoding(@Nullable String hash) {
            return encoder.upgradeEncoding(hash);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class CountingPasswords implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof PasswordEncoder encoder ? new CountedPasswords(encoder) : bean;
        }
    }

    @Test
    void behind_tls_the_session_cookie_is_secure_and_the_browser_is_told_to_come_back_by_tls() throws Exception {
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(address("/login"))
                        .header("Accept", "text/html")
                        .header("X-Forwarded-Proto", "https")
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.headers().allValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Lax"));
        assertThat(header(answer, "Strict-Transport-Security")).contains("max-age");
        assertThat(signIn(browser, ANN.text(), PASSWORD, "X-Forwarded-Proto", "https")
                        .headers()
                        .allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("known-browser="))
                .anyMatch(cookie -> cookie.startsWith("JSESSIONID="))
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Lax"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login?continue=https://evil.example",
                "/login?redirect=//evil.example",
                "//evil.example/login",
                "/login?continue=/%5Cevil.example",
                "/login?continue=%2F%2Fevil.example"
            })
    void no_address_leads_elsewhere_after_the_sign_in(String lure) throws Exception {
        get(lure);

        String destination = header(signIn(ANN.text(), PASSWORD), "Location");

        assertThat(URI.create(destination).getHost()).isIn("localhost", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/logout", "/nowhere", "/actuator/health", "/accept/a.b", "/account"})
    void a_form_that_another_site_posts_does_nothing(String address) throws Exception {
        signIn(ANN.text(), PASSWORD);

        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(address(address))
                        .header("Origin", "https://evil.example")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("a=b"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(get("/nowhere").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"cross-site, false", "same-site, false", "same-origin, true", "none, true"})
    void a_sign_in_form_that_another_site_posts_signs_nobody_in(String site, boolean signsIn) throws Exception {
        signIn(browser, ANN.text(), PASSWORD, "Sec-Fetch-Site", site);

        assertThat(get("/nowhere").statusCode()).isEqualTo(signsIn ? 200 : 302);
    }

    @Test
    void a_link_that_another_site_shows_signs_nobody_out() throws Exception {
        signIn(ANN.text(), PASSWORD);
        get("/logout");
        assertThat(get("/nowhere").statusCode()).isEqualTo(200);
    }

    @Test
    void signing_out_everywhere_ends_a_session_at_its_next_request() throws Exception {
        signIn(ANN.text(), PASSWORD);
        assertThat(get("/nowhere").statusCode()).isEqualTo(200);

        raiseSessionNumber(1);

        assertThat(header(get("/nowhere"), "Location")).endsWith("/login");
    }

    @Test
    void signing_out_everywhere_ends_a_session_at_a_download_too() throws Exception {
        signIn(ANN.text(), PASSWORD);
        raiseSessionNumber(1);

        get("/VAADIN/dynamic/resource/0/learners/learners.csv");

        raiseSessionNumber(-1);
        assertThat(header(get("/nowhere"), "Location")).endsWith("/login");
    }

    @Test
    void guessing_is_turned_away_and_does_not_keep_the_owner_out_of_a_browser_that_is_known() throws Exception {
        signIn(ANN.text(), PASSWORD);
        HttpClient guesser =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < SignInThrottle.GUESSES_PER_ACCOUNT; i++) {
            assertThat(header(signIn(guesser, ANN.text(), "guess " + i), "Location"))
                    .endsWith("/login?error");
        }

        assertThat(header(signIn(guesser, ANN.text(), PASSWORD), "Location")).endsWith("/login?wait");
        assertThat(header(signIn(ANN.text(), PASSWORD), "Location")).doesNotContain("wait", "error");
    }

    @Test
    void a_window_that_closes_its_push_connection_without_a_session_gets_none_in_place_of_the_next_pages()
            throws Exception {
        HttpClient withoutSession =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<String> closed = withoutSession.send(
                HttpRequest.newBuilder(address("/VAADIN/push?v-r=push&v-uiId=0&v-pushId=0&X-Atmosphere-Transport=close"
                                + "&X-Atmosphere-tracking-id=0"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(closed.statusCode()).isEqualTo(204);
        assertThat(closed.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void a_browser_is_known_to_the_account_whatever_its_address_is_by_now() throws Exception {
        signIn(ANN.text(), PASSWORD);
        EmailAddress since = new EmailAddress("ann.since@example.org");
        AccountId ann = accounts.loadUserByUsername(ANN.text()).id();
        transaction.executeWithoutResult(status -> accounts.changeEmail(ann, since));
        try {
            HttpClient guesser =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
            for (int i = 0; i < SignInThrottle.GUESSES_PER_ACCOUNT; i++) {
                signIn(guesser, since.text(), "guess " + i);
            }

            assertThat(header(signIn(guesser, since.text(), PASSWORD), "Location"))
                    .endsWith("/login?wait");
            assertThat(header(signIn(since.text(), PASSWORD), "Location")).doesNotContain("wait", "error");
        } finally {
            transaction.executeWithoutResult(status -> accounts.changeEmail(ann, ANN));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200B", "\u00A0", "\u0001"})
    void however_an_address_is_written_the_guesses_at_it_are_counted_together(String blank) throws Exception {
        for (int i = 0; i < SignInThrottle.GUESSES_PER_ACCOUNT; i++) {
            assertThat(header(signIn(blank.repeat(i) + ANN.text().toUpperCase(Locale.ROOT), "guess " + i), "Location"))
                    .endsWith("/login?error");
        }
        assertThat(header(signIn(ANN.text(), PASSWORD), "Location")).endsWith("/login?wait");
    }

    @Test
    void what_fails_beside_the_pages_is_told_without_its_details() throws Exception {
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(address("/nowhere"))
                        .header("Accept", "text/html")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("Something went wrong")
                .doesNotContain("Exception", "Whitelabel", "csrf", "reference");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/log%2Fin", "/login%2E", "/login;x"})
    void an_address_that_is_not_let_pass_is_told_on_a_page_of_ours(String address) throws Exception {
        HttpResponse<String> answer = get(address);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("Something went wrong", "Check the address")
                .doesNotContain("reference");
    }

    @Test
    void a_personal_link_whose_dot_was_encoded_on_its_way_leads_to_where_it_should() throws Exception {
        HttpResponse<String> answer = get("/accept/AbC_-1%2EdEf");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).endsWith("/accept/AbC_-1.dEf");
        assertThat(get("/accept/AbC_-1.dEf").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/accept",
                "/accept/",
                "/accept/a/b",
                "/accept/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "/accept/a.b;c",
                "/accept/%2E%2E",
                "/accept//a.b"
            })
    void any_other_mangled_link_leads_to_the_page_that_says_so_and_not_to_the_sign_in(String link) throws Exception {
        HttpResponse<String> answer = get(link);

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(header(answer, "Location")).endsWith("/accept/not-valid");
        assertThat(get("/accept/not-valid").statusCode()).isEqualTo(200);
    }

    private void raiseSessionNumber(int by) {
        jdbc.sql("update account set session_no = session_no + :by where email = :email")
                .param("by", by)
                .param("email", ANN.text())
                .update();
    }

    private void signUp(EmailAddress email, String name) {
        transaction.executeWithoutResult(status -> accounts.register(email, name, PASSWORD));
    }

    private HttpResponse<String> get(String address) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(address(address))
                        .header("Accept", "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> signIn(String email, String password) throws IOException, InterruptedException {
        return signIn(browser, email, password);
    }

    /** @param headers names and values in turn, besides those of the form */
    private HttpResponse<String> signIn(HttpClient client, String email, String password, String... headers)
            throws IOException, InterruptedException {
        String[] all = Stream.concat(Stream.of("Content-Type", "application/x-www-form-urlencoded"), Stream.of(headers))
                .toArray(String[]::new);
        String form = "username=%s&password=%s"
                .formatted(
                        URLEncoder.encode(email, StandardCharsets.UTF_8),
                        URLEncoder.encode(password, StandardCharsets.UTF_8));
        return client.send(
                HttpRequest.newBuilder(address("/login"))
                        .headers(all)
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private String sessionId() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("JSESSIONID"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
