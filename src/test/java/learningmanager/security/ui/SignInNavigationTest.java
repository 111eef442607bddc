package learningmanager.security.ui;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import learningmanager.testing.ViewTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInNavigationTest extends ViewTest {
    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "https://evil.example", "evil.example", ""})
    void nobody_is_led_to_another_site_after_the_sign_in(String address) {
        open("login");
        assertThatThrownBy(() -> SignInNavigation.signIn(address)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignInNavigation.makeAccount(address, "To accept"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
