package learningmanager.account.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import learningmanager.base.AccountId;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import learningmanager.testing.SignIn;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 9: what people do about their own account. */
class AccountPagesTest extends ViewTest {
    @Autowired
    AccountService accounts;

    @Autowired
    Permissions permissions;

    @Test
    void asking_for_another_password_is_answered_alike_for_a_known_and_an_unknown_account() {
        open("forgotten-password");
        String known = askFor("learner@example.org");
        String unknown = askFor("nobody@example.org");
        assertThat(known).contains("If there is an account");
        assertThat(unknown.replace("nobody@", "learner@")).isEqualTo(known);
    }

    @Test
    void asking_too_often_is_refused_for_a_while() {
        open("forgotten-password");
        for (int i = 0; i < 20; i++) {
            assertThat(askFor("a" + i + "@example.org")).doesNotContain("Too many attempts");
        }
        assertThat(askFor("learner@example.org")).contains("Too many attempts");
    }

    @Test
    void a_link_that_is_none_says_so_and_leads_on() {
        open("account-link/nonsense");
        assertThat(text()).contains("This link does not work any more", "Set a new password");
    }

    @Test
    void a_wrong_current_password_is_told_at_its_field() {
        signIn("learner@example.org");
        open("account");
        _setValue(_find(PasswordField.class).getFirst(), "not mine");
        _setValue(labelled(PasswordField.class, "New password"), "three small words");
        press("Change password");
        assertThat(_find(PasswordField.class).getFirst().getErrorMessage()).contains("not your password");
    }

    @Test
    void a_new_address_gets_a_link_and_nothing_changes_until_it_is_opened() {
        signIn("learner@example.org");
        open("account");
        _setValue(labelled(TextField.class, "New e-mail address"), "lea@example.com");
        _setValue(_find(PasswordField.class).getLast(), "learning-manager");
        press("Send a link to confirm");
        assertThat(text()).contains("A link was sent to lea@example.com").contains("learner@example.org");
    }

    @Test
    void who_deletes_the_account_is_asked_for_the_password_and_signed_out() {
        signIn("learner@example.org");
        open("account");
        assertThat(text()).contains("Download my data");
        press("Delete my account …");
        assertThat(text()).contains("This cannot be undone.");
        press("Keep it");
        AccountId me = permissions.me().id();
        press("Delete my account …");
        PasswordField password = _find(PasswordField.class).getLast();
        _setValue(password, "not mine");
        press("Delete my account");
        assertThat(password.getErrorMessage()).contains("not your password");

        _setValue(password, "learning-manager");
        press("Delete my account");
        assertThat(accounts.find(me)).isEmpty();
        SignIn.out();
        open("login?deleted");
        assertThat(text()).contains("The account is deleted");
    }

    @Test
    void passwords_are_not_guessed_by_deleting_and_the_last_administrator_stays() {
        signIn("admin@example.org");
        open("account");
        press("Delete my account …");
        PasswordField password = _find(PasswordField.class).getLast();
        _setValue(password, "learning-manager");
        press("Delete my account");
        assertThat(password.getErrorMessage()).contains("You are the last platform administrator");
        for (int i = 0; i < 20; i++) {
            _setValue(password, "guess " + i);
            press("Delete my account");
        }
        assertThat(password.getErrorMessage()).contains("Too many attempts");
    }

    private static String askFor(String email) {
        _setValue(labelled(TextField.class, "Email"), email);
        press("Send the link");
        return text();
    }
}
