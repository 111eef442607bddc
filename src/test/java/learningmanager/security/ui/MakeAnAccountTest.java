package learningmanager.security.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import learningmanager.base.EmailAddress;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import learningmanager.security.SignInThrottle;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class MakeAnAccountTest extends ViewTest {
    @Autowired
    AccountService accounts;

    @Autowired
    Permissions permissions;

    @Autowired
    SignInThrottle throttle;

    @BeforeEach
    void at_the_page() {
        open("register");
    }

    @Test
    void who_comes_by_an_invitation_is_not_kept_out_by_others_behind_the_same_address() {
        String address = VaadinRequest.getCurrent().getRemoteAddr();
        while (throttle.mayAsk("account", address)) {
            // As many as may.
        }
        fill("Ann", "ann@example.org", "three small words");
        press("Make an account");
        assertThat(labelled(TextField.class, "Email").getErrorMessage()).startsWith("Too many");

        SignInNavigation.makeAccount("/accept/of-ann", "To accept");
        fill("Ann", "ann@example.org", "three small words");
        press("Make an account");
        assertThat(permissions.whoIsSignedIn()).isPresent();
        assertThat(VaadinServletResponse.getCurrent().getHttpServletResponse().getHeaders("Set-Cookie"))
                .as("others' guesses will not keep this browser out")
                .anyMatch(cookie -> cookie.startsWith("known-browser="));
    }

    @Test
    void every_wrong_field_says_so_at_once() {
        press("Make an account");

        assertThat(labelled(TextField.class, "Name").getErrorMessage()).startsWith("Name is missing");
        assertThat(labelled(TextField.class, "Email").getErrorMessage())
                .isEqualTo("Email is missing. Write one address, for example name@example.org.");
        assertThat(labelled(PasswordField.class, "Password").getErrorMessage())
                .isEqualTo("Password is missing. Choose one of at least 8 characters.");
    }

    @ParameterizedTest
    @CsvSource({
        "7 letters, This password is too short",
        "8 blanks, This password is made of blanks alone",
        "65 letters, This password is too long",
        "64 umlauts, This password is too long. Letters beyond A to Z"
    })
    void a_password_that_cannot_be_kept_is_refused_at_its_field(String what, String told) {
        String sign = what.endsWith("blanks") ? " " : what.endsWith("umlauts") ? "ä" : "x";
        int length = Integer.parseInt(what.substring(0, what.indexOf(' ')));
        fill("Ann", "ann@example.org", sign.repeat(length));

        press("Make an account");

        assertThat(labelled(PasswordField.class, "Password").getErrorMessage()).startsWith(told);
        assertThat(permissions.whoIsSignedIn()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann\u202Egro.elpmaxe@nna", "An\u200Bn", "Ann\u0007"})
    void a_name_with_characters_that_nobody_sees_is_refused_at_its_field(String name) {
        fill(name, "ann@example.org", "a long password");

        press("Make an account");

        assertThat(labelled(TextField.class, "Name").getErrorMessage()).startsWith("There is an invisible character");
        assertThat(permissions.whoIsSignedIn()).isEmpty();
    }

    @Test
    void an_address_that_has_an_account_is_refused_at_its_field() {
        accounts.register(new EmailAddress("ann@example.org"), "Ann", "a long password");
        fill("Ann", "Ann@Example.org", "a long password");

        press("Make an account");

        assertThat(labelled(TextField.class, "Email").getErrorMessage()).contains("already");
        assertThat(permissions.whoIsSignedIn()).isEmpty();
    }

    @Test
    void after_it_one_is_signed_in() {
        fill("Ann", "ann@example.org", "a long password");

        press("Make an account");

        assertThat(permissions.whoIsSignedIn())
                .hasValueSatisfying(me -> assertThat(me.email().text()).isEqualTo("ann@example.org"));
    }

    private static void fill(String name, String email, String password) {
        _setValue(labelled(TextField.class, "Name"), name);
        _setValue(labelled(TextField.class, "Email"), email);
        _setValue(labelled(PasswordField.class, "Password"), password);
    }
}
