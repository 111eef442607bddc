package learningmanager.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import learningmanager.security.SignedIn;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the other tests rely on. */
@ServiceTest
class TestRingsTest {
    @Autowired
    AccountService accounts;

    @Autowired
    Permissions permissions;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Clock clock;

    @Autowired
    TestClock testClock;

    @RepeatedTest(2)
    void what_a_test_leaves_behind_is_gone_before_the_next() {
        assertThat(SignIn.up(new EmailAddress("left@example.org"), "Left behind", "a long password")
                        .whyNot())
                .isEmpty();
    }

    @Test
    void somebody_signed_in_is_who_the_services_see() {
        AccountId id = SignIn.up(new EmailAddress("ann@example.org"), "Ann", "a long password")
                .orThrow()
                .id();
        assertThat(permissions.whoIsSignedIn()).isEmpty();

        SignIn.as("ann@example.org");

        assertThat(permissions.whoIsSignedIn()).map(SignedIn::id).contains(id);
    }

    @Test
    void the_clock_moves_when_a_test_says_so() {
        Instant before = clock.instant();
        testClock.advance(Duration.ofDays(28));
        assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofDays(28)));
    }

    @Test
    void the_database_is_the_one_that_was_asked_for() {
        String name = jdbc.execute(
                (java.sql.Connection connection) -> connection.getMetaData().getDatabaseProductName());
        assertThat(name).isEqualTo(TestDatabase.isPostgresql() ? "PostgreSQL" : "H2");
    }
}
