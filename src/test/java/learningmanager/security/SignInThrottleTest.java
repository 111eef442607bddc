package learningmanager.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import learningmanager.base.EmailAddress;
import learningmanager.testing.TestClock;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
    private static final String ANN = "ann@example.org";
    private static final String HOME = "192.0.2.1";

    private final TestClock clock = new TestClock();
    private final SignInThrottle throttle = new SignInThrottle(clock);

    @Test
    void an_account_is_guessed_at_ten_times_from_wherever_and_then_no_more_for_a_while() {
        for (int i = 0; i < SignInThrottle.GUESSES_PER_ACCOUNT; i++) {
            assertThat(throttle.mayGuess(" ANN@example.org", "198.51.100." + i, ""))
                    .isTrue();
        }
        assertThat(throttle.mayGuess(ANN, HOME, "")).isFalse();
        assertThat(throttle.mayGuess("bob@example.org", HOME, "")).isTrue();

        clock.advance(SignInThrottle.WINDOW.plus(Duration.ofSeconds(1)));
        assertThat(throttle.mayGuess(ANN, HOME, "")).isTrue();
    }

    @Test
    void others_guesses_do_not_keep_the_owner_out_of_a_browser_that_is_known() {
        for (int i = 0; i < 1_000; i++) {
            throttle.mayGuess(ANN, "198.51.100." + i % 250, "");
        }
        assertThat(throttle.mayGuess(ANN, HOME, "")).isFalse();
        assertThat(throttle.mayGuess(ANN, HOME, "a known browser")).isTrue();
    }

    @Test
    void a_known_browser_that_was_stolen_guesses_no_more_than_others() {
        for (int i = 0; i < SignInThrottle.GUESSES_PER_ACCOUNT; i++) {
            assertThat(throttle.mayGuess(ANN, "198.51.100." + i, "a known browser"))
                    .isTrue();
        }
        assertThat(throttle.mayGuess(ANN, HOME, "a known browser")).isFalse();
    }

    @Test
    void an_address_guesses_at_many_accounts_no_more_than_fifty_times() {
        for (int i = 0; i < SignInThrottle.GUESSES_PER_ADDRESS; i++) {
            assertThat(throttle.mayGuess(i + "@example.org", HOME, "")).isTrue();
        }
        assertThat(throttle.mayGuess("another@example.org", HOME, "")).isFalse();
        assertThat(throttle.mayGuess("another@example.org", "192.0.2.2", "")).isTrue();
    }

    @Test
    void knowing_the_password_begins_anew_for_that_browser_alone() {
        for (int i = 0; i < SignInThrottle.GUESSES_PER_ACCOUNT; i++) {
            assertThat(throttle.mayGuess(ANN, HOME, "mine")).isTrue();
            assertThat(throttle.mayGuess(ANN, "198.51.100.7", "")).isTrue();
        }
        throttle.rightGuess(ANN, HOME, "mine");
        assertThat(throttle.mayGuess(ANN, HOME, "mine")).isTrue();
        assertThat(throttle.mayGuess(ANN, "198.51.100.7", "")).isFalse();
    }

    @Test
    void passwords_tried_at_the_same_instant_are_counted_before_they_are_looked_at() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(50);
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 50; i++) {
                threads.submit(() -> {
                    start.await();
                    return throttle.mayGuess(ANN, HOME, "") ? tried.incrementAndGet() : 0;
                });
            }
        }
        assertThat(tried).hasValue(SignInThrottle.GUESSES_PER_ACCOUNT);
    }

    @Test
    void knowing_the_password_gives_that_one_try_back_where_the_browser_is_not_known() {
        for (int i = 1; i < SignInThrottle.GUESSES_PER_ACCOUNT; i++) {
            assertThat(throttle.mayGuess(ANN, "198.51.100.7", "")).isTrue();
        }
        for (int i = 0; i < 100; i++) {
            assertThat(throttle.mayGuess(ANN, HOME, "")).isTrue();
            throttle.rightGuess(ANN, HOME, "");
        }
        assertThat(throttle.mayGuess(ANN, "198.51.100.7", "")).isTrue();
        assertThat(throttle.mayGuess(ANN, "198.51.100.7", "")).isFalse();
    }

    @Test
    void who_guesses_behind_the_same_address_does_not_keep_a_known_browser_out() {
        for (int i = 0; i < SignInThrottle.GUESSES_PER_ADDRESS; i++) {
            assertThat(throttle.mayGuess("other" + i + "@example.org", HOME, ""))
                    .isTrue();
        }
        assertThat(throttle.mayGuess(ANN, HOME, "")).isFalse();
        assertThat(throttle.mayGuess(ANN, HOME, "anns browser")).isTrue();
    }

    @Test
    void whoever_has_an_ipv6_network_is_one_address() {
        for (int i = 0; i < SignInThrottle.REQUESTS_PER_ADDRESS; i++) {
            assertThat(throttle.mayAsk("account", "2001:db8:1:2::" + Integer.toHexString(i + 1)))
                    .isTrue();
        }
        assertThat(throttle.mayAsk("account", "2001:db8:1:2:ffff::9")).isFalse();
        assertThat(throttle.mayAsk("account", "2001:db8:1:3::9")).isTrue();
        assertThat(throttle.mayAsk("account", "::ffff:192.0.2.1")).isTrue();
        assertThat(throttle.mayAsk("account", "of::no::sense")).isTrue();
    }

    @Test
    void nobody_is_mailed_more_than_five_times_whoever_asks() {
        EmailAddress ann = new EmailAddress(ANN);
        for (int i = 0; i < SignInThrottle.MAILS_PER_RECIPIENT; i++) {
            assertThat(throttle.mayMail("password", ann)).isTrue();
        }
        assertThat(throttle.mayMail("password", new EmailAddress("Ann@Example.org")))
                .isFalse();
        assertThat(throttle.mayMail("password", new EmailAddress("bob@example.org")))
                .isTrue();
        clock.advance(SignInThrottle.WINDOW.plus(Duration.ofSeconds(1)));
        assertThat(throttle.mayMail("password", ann)).isTrue();
    }

    @Test
    void what_can_be_asked_without_a_sign_in_is_counted_by_kind_and_address() {
        for (int i = 0; i < SignInThrottle.REQUESTS_PER_ADDRESS; i++) {
            assertThat(throttle.mayAsk("account", HOME)).isTrue();
        }
        assertThat(throttle.mayAsk("account", HOME)).isFalse();
        assertThat(throttle.mayAsk("password", HOME)).isTrue();
        assertThat(throttle.mayAsk("account", "192.0.2.2")).isTrue();
    }
}
