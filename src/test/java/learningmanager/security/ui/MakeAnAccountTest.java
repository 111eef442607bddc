package learningmanager.security.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import learningmanager.base.EmailAddress;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MakeAnAccountTest extends ViewTest {
    @Autowired
    AccountService accounts;

    @Autowired
    Permissions permissions;

    @BeforeEach
    void at_the_page() {
        open("register");
    }

    @Test
    void every_wrong_field_says_so_at_once() {
        press("Make an account");

        assertThat(labelled(TextField.class, "Name").getErrorMessage()).startsWith("Name is missing");
        assertThat(labelled(TextField.class, "Email").getErrorMessage())
                .isEqualTo("Email is missing. Write one address, for example name@example.org.");
        assertThat(labelled(PasswordField.class, "Password").getErrorMessage()).contains("at least 8 characters");
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
