package learningmanager.account.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import java.util.List;
import learningmanager.base.EmailAddress;
import learningmanager.mail.MailWriter;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import learningmanager.security.SignInThrottle;
import learningmanager.testing.Invite;
import learningmanager.testing.SignIn;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SPEC 10: who comes by an invitation makes an account with the address that was invited, and goes on. */
class MakeAnAccountTest extends ViewTest {
    private static final String ANN = "ann@example.org";

    @Autowired
    AccountService accounts;

    @Autowired
    Permissions permissions;

    @Autowired
    SignInThrottle throttle;

    @Autowired
    Invite invite;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    List<MailWriter> writers;

    private String invitation = "";

    @BeforeEach
    void by_an_invitation() {
        signIn("manager@example.org");
        invitation = Invite.address(invite.learner("EU-2001", ANN, "Data Analytics", "DATA-ANALYTICS-2"));
        SignIn.out();
        come();
    }

    private void come() {
        open(invitation);
        press("Make an account");
    }

    @Test
    void who_comes_by_an_invitation_is_not_kept_out_by_others_behind_the_same_address() {
        String address = VaadinRequest.getCurrent().getRemoteAddr();
        while (throttle.mayAsk("account", address)) {
            // As many as may.
        }

        fill("Ann", ANN, "three small words");
        press("Make an account");

        assertThat(permissions.whoIsSignedIn())
                .hasValueSatisfying(me -> assertThat(me.email().text()).isEqualTo(ANN));
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
        fill("Ann", ANN, sign.repeat(length));

        press("Make an account");

        assertThat(labelled(PasswordField.class, "Password").getErrorMessage()).startsWith(told);
        assertThat(permissions.whoIsSignedIn()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ANN, "ann.example.org"})
    void a_password_that_others_know_is_refused_at_its_field_also_where_the_address_is_wrong(String email) {
        fill("Ann", email, email);

        press("Make an account");

        assertThat(labelled(PasswordField.class, "Password").getErrorMessage())
                .startsWith("This password is your name or e-mail address");
        assertThat(permissions.whoIsSignedIn()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann\u202Egro.elpmaxe@nna", "An\u200Bn", "Ann\u0007"})
    void a_name_with_characters_that_nobody_sees_is_refused_at_its_field(String name) {
        fill(name, ANN, "a long password");

        press("Make an account");

        assertThat(labelled(TextField.class, "Name").getErrorMessage()).startsWith("There is an invisible character");
        assertThat(permissions.whoIsSignedIn()).isEmpty();
    }

    @Test
    void who_was_invited_and_has_an_account_is_told_so() {
        SignIn.up(new EmailAddress(ANN), "Ann", "a long password");
        fill("Ann", "Ann@Example.org", "a long password");

        press("Make an account");

        assertThat(labelled(TextField.class, "Email").getErrorMessage()).contains("already");
        assertThat(permissions.whoIsSignedIn()).isEmpty();
    }

    @Test
    void the_masked_address_is_not_guessed_without_end() {
        String token = invitation.substring("accept/".length());
        while (throttle.mayAsk("account for", token)) {
            // As many as may.
        }

        fill("", ANN, "");
        press("Make an account");

        assertThat(labelled(TextField.class, "Email").getErrorMessage()).startsWith("Too many attempts");
        assertThat(labelled(TextField.class, "Name").isInvalid())
                .as("as for a wrong guess")
                .isFalse();
    }

    @Test
    void by_the_link_in_the_same_browser_one_is_back_at_the_invitation() {
        fill("", "lou@example.com", "");
        press("Make an account");
        open(AccountPagesTest.linkMailedTo("lou@example.com", jdbc, writers));
        _setValue(labelled(TextField.class, "Name"), "Lou");
        _setValue(labelled(PasswordField.class, "New password"), "three small words");
        press("Make an account");

        UI.getCurrent().getInternals().getStateTree().runExecutionsBeforeClientResponse();
        assertThat(UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations())
                .anyMatch(script ->
                        script.getInvocation().getParameters().toString().contains("/" + invitation));
    }

    @Test
    void another_address_than_the_one_invited_gets_a_link_first_whether_or_not_it_has_an_account() {
        fill("", "lou@example.com", "");
        press("Make an account");
        String unknown = text();
        assertThat(unknown).contains("on its way to lou@example.com", "not the address that was invited");
        assertThat(labelled(TextField.class, "Name").isInvalid()).isFalse();
        assertThat(labelled(PasswordField.class, "Password").isInvalid()).isFalse();
        assertThat(permissions.whoIsSignedIn()).isEmpty();

        come();
        fill("Eve", "institute@example.org", "a long password");
        press("Make an account");
        assertThat(text().replace("institute@example.org", "lou@example.com")).isEqualTo(unknown);
        assertThat(permissions.whoIsSignedIn()).isEmpty();
    }

    private static void fill(String name, String email, String password) {
        _setValue(labelled(TextField.class, "Name"), name);
        _setValue(labelled(TextField.class, "Email"), email);
        _setValue(labelled(PasswordField.class, "Password"), password);
    }
}
