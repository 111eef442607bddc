package learningmanager.security.ui;

import static org.assertj.core.api.Assertions.assertThat;

import learningmanager.base.EmailAddress;
import learningmanager.security.AccountService;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NotFoundTest extends ViewTest {
    @Autowired
    AccountService accounts;

    @Test
    void an_unknown_address_says_so_and_shows_the_way_home() {
        accounts.register(new EmailAddress("ann@example.org"), "Ann", "a long password");
        signIn("ann@example.org");

        open("nowhere");

        assertThat(text()).contains("Not found", "Go to the home page");
    }
}
