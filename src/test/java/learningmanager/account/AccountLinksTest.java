package learningmanager.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.account.OpenedLink.Holding;
import learningmanager.account.OpenedLink.NotValid;
import learningmanager.account.OpenedLink.Over;
import learningmanager.account.OpenedLink.Why;
import learningmanager.admin.Inviting;
import learningmanager.admin.PeopleService;
import learningmanager.admin.Person;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import learningmanager.base.NotFoundException;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.base.Slice;
import learningmanager.base.WrongSettingException;
import learningmanager.mail.Mail;
import learningmanager.mail.MailWriter;
import learningmanager.security.AccountField;
import learningmanager.security.AccountService;
import learningmanager.security.PasswordChange;
import learningmanager.security.Permission;
import learningmanager.security.Permissions;
import learningmanager.security.SignedIn;
import learningmanager.testing.AtOnce;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import learningmanager.testing.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.transaction.support.TransactionTemplate;

/** SPEC 9: one-time links of accounts. */
@ServiceTest
class AccountLinksTest {
    private static final EmailAddress LEARNER = new EmailAddress("learner@example.org");
    private static final String GOOD = "three small words";
    private static final String HERE = "192.0.2.1";

    @Autowired
    AccountLinkService links;

    @Autowired
    AccountService accounts;

    @Autowired
    PeopleService people;

    @Autowired
    Permissions permissions;

    @Autowired
    ApplicationContext context;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_forgotten_password_is_set_anew_by_a_link_that_works_once() {
        SignIn.as("learner@example.org");
        SignedIn elsewhere = permissions.me();
        SignIn.out();
        links.sendPasswordLink(LEARNER);
        String token = tokenIn(mail("learner@example.org"));

        Parsed<SignedIn> set = links.setPassword(token, "Sample Learner", GOOD);

        assertThat(set.toOptional()).isPresent();
        assertThat(accounts.isCurrent(elsewhere)).isFalse();
        assertThat(accounts.isCurrent(set.orThrow())).isTrue();
        assertThat(links.setPassword(token, "Sample Learner", GOOD).whyNot()).contains(Refusal.of("account.link-over"));
        assertThat(links.look(token)).isEqualTo(over(LinkPurpose.PASSWORD, Why.USED));
    }

    @Test
    void who_was_invited_chooses_name_and_password_by_a_link_and_signs_in_with_them() {
        transaction.executeWithoutResult(status -> links.invite(
                accounts.open(new EmailAddress("lou@example.com"), "Lou").orElseThrow()));
        SignedIn lou = links.setPassword(tokenIn(mail("lou@example.com")), "Lou Lane", GOOD)
                .orThrow();
        assertThat(lou.name()).isEqualTo("Lou Lane");
        SignIn.as("lou@example.com");
        assertThat(accounts.refusalOfMyPassword(GOOD)).isEmpty();
        accounts.signOutEverywhere();
        assertThat(accounts.isCurrent(lou)).isFalse();
        assertThat(auditOf(lou.id()))
                .containsExactly(
                        "NAME_CHANGED lou@example.com Lou Lou Lane",
                        "PASSWORD_CHANGED lou@example.com null null",
                        "SIGNED_OUT_EVERYWHERE lou@example.com null null");
    }

    @Test
    void who_let_the_link_expire_can_be_invited_again_and_who_set_a_password_by_another_one_need_not() {
        SignIn.as("admin@example.org");
        AccountId lou = ((Inviting.Invited) people.invite("Lou", "lou@example.com")).id();
        clock.advance(Duration.ofDays(9));
        links.cleanUp();
        assertThat(people.person(lou).invited()).isTrue();
        people.inviteAgain(lou);
        assertThat(links.look(tokenIn(mail("lou@example.com")))).isInstanceOf(Holding.class);

        links.sendPasswordLink(new EmailAddress("lou@example.com"));
        links.setPassword(tokenIn(mail("lou@example.com")), "Lou", GOOD).orThrow();
        clock.advance(Duration.ofDays(2));
        links.cleanUp();
        assertThat(people.person(lou).invited()).isFalse();
        assertThat(people.people("", true, Slice.at(0, 10)))
                .extracting(Person::invited)
                .containsOnly(false);
    }

    @Test
    void an_account_that_anybody_may_have_made_gets_no_permission_before_a_password_is_set_by_a_link_to_its_address() {
        SignIn.as("admin@example.org");
        EmailAddress dean = new EmailAddress("dean@example.edu");
        SignedIn somebody = SignIn.up(dean, "The Dean", GOOD).orThrow();
        AccountId id = somebody.id();
        assertThat(people.give(id, Permission.PLATFORM_ADMINISTRATOR, Optional.empty()))
                .contains(Refusal.of("permission.unconfirmed"));
        assertThat(people.person(id).grants()).isEmpty();

        people.inviteAgain(id);
        links.setPassword(tokenIn(mail(dean.text())), "Dean", "four rather small words")
                .orThrow();

        assertThat(accounts.isCurrent(somebody)).isFalse();
        assertThat(people.person(id).confirmed()).isTrue();
        assertThat(people.give(id, Permission.PLATFORM_ADMINISTRATOR, Optional.empty()))
                .isEmpty();
        assertThatThrownBy(() -> people.inviteAgain(id)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void an_address_that_was_confirmed_and_the_first_administrators_can_be_given_permissions() {
        AccountId first = links.makeFirstAdministrator(new EmailAddress("ada@example.com"), GOOD)
                .orThrow();
        SignedIn lou =
                SignIn.up(new EmailAddress("lou@example.com"), "Lou", GOOD).orThrow();
        SignIn.as("lou@example.com");
        links.changeEmail("lou.lane@example.com", GOOD);
        links.confirmEmail(tokenIn(mail("lou.lane@example.com")));
        SignIn.as("admin@example.org");
        assertThat(people.person(first).confirmed()).isTrue();
        assertThat(people.person(lou.id()).confirmed()).isTrue();
        assertThat(auditOf(lou.id())).contains("EMAIL_CHANGED lou@example.com lou@example.com lou.lane@example.com");
    }

    @Test
    void who_asks_for_an_account_gets_it_by_a_link_once_and_one_who_has_one_is_led_to_the_sign_in() {
        EmailAddress lou = new EmailAddress("lou@example.com");
        links.askForAccount(lou, HERE);
        String token = tokenIn(mail(lou.text()));
        links.askForAccount(lou, HERE);
        String another = tokenIn(mail(lou.text()));

        SignedIn made = links.makeAccount(token, "Lou", GOOD).orThrow();

        assertThat(made.email()).isEqualTo(lou);
        assertThat(accounts.isCurrent(made)).isTrue();
        assertThat(links.makeAccount(token, "Eve", GOOD).whyNot()).contains(Refusal.of("account.link-over"));
        assertThat(links.makeAccount(another, "Eve", GOOD).whyNot()).contains(Refusal.of("account.link-over"));
        assertThat(links.look(token)).isEqualTo(over(LinkPurpose.NEW_ACCOUNT, Why.USED));
        assertThat(links.look(another)).isEqualTo(over(LinkPurpose.NEW_ACCOUNT, Why.HAS_ACCOUNT));
        links.askForAccount(new EmailAddress("LOU@example.com"), HERE);
        assertThat(mail("LOU@example.com").text())
                .contains("You have an account already", "/login")
                .doesNotContain(AccountLinkService.PATH);
        SignIn.as("admin@example.org");
        assertThat(people.person(made.id()).confirmed()).isTrue();
        assertThat(auditOf(made.id())).containsExactly("ACCOUNT_MADE lou@example.com null null");
    }

    private List<String> auditOf(AccountId account) {
        return jdbc.sql("select action, who, was, became from audit_event where subject_id = :id order by id")
                .param("id", account.value())
                .query((row, number) ->
                        String.join(" ", row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    @Test
    void a_link_to_make_an_account_holds_for_a_day() {
        links.askForAccount(new EmailAddress("lou@example.com"), HERE);
        String token = tokenIn(mail("lou@example.com"));
        clock.advance(Duration.ofHours(25));
        assertThat(links.makeAccount(token, "Lou", GOOD).whyNot()).contains(Refusal.of("account.link-over"));
        assertThat(links.look(token)).isEqualTo(over(LinkPurpose.NEW_ACCOUNT, Why.EXPIRED));
        links.cleanUp();
        clock.advance(Duration.ofDays(2));
        links.cleanUp();
        assertThat(links.look(token)).isEqualTo(over(LinkPurpose.NEW_ACCOUNT, Why.GONE));
    }

    @Test
    void asking_writes_the_same_whether_or_not_there_is_such_an_account() {
        links.forgotPassword(LEARNER, HERE);
        links.forgotPassword(new EmailAddress("nobody@example.org"), HERE);
        assertThat(jdbc.sql("select count(*) from scheduled_tasks where task_name = 'password-link'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        links.sendPasswordLink(new EmailAddress("nobody@example.org"));
        assertThat(jdbc.sql("select count(*) from mail_message")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_link_is_over_after_its_time_and_when_a_newer_one_takes_its_place() {
        SignIn.as("learner@example.org");
        links.changeEmail("lea@example.com", "learning-manager");
        String first = tokenIn(mail("lea@example.com"));
        links.changeEmail("leo@example.com", "learning-manager");
        String second = tokenIn(mail("leo@example.com"));
        assertThat(links.look(first)).isEqualTo(over(LinkPurpose.EMAIL, Why.GONE));
        assertThat(links.look(second)).isInstanceOf(Holding.class);
        clock.advance(Duration.ofHours(25));
        assertThat(links.look(second)).isEqualTo(over(LinkPurpose.EMAIL, Why.EXPIRED));
    }

    @Test
    void who_asks_for_somebody_elses_forgotten_password_voids_no_link_that_was_sent_and_one_that_is_used_ends_all() {
        links.sendPasswordLink(LEARNER);
        Mail first = mail("learner@example.org");
        links.sendPasswordLink(LEARNER);
        String second = tokenIn(mail("learner@example.org"));
        links.sendPasswordLink(LEARNER);
        String third = tokenIn(mail("learner@example.org"));
        assertThat(first.recipient()).isEqualTo(LEARNER);
        assertThat(jdbc.sql("select recipient from mail_message")
                        .query(String.class)
                        .list())
                .as("all of them are sent")
                .containsOnly("learner@example.org");

        assertThat(links.setPassword(tokenIn(first), "Sample Learner", GOOD).toOptional())
                .isPresent();

        for (String other : new String[] {second, third}) {
            assertThat(links.look(other)).isEqualTo(over(LinkPurpose.PASSWORD, Why.GONE));
        }
        links.sendPasswordLink(LEARNER);
        String late = tokenIn(mail("learner@example.org"));
        clock.advance(Duration.ofHours(2));
        assertThat(links.look(late)).isEqualTo(over(LinkPurpose.PASSWORD, Why.EXPIRED));
    }

    @Test
    void only_what_is_mailed_counts_towards_what_an_address_may_be_mailed() {
        SignIn.as("learner@example.org");
        for (int wrong = 0; wrong < 10; wrong++) {
            assertThat(links.changeEmail("lea@example.com", "mistyped"))
                    .isEqualTo(Map.of(AccountField.CURRENT_PASSWORD, Refusal.of("account.password-wrong")));
        }
        for (int mailed = 0; mailed < 5; mailed++) {
            assertThat(links.changeEmail("lea@example.com", "learning-manager")).isEmpty();
        }
        assertThat(links.changeEmail("Lea@example.com", "learning-manager"))
                .isEqualTo(Map.of(AccountField.EMAIL, Refusal.of("account.throttled")));
        assertThat(links.changeEmail("lou@example.com", "learning-manager")).isEmpty();
    }

    @Test
    void a_node_whose_clock_is_off_takes_no_link_that_is_over_and_refuses_none_that_is_not() {
        links.sendPasswordLink(LEARNER);
        String link = tokenIn(mail("learner@example.org"));
        clock.runAhead(Duration.ofHours(3));
        assertThat(links.look(link)).isInstanceOf(Holding.class);

        clock.advance(Duration.ofHours(2));
        clock.runAhead(Duration.ofHours(-3));
        assertThat(links.look(link)).isEqualTo(over(LinkPurpose.PASSWORD, Why.EXPIRED));
    }

    @Test
    void a_link_says_what_it_was_for_long_after_it_is_over() {
        SignIn.as("learner@example.org");
        links.changeEmail("lea@example.com", "learning-manager");
        transaction.executeWithoutResult(status -> links.invite(
                accounts.open(new EmailAddress("lou@example.com"), "Lou").orElseThrow()));
        String email = tokenIn(mail("lea@example.com"));
        String invited = tokenIn(mail("lou@example.com"));

        clock.advance(Duration.ofDays(30));
        links.cleanUp();

        assertThat(links.look(email)).isEqualTo(over(LinkPurpose.EMAIL, Why.GONE));
        assertThat(links.look(invited)).isEqualTo(over(LinkPurpose.INVITED, Why.GONE));
    }

    @Test
    void a_forged_link_is_none_and_what_the_database_has_opens_nothing() {
        links.sendPasswordLink(LEARNER);
        String token = tokenIn(mail("learner@example.org"));
        String id = token.substring(0, token.indexOf('.'));
        for (String forged : new String[] {
            "", ".", id, id + ".", id + "." + "A".repeat(43), token + "A", "é.ü", forAnotherPurpose(token)
        }) {
            assertThat(links.look(forged)).as(forged).isInstanceOf(NotValid.class);
        }
        assertThat(links.look(token)).isInstanceOf(Holding.class);
    }

    @Test
    void a_password_that_everybody_guesses_is_refused_and_the_link_goes_on_working() {
        links.sendPasswordLink(LEARNER);
        String token = tokenIn(mail("learner@example.org"));
        for (String common : new String[] {"Password1!", "qwertyuiop", "12345678", "aaaaaaaa", "learning-manager"}) {
            assertThat(links.setPassword(token, "Sample Learner", common).whyNot())
                    .as(common)
                    .contains(Refusal.of("account.password-common"));
        }
        assertThat(links.look(token)).isInstanceOf(Holding.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lou.lane@example.com",
                "Lou.Lane@Example.COM ",
                "lou.lane",
                "LOU.LANE27!",
                "Louisa Lane",
                "louisa lane",
                "LouisaLane1"
            })
    void a_password_that_is_the_address_or_the_name_is_refused_wherever_one_is_set(String own) {
        Refusal refusal = Refusal.of("account.password-own");
        EmailAddress lou = new EmailAddress("lou.lane@example.com");
        links.askForAccount(lou, HERE);
        String token = tokenIn(mail(lou.text()));
        assertThat(links.makeAccount(token, "Louisa Lane", own).whyNot()).contains(refusal);
        links.makeAccount(token, "Louisa Lane", GOOD).orThrow();

        SignIn.as(lou.text());
        assertThat(accounts.changePassword(GOOD, own))
                .isEqualTo(new PasswordChange.Refused(Map.of(AccountField.PASSWORD, refusal)));

        links.sendPasswordLink(lou);
        assertThat(links.setPassword(tokenIn(mail(lou.text())), "Louisa Lane", own)
                        .whyNot())
                .contains(refusal);

        jdbc.sql("delete from permission_grant where permission = 'PLATFORM_ADMINISTRATOR'")
                .update();
        EmailAddress other = new EmailAddress("Lou.Lane@example.net");
        assertThat(links.makeFirstAdministrator(
                                token(links.firstAdministratorLink()),
                                other,
                                "Louisa Lane",
                                own.replaceAll("(?i)\\.com", ".net"))
                        .whyNot())
                .contains(refusal);
    }

    @Test
    void a_password_that_has_a_name_or_an_address_among_other_words_is_taken() {
        EmailAddress lou = new EmailAddress("lou@example.com");
        SignIn.up(lou, "Lou", GOOD).orThrow();
        SignIn.as(lou.text());
        String current = GOOD;
        for (String wanted : new String[] {"lou sells sea shells", "lou@example.net", "louisiana"}) {
            assertThat(accounts.changePassword(current, wanted)).as(wanted).isInstanceOf(PasswordChange.Changed.class);
            current = wanted;
        }
    }

    @Test
    void what_can_be_asked_for_is_counted_whichever_page_asks() {
        Refusal throttled = Refusal.of("account.throttled");
        for (int asked = 0; asked < 20; asked++) {
            EmailAddress email = new EmailAddress("lou" + asked + "@example.com");
            assertThat(links.forgotPassword(email, HERE)).isEmpty();
            assertThat(links.askForAccount(email, HERE)).isEmpty();
            assertThat(links.look("nonsense", HERE)).isInstanceOf(NotValid.class);
        }
        assertThat(links.forgotPassword(LEARNER, HERE)).contains(throttled);
        assertThat(links.askForAccount(LEARNER, HERE)).contains(throttled);
        assertThat(links.look("nonsense", HERE)).isInstanceOf(OpenedLink.TooOften.class);
        assertThat(links.look("nonsense", "192.0.2.2")).isInstanceOf(NotValid.class);

        for (int asked = 0; asked < 5; asked++) {
            assertThat(links.forgotPassword(LEARNER, "192.0.2." + (100 + asked)))
                    .isEmpty();
        }
        assertThat(links.forgotPassword(LEARNER, "192.0.2.99")).contains(throttled);
    }

    @Test
    void ones_own_password_is_not_guessed_without_end_whichever_page_asks() {
        SignIn.as("learner@example.org");
        for (int guess = 0; guess < 20; guess++) {
            assertThat(accounts.refusalOfMyPassword("guess " + guess)).contains(Refusal.of("account.password-wrong"));
        }

        Refusal throttled = Refusal.of("account.throttled");
        assertThat(accounts.changePassword("learning-manager", GOOD))
                .isEqualTo(new PasswordChange.Refused(Map.of(AccountField.CURRENT_PASSWORD, throttled)));
        assertThat(links.changeEmail("lea@example.com", "learning-manager"))
                .isEqualTo(Map.of(AccountField.CURRENT_PASSWORD, throttled));
    }

    @Test
    void another_address_is_confirmed_by_a_link_to_it() {
        SignIn.as("learner@example.org");
        EmailAddress wanted = new EmailAddress("lea@example.com");
        assertThat(links.changeEmail(wanted.text(), "not mine"))
                .containsOnly(entry(AccountField.CURRENT_PASSWORD, Refusal.of("account.password-wrong")));
        assertThat(links.changeEmail("Learner@example.org", "not mine"))
                .containsEntry(AccountField.EMAIL, Refusal.of("account.email-same"))
                .containsKey(AccountField.CURRENT_PASSWORD);
        assertThat(links.changeEmail(wanted.text(), "learning-manager")).isEmpty();
        assertThat(accounts.loadUserByUsername("learner@example.org")).isNotNull();

        Mail mail = mail("lea@example.com");
        assertThat(links.confirmEmail(tokenIn(mail))).isEmpty();

        assertThat(accounts.loadUserByUsername("lea@example.com").email()).isEqualTo(wanted);
        assertThat(links.look(tokenIn(mail))).isEqualTo(over(LinkPurpose.EMAIL, Why.USED));
    }

    @Test
    void nobody_gives_their_address_to_anothers_account_by_opening_what_was_mailed_to_it() {
        SignIn.as("learner@example.org");
        links.changeEmail("director@example.edu", "learning-manager");
        String token = tokenIn(mail("director@example.edu"));

        SignIn.out();
        assertThat(links.confirmEmail(token)).contains(Refusal.of("account.not-who-asked"));
        SignIn.as("manager@example.org");
        assertThat(links.confirmEmail(token)).contains(Refusal.of("account.not-who-asked"));
        assertThat(links.look(token)).isInstanceOf(Holding.class);
        assertThatThrownBy(() -> accounts.loadUserByUsername("director@example.edu"))
                .isInstanceOf(UsernameNotFoundException.class);
    }

    @Test
    void the_address_before_is_told_that_another_one_takes_its_place() {
        SignIn.as("learner@example.org");
        links.changeEmail("lea@example.com", "learning-manager");
        links.confirmEmail(tokenIn(mail("lea@example.com")));

        Mail told = mail("learner@example.org");
        assertThat(told.recipient()).isEqualTo(LEARNER);
        assertThat(told.text())
                .contains("signs in with l•••@example.com since", "If not, tell")
                .doesNotContain(AccountLinkService.PATH, "null");
        assertThat(told.html()).contains("Your address was changed").doesNotContain("href");
    }

    @Test
    void what_was_mailed_before_opens_nothing_once_the_sessions_were_ended() {
        List<Runnable> ends = List.of(
                () -> accounts.changePassword("learning-manager", GOOD),
                accounts::signOutEverywhere,
                () -> links.confirmEmail(tokenIn(mail("lea@example.com"))));
        for (Runnable end : ends) {
            SignIn.as("learner@example.org");
            links.sendPasswordLink(LEARNER);
            String password = tokenIn(mail("learner@example.org"));
            String known = accounts.refusalOfMyPassword(GOOD).isEmpty() ? GOOD : "learning-manager";
            links.changeEmail("lea@example.com", known);
            String email = tokenIn(mail("lea@example.com"));

            end.run();

            assertThat(links.look(password)).isInstanceOf(Over.class);
            assertThat(links.look(email)).isInstanceOf(Over.class);
        }
    }

    @Test
    void an_address_that_another_account_has_is_not_confirmed_and_the_link_does_not_say_that_it_was() {
        SignIn.as("learner@example.org");
        links.changeEmail("Manager@example.org", "learning-manager");
        String token = tokenIn(mail("Manager@example.org"));
        assertThat(links.confirmEmail(token)).contains(Refusal.of("account.email-taken"));
        assertThat(links.look(token)).isInstanceOf(Holding.class);
    }

    @Test
    void the_first_administrator_is_made_by_a_link_that_is_void_as_soon_as_there_is_one() {
        jdbc.sql("delete from permission_grant where permission = 'PLATFORM_ADMINISTRATOR'")
                .update();
        String token = token(links.firstAdministratorLink());
        String other = token(links.firstAdministratorLink());

        SignedIn made = links.makeFirstAdministrator(token, new EmailAddress("ada@example.com"), "Ada", GOOD)
                .orThrow();

        assertThat(permissions.reachOf(made.id()).permissions()).containsExactly(Permission.PLATFORM_ADMINISTRATOR);
        assertThat(madeAdministrator()).containsExactly("ada@example.com");
        for (String later : new String[] {token, other}) {
            assertThat(links.makeFirstAdministrator(later, new EmailAddress("eve@example.com"), "Eve", GOOD)
                            .whyNot())
                    .contains(Refusal.of("account.link-over"));
            assertThat(links.look(later)).isEqualTo(over(LinkPurpose.FIRST_ADMINISTRATOR, Why.NOT_NEEDED));
        }
    }

    @Test
    void the_configuration_can_name_the_first_administrator() {
        assertThat(links.makeFirstAdministrator(new EmailAddress("ada@example.com"), "short")
                        .whyNot())
                .isPresent();
        var made = links.makeFirstAdministrator(new EmailAddress("ada@example.com"), GOOD)
                .orThrow();
        assertThat(permissions.reachOf(made).permissions()).containsExactly(Permission.PLATFORM_ADMINISTRATOR);
        var known = links.makeFirstAdministrator(LEARNER, "learning-manager").orThrow();
        assertThat(permissions.reachOf(known).permissions()).containsExactly(Permission.PLATFORM_ADMINISTRATOR);
    }

    @Test
    void two_nodes_that_start_at_once_make_one_first_administrator() throws Exception {
        EmailAddress ada = new EmailAddress("ada@example.com");
        AtOnce.Outcome<Parsed<AccountId>, Parsed<AccountId>> made = AtOnce.run(
                AtOnce.by("admin@example.org", () -> links.makeFirstAdministrator(ada, GOOD)),
                AtOnce.by("admin@example.org", () -> links.makeFirstAdministrator(ada, GOOD)));

        assertThat(made.first()).isEqualTo(made.second());
        assertThat(madeAdministrator()).containsExactly("ada@example.com");
        assertThat(jdbc.sql("select count(*) from permission_grant where account_id = :id")
                        .param("id", made.first().orThrow().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void an_account_that_somebody_else_made_under_the_configured_address_does_not_become_administrator() {
        jdbc.sql("delete from permission_grant where permission = 'PLATFORM_ADMINISTRATOR'")
                .update();
        FirstStart start = new FirstStart(links, new FirstAdministrator("LEARNER@example.org", GOOD));

        assertThatThrownBy(() -> start.run(new DefaultApplicationArguments()))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("learning-manager.first-administrator.password")
                .hasMessageContaining("another password");

        assertThat(links.hasAdministrator()).isFalse();
    }

    @Test
    void changing_the_password_ends_the_sessions_elsewhere_alone() {
        SignIn.as("learner@example.org");
        SignedIn before = permissions.me();
        Refusal wrong = Refusal.of("account.password-wrong");
        Refusal weak = Refusal.of("account.password-short", "8");
        assertThat(accounts.changePassword("not mine", "short"))
                .isEqualTo(new PasswordChange.Refused(
                        Map.of(AccountField.CURRENT_PASSWORD, wrong, AccountField.PASSWORD, weak)));
        assertThat(accounts.changePassword("learning-manager", "short"))
                .isEqualTo(new PasswordChange.Refused(Map.of(AccountField.PASSWORD, weak)));
        assertThat(accounts.changePassword("not mine", GOOD))
                .isEqualTo(new PasswordChange.Refused(Map.of(AccountField.CURRENT_PASSWORD, wrong)));
        SignedIn after = ((PasswordChange.Changed) accounts.changePassword("learning-manager", GOOD)).person();
        assertThat(accounts.isCurrent(before)).isFalse();
        assertThat(accounts.isCurrent(after)).isTrue();
        assertThat(accounts.changePassword(GOOD, GOOD))
                .isEqualTo(
                        new PasswordChange.Refused(Map.of(AccountField.PASSWORD, Refusal.of("account.password-same"))));
        accounts.signOutEverywhere();
        assertThat(accounts.isCurrent(after)).isFalse();
    }

    private List<@Nullable String> madeAdministrator() {
        return jdbc.sql("select subject_name from audit_event where action = 'PERMISSION_GIVEN'"
                        + " and became = 'PLATFORM_ADMINISTRATOR'")
                .query(String.class)
                .list();
    }

    private static OpenedLink over(LinkPurpose purpose, Why why) {
        return new OpenedLink.Over(purpose, why);
    }

    /** The same link, said to be for something else. */
    private static String forAnotherPurpose(String token) {
        byte[] said = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        said[0] = LinkPurpose.EMAIL.code();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(said) + token.substring(token.indexOf('.'));
    }

    private Mail mail(String recipient) {
        UUID about = jdbc.sql(
                        "select about from mail_message where recipient = :recipient order by queued_at desc, id desc")
                .param("recipient", recipient)
                .query(UUID.class)
                .list()
                .getFirst();
        return context.getBeanProvider(MailWriter.class).stream()
                .flatMap(writer -> writer.write(List.of(about)).values().stream())
                .findFirst()
                .orElseThrow();
    }

    private static String tokenIn(Mail mail) {
        assertThat(mail.html()).contains(AccountLinkService.PATH);
        return token(mail.text());
    }

    private static String token(String text) {
        String rest = text.substring(text.indexOf(AccountLinkService.PATH) + AccountLinkService.PATH.length());
        return rest.split("\\s", 2)[0];
    }
}
