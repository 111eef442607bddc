package learningmanager.account.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import learningmanager.account.AccountLinkService;
import learningmanager.account.LinkPurpose;
import learningmanager.account.OpenedLink;
import learningmanager.admin.PeopleService;
import learningmanager.base.AccountId;
import learningmanager.mail.Mail;
import learningmanager.mail.MailWriter;
import learningmanager.owndata.OwnDataService;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import learningmanager.testing.SignIn;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SPEC 9: what people do about their own account. */
class AccountPagesTest extends ViewTest {
    @Autowired
    AccountService accounts;

    @Autowired
    Permissions permissions;

    @Autowired
    AccountLinkService links;

    @Autowired
    PeopleService people;

    @Autowired
    OwnDataService ownData;

    @Autowired
    List<MailWriter> writers;

    @Autowired
    JdbcClient jdbc;

    @Test
    void asking_for_another_password_is_answered_alike_for_a_known_and_an_unknown_account() {
        open("forgotten-password");
        String known = askFor("learner@example.org");
        String unknown = askFor("nobody@example.org");
        assertThat(known).contains("If there is an account");
        assertThat(unknown.replace("nobody@", "learner@")).isEqualTo(known);
    }

    @Test
    void who_is_signed_in_and_has_forgotten_the_password_is_told_as_whom_and_led_to_their_account() {
        open("forgotten-password");
        assertThat(text()).doesNotContain("You are signed in");
        assertThat(ways()).containsExactly("login");

        signIn("learner@example.org");
        open("forgotten-password");
        assertThat(text()).contains("You are signed in as learner@example.org.");
        assertThat(labelled(TextField.class, "Email").getValue()).isEqualTo("learner@example.org");
        assertThat(ways()).containsExactly("account");
    }

    @Test
    void asking_for_another_password_looks_for_no_account_while_somebody_waits() {
        open("forgotten-password");
        for (String email : List.of("learner@example.org", "nobody@example.org")) {
            assertThat(statementsOf(() -> askFor(email)))
                    .as(email)
                    .anyMatch(statement -> statement.contains("insert into scheduled_tasks"))
                    .noneMatch(statement -> statement.contains("account"));
        }
    }

    /** What H2 is asked meanwhile, in small letters. */
    private List<String> statementsOf(Runnable asking) {
        jdbc.sql("set query_statistics true").update();
        try {
            asking.run();
            return jdbc.sql("select lower(sql_statement) as asked from information_schema.query_statistics")
                    .query((row, number) -> row.getString("asked"))
                    .list();
        } finally {
            jdbc.sql("set query_statistics false").update();
        }
    }

    @Test
    void asking_for_an_account_is_answered_alike_for_a_known_and_an_unknown_address_and_looks_for_neither() {
        open("register");
        for (String email : List.of("learner@example.org", "nobody@example.org")) {
            assertThat(statementsOf(() -> assertThat(askFor(email)).contains("A link is on its way to " + email)))
                    .as(email)
                    .anyMatch(statement -> statement.contains("insert into account_link"))
                    .noneMatch(statement -> statement.contains("from account"));
        }
        String known = askFor("learner@example.org");
        assertThat(askFor("nobody@example.org").replace("nobody@", "learner@")).isEqualTo(known);
    }

    @Test
    void who_comes_by_no_invitation_is_asked_for_the_address_alone() {
        open("register");
        assertThat(_find(TextField.class)).extracting(TextField::getLabel).containsExactly("Email");
        assertThat(_find(PasswordField.class)).isEmpty();
        press("Send the link");
        assertThat(labelled(TextField.class, "Email").getErrorMessage()).startsWith("Email is missing");
    }

    @Test
    void accounts_are_not_asked_for_without_end() {
        open("register");
        for (String email : new String[] {"learner@example.org", "nobody@example.org"}) {
            for (int i = 0; i < 5; i++) {
                askFor(email);
                assertThat(labelled(TextField.class, "Email").isInvalid()).isFalse();
            }
            askFor(email.toUpperCase(Locale.ROOT));
            assertThat(labelled(TextField.class, "Email").getErrorMessage()).contains("Too many attempts");
        }
    }

    @Test
    void a_link_makes_an_account_and_signs_in_and_leads_to_the_sign_in_from_then_on() {
        open("register");
        askFor("lou@example.com");
        String link = linkMailedTo("lou@example.com");
        open(link);
        press("Make an account");
        assertThat(labelled(TextField.class, "Name").getErrorMessage()).startsWith("Name is missing");
        assertThat(labelled(TextField.class, "Email").isReadOnly()).isTrue();
        _setValue(labelled(TextField.class, "Name"), "Lou");
        _setValue(labelled(PasswordField.class, "New password"), "three small words");
        press("Make an account");
        assertThat(permissions.me().email().text()).isEqualTo("lou@example.com");

        SignIn.out();
        open(link);
        assertThat(text()).contains("The link to make an account does not work any more", "Sign in with your account");
        assertThat(ways()).containsExactly("login", "forgotten-password");
    }

    @Test
    void a_link_whose_account_is_deleted_tells_how_to_make_one_and_nobody_to_sign_in_with_it() {
        open("register");
        askFor("lou@example.com");
        String link = linkMailedTo("lou@example.com");
        open(link);
        _setValue(labelled(TextField.class, "Name"), "Lou");
        _setValue(labelled(PasswordField.class, "New password"), "three small words");
        press("Make an account");
        links.changeEmail("lou.lane@example.com", "three small words");
        String confirmation = linkMailedTo("lou.lane@example.com");
        open(confirmation);
        press("Confirm this address");
        signIn("lou.lane@example.com");
        ownData.deleteMyAccount("three small words");
        SignIn.out();

        for (String over : List.of(link, confirmation)) {
            open(over);
            assertThat(text())
                    .contains("does not work any more", "or its account is deleted")
                    .doesNotContain("Sign in with your account", "sign in with it");
            assertThat(ways()).contains("register");
        }
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
    void nobody_is_mailed_without_end_and_that_is_answered_alike_for_a_known_and_an_unknown_account() {
        open("forgotten-password");
        for (String email : new String[] {"learner@example.org", "nobody@example.org"}) {
            for (int i = 0; i < 5; i++) {
                assertThat(askFor(email)).doesNotContain("Too many attempts");
            }
            assertThat(askFor(email.toUpperCase(Locale.ROOT))).contains("Too many attempts");
        }
    }

    @Test
    void a_link_that_is_none_says_so_and_leads_on() {
        open("account-link/nonsense");
        assertThat(text()).contains("This link is not valid", "Set a new password", "Sign in");
    }

    @Test
    void a_link_to_confirm_an_address_leads_to_where_another_is_asked_for_when_it_is_over() {
        signIn("learner@example.org");
        links.changeEmail("lea@example.com", "learning-manager");
        String first = linkMailedTo("lea@example.com");
        links.changeEmail("lea@example.com", "learning-manager");
        String second = linkMailedTo("lea@example.com");

        open(first);
        assertThat(text())
                .contains("The link to confirm your new address does not work any more", "was replaced by a newer one")
                .doesNotContain("Set a new password");
        assertThat(ways()).containsExactly("account", "register");

        SignIn.out();
        open(second);
        assertThat(text()).contains("Sign in with the address that you have had so far");
        assertThat(hasButton("Confirm this address")).isFalse();
        signIn("manager@example.org");
        open(second);
        assertThat(text()).contains("You are signed in with another account");
        assertThat(hasButton("Confirm this address")).isFalse();
        signIn("learner@example.org");
        open(second);
        SignIn.out();
        press("Confirm this address");
        assertThat(text())
                .as("signed out in another tab")
                .contains(
                        "Sign in with the address that you have had so far", "Only who asked for this can confirm it");
        signIn("learner@example.org");
        open(second);
        press("Confirm this address");
        assertThat(text()).contains("Sign in with lea@example.com from now on.");
        open(second);
        assertThat(text())
                .contains("It works once, and was used. The new address is confirmed: sign in with it.")
                .doesNotContain("Set a new password");
        assertThat(ways()).containsExactly("login");
    }

    @ParameterizedTest
    @CsvSource({
        "FIRST_ADMINISTRATOR, NOT_NEEDED, become the administrator, ask who administers, login",
        "FIRST_ADMINISTRATOR, EXPIRED, become the administrator, its log has another, login",
        "INVITED, USED, choose a password, Sign in with the password, login forgotten-password",
        "INVITED, EXPIRED, choose a password, the address that was invited, forgotten-password login",
        "INVITED, GONE, choose a password, Without an account, forgotten-password login register",
        "PASSWORD, USED, set a new password, Sign in with the password, login forgotten-password",
        "PASSWORD, EXPIRED, set a new password, another sent to you, forgotten-password login",
        "PASSWORD, GONE, set a new password, 'another sent to you. Without an account, you can make one', forgotten-password login register",
        "EMAIL, USED, confirm your new address, sign in with it, login",
        "EMAIL, EXPIRED, confirm your new address, on the page of your account, account",
        "EMAIL, GONE, confirm your new address, 'on the page of your account. Without an account', account register",
        "NEW_ACCOUNT, USED, make an account, Sign in with your account, login forgotten-password",
        "NEW_ACCOUNT, HAS_ACCOUNT, make an account, Sign in with your account, login forgotten-password",
        "NEW_ACCOUNT, EXPIRED, make an account, another sent to you, register login",
        "NEW_ACCOUNT, GONE, make an account, another sent to you, register login"
    })
    void a_link_that_is_over_says_what_it_was_for_and_leads_on_as_fits(
            LinkPurpose purpose, OpenedLink.Why why, String title, String whatNow, String ways) {
        open("login");
        LinkIsOver over = new LinkIsOver(UI.getCurrent(), new OpenedLink.Over(purpose, why));
        assertThat(over.title()).contains("The link to " + title);
        assertThat(over.text()).contains(whatNow);
        assertThat(over.ways()).extracting(Anchor::getHref).containsExactly(ways.split(" "));
    }

    @Test
    void all_that_is_wrong_with_another_password_is_told_at_once() {
        signIn("learner@example.org");
        open("account");
        PasswordField current = _find(PasswordField.class).getFirst();
        PasswordField wanted = labelled(PasswordField.class, "New password");
        _setValue(current, "not mine");
        _setValue(wanted, "short");
        press("Change password");
        assertThat(current.getErrorMessage()).contains("not your password");
        assertThat(wanted.getErrorMessage()).contains("too short");

        _setValue(wanted, "three small words");
        press("Change password");
        assertThat(current.isInvalid()).isTrue();
        assertThat(wanted.isInvalid()).isFalse();
    }

    @Test
    void all_that_is_wrong_with_another_address_is_told_at_once() {
        signIn("learner@example.org");
        open("account");
        TextField email = labelled(TextField.class, "New e-mail address");
        PasswordField proof = _find(PasswordField.class).getLast();
        _setValue(email, "lea");
        _setValue(proof, "not mine");
        press("Send a link to confirm");
        assertThat(email.getErrorMessage()).startsWith("“lea” ");
        assertThat(proof.getErrorMessage()).contains("not your password");
    }

    @Test
    void all_that_is_wrong_with_a_first_name_and_password_is_told_at_once() {
        signIn("admin@example.org");
        people.invite("Lou", "lou@example.com");
        open(linkMailedTo("lou@example.com"));
        _setValue(labelled(TextField.class, "Name"), " ");
        press("Set the password and sign in");
        assertThat(labelled(TextField.class, "Name").getErrorMessage()).startsWith("Name is missing");
        assertThat(labelled(PasswordField.class, "New password").getErrorMessage())
                .startsWith("Password is missing");
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
    void passwords_are_not_guessed_by_changing_them_or_the_address() {
        signIn("learner@example.org");
        open("account");
        PasswordField current = _find(PasswordField.class).getFirst();
        PasswordField proof = _find(PasswordField.class).getLast();
        _setValue(labelled(PasswordField.class, "New password"), "three small words");
        for (int i = 0; i < 20; i++) {
            _setValue(current, "guess " + i);
            press("Change password");
        }
        assertThat(current.getErrorMessage()).contains("not your password");

        _setValue(current, "learning-manager");
        press("Change password");
        assertThat(current.getErrorMessage()).contains("Too many attempts");
        _setValue(labelled(TextField.class, "New e-mail address"), "lea@example.com");
        _setValue(proof, "learning-manager");
        press("Send a link to confirm");
        assertThat(proof.getErrorMessage()).contains("Too many attempts");
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

    private String linkMailedTo(String recipient) {
        return linkMailedTo(recipient, jdbc, writers);
    }

    static String linkMailedTo(String recipient, JdbcClient jdbc, List<MailWriter> writers) {
        UUID about = jdbc.sql(
                        "select about from mail_message where recipient = :recipient order by queued_at desc, id desc")
                .param("recipient", recipient)
                .query(UUID.class)
                .list()
                .getFirst();
        String mail = writers.stream()
                .flatMap(writer -> writer.write(List.of(about)).values().stream())
                .map(Mail::text)
                .findFirst()
                .orElseThrow();
        return mail.substring(mail.indexOf("account-link/")).split("\\s", 2)[0];
    }

    /** Where the links of the page lead. */
    private static List<String> ways() {
        return _find(Anchor.class).stream().map(Anchor::getHref).toList();
    }

    private static String askFor(String email) {
        _setValue(labelled(TextField.class, "Email"), email);
        press("Send the link");
        return text();
    }
}
