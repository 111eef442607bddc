package learningmanager.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
            assertThat(throttle.mayGuess(ANN, "198.51.100." + i, "")).isTrue();
            throttle.wrongGuess(" ANN@example.org", "198.51.100." + i, "");
        }
        assertThat(throttle.mayGuess(ANN, HOME, "")).isFalse();
        assertThat(throttle.mayGuess("bob@example.org", HOME, "")).isTrue();

        clock.advance(SignInThrottle.WINDOW.plus(Duration.ofSeconds(1)));
        assertThat(throttle.mayGuess(ANN, HOME, "")).isTrue();
    }

    @Test
    void others_guesses_do_not_keep_the_owner_out_of_a_browser_that_is_known() {
        for (int i = 0; i < 1_000; i++) {
            throttle.wrongGuess(ANN, "198.51.100." + i % 250, "");
        }
        assertThat(throttle.mayGuess(ANN, HOME, "")).isFalse();
        assertThat(throttle.mayGuess(ANN, HOME, "a known browser")).isTrue();
    }

    @Test
    void a_known_browser_that_was_stolen_guesses_no_more_than_others() {
        for (int i = 0; i < SignInThrottle.GUESSES_PER_ACCOUNT; i++) {
            throttle.wrongGuess(ANN, "198.51.100." + i, "a known browser");
        }
        assertThat(throttle.mayGuess(ANN, HOME, "a known browser")).isFalse();
    }

    @Test
    void an_address_guesses_at_many_accounts_no_more_than_fifty_times() {
        for (int i = 0; i < SignInThrottle.GUESSES_PER_ADDRESS; i++) {
            assertThat(throttle.mayGuess(i + "@example.org", HOME, "")).isTrue();
            throttle.wrongGuess(i + "@example.org", HOME, "");
        }
        assertThat(throttle.mayGuess("another@example.org", HOME, "")).isFalse();
        assertThat(throttle.mayGuess("another@example.org", "192.0.2.2", "")).isTrue();
    }

    @Test
    void knowing_the_password_begins_anew_for_that_browser_alone() {
        for (int i = 0; i < SignInThrottle.GUESSES_PER_ACCOUNT; i++) {
            throttle.wrongGuess(ANN, HOME, "mine");
            throttle.wrongGuess(ANN, "198.51.100.7", "");
        }
        throttle.rightGuess(ANN, "mine");
        assertThat(throttle.mayGuess(ANN, HOME, "mine")).isTrue();
        assertThat(throttle.mayGuess(ANN, "198.51.100.7", "")).isFalse();
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
