package learningmanager.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import learningmanager.testing.PostgresqlServer;
import learningmanager.testing.RunningApplication;
import org.junit.jupiter.api.Test;

/** The packaged program, started where it cannot run: it ends with code 1 and one line that says what to do. */
class StartThatFailsIT {
    @Test
    void a_port_in_use_is_named() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            assertThatItEndsSaying(
                    RunningApplication.start(RunningApplication.emptyFolder(), other.getLocalPort()),
                    "port " + other.getLocalPort() + " is in use");
        }
    }

    @Test
    void an_embedded_database_opened_twice_is_refused() {
        Path folder = RunningApplication.emptyFolder();
        try (RunningApplication first = RunningApplication.start(folder, RunningApplication.freePort())) {
            first.awaitReadiness();
            assertThatItEndsSaying(
                    RunningApplication.start(folder, RunningApplication.freePort()), "open in another running copy");
        }
    }

    @Test
    void a_database_that_does_not_answer_is_named() {
        String url = "jdbc:postgresql://localhost:" + RunningApplication.freePort() + "/learning";
        assertThatItEndsSaying(withDatabase(url, "postgres"), "the database " + url + " cannot be reached");
    }

    @Test
    void a_refused_database_user_is_told() {
        assertThatItEndsSaying(
                withDatabase(PostgresqlServer.newDatabase(), "nobody"), "refused the user name or password");
    }

    @Test
    void a_real_database_asks_for_a_link_key() {
        assertThatItEndsSaying(
                withDatabase(PostgresqlServer.newDatabase(), "postgres"), "learning-manager.link-key is missing");
    }

    @Test
    void a_half_configured_signature_of_mails_is_told() {
        assertThatItEndsSaying(
                RunningApplication.start(
                        RunningApplication.emptyFolder(),
                        RunningApplication.freePort(),
                        "--learning-manager.mail.dkim.domain=example.org"),
                "learning-manager.mail.dkim.selector is missing");
    }

    private static RunningApplication withDatabase(String url, String user) {
        return RunningApplication.start(
                RunningApplication.emptyFolder(),
                RunningApplication.freePort(),
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=" + user,
                "--spring.datasource.password=postgres");
    }

    private static void assertThatItEndsSaying(RunningApplication application, String reason) {
        try (application) {
            assertThat(application.awaitEnd()).as(application.output()).isEqualTo(1);
            assertThat(application.output().lines().filter(line -> line.contains("cannot start")))
                    .singleElement()
                    .asString()
                    .startsWith("Learning Manager cannot start: ")
                    .contains(reason);
            assertThat(application.output()).doesNotContain("\tat ", "Exception", " ERROR ");
        }
    }
}
