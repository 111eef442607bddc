package learningmanager.owndata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import learningmanager.account.AccountLinkService;
import learningmanager.admin.PeopleService;
import learningmanager.admin.Person;
import learningmanager.base.AccountId;
import learningmanager.base.Columns;
import learningmanager.base.EmailAddress;
import learningmanager.base.ExpiryTime;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramId;
import learningmanager.base.Refusal;
import learningmanager.base.Slice;
import learningmanager.invitation.Acceptance;
import learningmanager.invitation.AcceptanceService;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.InvitationOrder;
import learningmanager.invitation.Offer;
import learningmanager.invitation.Sending;
import learningmanager.invitation.SentInvitationService;
import learningmanager.learner.EnrolledLearner;
import learningmanager.learner.LearnerFilter;
import learningmanager.learner.LearnerOrder;
import learningmanager.learner.LearnerService;
import learningmanager.learner.OwnEnrolment;
import learningmanager.mail.MailWriter;
import learningmanager.program.RunScope;
import learningmanager.security.AccountService;
import learningmanager.security.Permission;
import learningmanager.security.Permissions;
import learningmanager.security.SignedIn;
import learningmanager.testing.AtOnce;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.transaction.support.TransactionTemplate;

/** What is kept about a person: to take along, and to leave behind. */
@ServiceTest
class OwnDataTest {
    private static final String PASSWORD = "learning-manager";
    private static final String LEARNER = "learner@example.org";
    private static final String MANAGER = "manager@example.org";

    @Autowired
    OwnDataService ownData;

    @Autowired
    AccountService accounts;

    @Autowired
    AccountLinkService links;

    @Autowired
    Permissions permissions;

    @Autowired
    PeopleService people;

    @Autowired
    LearnerService learners;

    @Autowired
    SentInvitationService invitations;

    @Autowired
    AcceptanceService acceptances;

    @Autowired
    List<MailWriter> writers;

    @Autowired
    Invite invite;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void a_learner_takes_along_all_that_is_kept_about_them_and_nothing_of_others() {
        SignIn.as(MANAGER);
        invite.learner("EU-7001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        invite.learner("EU-1001", "=1+1@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        SignIn.as(LEARNER);

        assertThat(file())
                .startsWith("\uFEFFwhat,organisation,learner_id,program,run,text,email,at_utc,until_utc,from")
                .contains(
                        "account,,,,,",
                        LEARNER,
                        "learner ID,Example University,EU-1001",
                        "enrolment,Example University,EU-1001,Data Analytics,\"Data Analytics, autumn 2026\"",
                        "invitation,Example University,EU-1001,Data Analytics,\"Data Analytics, spring 2027\",pending,'=1+1@",
                        "mail,Example University,EU-1001,Data Analytics,,queued,'=1+1@example.com")
                .doesNotContain("EU-7001", "lea@example.com", MANAGER);
    }

    @Test
    void until_when_an_invitation_holds_is_in_the_file_in_utc() {
        invited("EU-1001", LEARNER, "DATA-ANALYTICS-2");
        Instant until = jdbc.sql("select expires_at from invitation")
                .query((row, number) -> Columns.instant(row, "expires_at"))
                .single();
        SignIn.as(LEARNER);

        assertThat(file().lines())
                .filteredOn(line -> line.startsWith("invitation,"))
                .singleElement()
                .asString()
                .endsWith("," + new ExpiryTime(until) + ",");
    }

    @Test
    void a_manager_takes_along_what_they_may_and_did() {
        SignIn.as(MANAGER);
        invite.learner("EU-7001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");

        assertThat(file())
                .contains(
                        "permission,Example University,,,,learning manager",
                        "done,Example University,,Data Analytics,\"Data Analytics, spring 2027\",invited")
                .doesNotContain("EU-7001", "lea@example.com", "Sample Institute");
    }

    @Test
    void a_deleted_account_is_gone_and_the_organisations_numbers_stay_true() {
        accepted(invited("EU-1001", LEARNER, "DATA-ANALYTICS-2"), LEARNER);
        SignIn.as(MANAGER);
        ProgramId program = invite.program("Data Analytics").id();
        var enrolled = learners.enrolledCounts(program);
        var counts = invitations.counts(RunScope.allRuns(program), InvitationFilter.ALL);
        SignIn.as(LEARNER);
        SignedIn me = permissions.me();
        links.forgotPassword(me.email(), "192.0.2.1");
        links.changeEmail("lea@example.com", PASSWORD);
        links.changeEmail("lea@example.com", PASSWORD);

        assertThat(ownData.deleteMyAccount(PASSWORD)).isEmpty();

        assertThat(accounts.isCurrent(me)).isFalse();
        assertThat(accounts.find(me.id())).isEmpty();
        assertThatThrownBy(() -> accounts.loadUserByUsername(LEARNER)).isInstanceOf(UsernameNotFoundException.class);
        SignIn.as(MANAGER);
        assertThat(learners.enrolledCounts(program)).isEqualTo(enrolled);
        assertThat(invitations.counts(RunScope.allRuns(program), InvitationFilter.ALL))
                .isEqualTo(counts);
        assertThat(learners.enrolled(
                        RunScope.allRuns(program), LearnerFilter.ALL, LearnerOrder.NEWEST_FIRST, Slice.at(0, 10)))
                .hasSize(2)
                .allSatisfy((EnrolledLearner learner) -> {
                    assertThat(learner.externalLearnerId()).isEqualTo("EU-1001");
                    assertThat(learner.name() + learner.email()).isEmpty();
                });
        assertThat(invitations.sent(
                        RunScope.allRuns(program), InvitationFilter.ALL, InvitationOrder.NEWEST_FIRST, Slice.at(0, 10)))
                .singleElement()
                .satisfies(sent -> {
                    assertThat(sent.email()).isEmpty();
                    assertThat(invitations.history(sent.invitation()).mails()).hasSize(1);
                });
        assertThat(placesOf(LEARNER)).isEmpty();
        assertThat(placesOf(me.name())).isEmpty();
        assertThat(placesOf("lea@example.com")).isEmpty();
    }

    /** Every column of texts that has it, but the audit log's (ADR 9). */
    private List<String> placesOf(String text) {
        List<String> found = new ArrayList<>();
        jdbc.sql("""
                        select table_name, column_name from information_schema.columns
                        where lower(table_schema) = 'public' and lower(data_type) in ('character varying', 'text')
                          and lower(table_name) not in ('audit_event', 'flyway_schema_history', 'scheduled_tasks')""").query(row -> {
            String column = row.getString(1) + "." + row.getString(2);
            int rows = jdbc.sql("select count(*) from %s where lower(%s) like :text"
                            .formatted(row.getString(1), row.getString(2)))
                    .param("text", "%" + text.toLowerCase(Locale.ROOT) + "%")
                    .query(Integer.class)
                    .single();
            if (rows > 0) {
                found.add(column);
            }
        });
        return found;
    }

    @Test
    void what_is_pending_stays_with_who_invites() {
        Sending.Sent pending = invited("EU-1001", LEARNER, "DATA-ANALYTICS-2");
        SignIn.as(LEARNER);
        ownData.deleteMyAccount(PASSWORD);

        SignIn.out();
        assertThat(acceptances.look(token(pending))).isInstanceOf(Offer.Open.class);
        assertThat(jdbc.sql("select count(*) from mail_message where recipient = 'learner@example.org'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_learner_id_that_was_left_is_taken_up_by_who_accepts_next_with_all_it_holds() {
        SignIn.as(LEARNER);
        ownData.deleteMyAccount(PASSWORD);
        SignIn.up(new EmailAddress(LEARNER), "Lea Again", "three small words");

        accepted(invited("EU-1001", LEARNER, "DATA-ANALYTICS-2"), LEARNER);

        assertThat(learners.myLearning())
                .extracting(OwnEnrolment::externalLearnerId)
                .containsExactly("EU-1001", "EU-1001");
        assertThat(jdbc.sql("select subject_name from audit_event where action = 'LEARNER_UNLINKED'")
                        .query(String.class)
                        .list())
                .containsExactly("EU-1001");
    }

    @Test
    void it_takes_the_password_and_what_was_deleted_is_put_down_with_the_address_of_then_alone() {
        SignIn.as(MANAGER);
        AccountId me = permissions.me().id();
        assertThat(ownData.deleteMyAccount("not mine")).contains(Refusal.of("account.password-wrong"));
        assertThat(ownData.deleteMyAccount("")).contains(Refusal.of("account.password-wrong"));
        assertThat(permissions.reach().permissions()).isNotEmpty();

        assertThat(ownData.deleteMyAccount(PASSWORD)).isEmpty();

        assertThat(permissions.reach().permissions()).isEmpty();
        assertThatThrownBy(() -> ownData.deleteMyAccount(PASSWORD)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(this::file).isInstanceOf(NotFoundException.class);
        assertThat(jdbc.sql("select subject_name, was, who from audit_event where action = 'ACCOUNT_DELETED'")
                        .query()
                        .singleRow()
                        .values())
                .containsExactly(
                        "deleted." + me + "@account.invalid",
                        "LEARNING_MANAGER, Example University · COURSE_CREATOR, Example University",
                        MANAGER);
    }

    @Test
    void administrators_find_it_no_more() {
        SignIn.as(LEARNER);
        AccountId gone = permissions.me().id();
        ownData.deleteMyAccount(PASSWORD);
        SignIn.as("admin@example.org");
        assertThat(people.people("", false, Slice.at(0, 100)))
                .extracting(Person::id)
                .doesNotContain(gone);
        assertThat(people.countPeople("account.invalid", false)).isZero();
        assertThatThrownBy(() -> people.person(gone)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> people.give(gone, Permission.PLATFORM_ADMINISTRATOR, Optional.empty()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void who_sent_invitations_and_left_is_not_whom_to_ask_any_more() {
        Sending.Sent pending = invited("EU-7001", "lea@example.com", "DATA-ANALYTICS-2");
        assertThat(contactOf(pending)).isEqualTo(MANAGER);
        secondManager();
        SignIn.as(MANAGER);
        ownData.deleteMyAccount(PASSWORD);
        assertThat(contactOf(pending)).isEqualTo("lou@example.com");

        SignIn.as("lou@example.com");
        ownData.deleteMyAccount("three small words");
        assertThat(contactOf(pending)).isEqualTo("Example University");
    }

    private void secondManager() {
        transaction.executeWithoutResult(status -> permissions.grant(
                SignIn.up(new EmailAddress("lou@example.com"), "Lou", "three small words")
                        .orThrow()
                        .id(),
                Permission.LEARNING_MANAGER,
                invite.program("Data Analytics").organisationId(),
                null));
    }

    private String contactOf(Sending.Sent sent) {
        return ((Offer.Open) acceptances.look(token(sent))).details().contact();
    }

    @Test
    void the_last_administrator_cannot_leave_the_installation_alone() {
        SignIn.as("admin@example.org");
        assertThat(ownData.deleteMyAccount(PASSWORD)).contains(Refusal.of("account.last-administrator"));
        assertThat(permissions.reach().permissions()).isNotEmpty();
    }

    @Test
    void of_two_administrators_who_leave_at_the_same_instant_one_stays() throws Exception {
        transaction.executeWithoutResult(status -> permissions.grant(
                accounts.find(new EmailAddress(LEARNER)).orElseThrow().id(),
                Permission.PLATFORM_ADMINISTRATOR,
                null,
                null));

        List<Optional<Refusal>> outcomes = AtOnce.all(List.of(
                AtOnce.by("admin@example.org", () -> ownData.deleteMyAccount(PASSWORD)),
                AtOnce.by(LEARNER, () -> ownData.deleteMyAccount(PASSWORD))));

        assertThat(outcomes)
                .containsExactlyInAnyOrder(Optional.empty(), Optional.of(Refusal.of("account.last-administrator")));
    }

    @Test
    void who_accepts_and_leaves_at_the_same_instant_leaves_no_learner_id_tied_to_nobody() throws Exception {
        String token = token(invited("EU-7001", LEARNER, "DATA-ANALYTICS-2"));
        jdbc.sql("update learner set account_id = null where external_learner_id = 'EU-1001'")
                .update();

        AtOnce.run(
                AtOnce.by(LEARNER, () -> {
                    try {
                        return acceptances.accept(token) instanceof Acceptance.Accepted;
                    } catch (NotFoundException deletedBefore) {
                        return false;
                    }
                }),
                AtOnce.by(LEARNER, () -> ownData.deleteMyAccount(PASSWORD)));

        assertThat(jdbc.sql("select count(*) from account where deleted_at is not null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(jdbc.sql("select count(*) from learner where account_id is not null")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void nobody_has_nothing() {
        assertThatThrownBy(this::file).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> ownData.deleteMyAccount("x")).isInstanceOf(NotFoundException.class);
    }

    private Sending.Sent invited(String learnerId, String email, String run) {
        SignIn.as(MANAGER);
        return invite.learner(learnerId, email, "Data Analytics", run);
    }

    private void accepted(Sending.Sent sent, String by) {
        SignIn.as(by);
        assertThat(acceptances.accept(token(sent))).isInstanceOf(Acceptance.Accepted.class);
    }

    /** As its mail has it: who manages a linked learner is not shown the link. */
    private String token(Sending.Sent sent) {
        String mail = writers.stream()
                .flatMap(writer -> writer.write(Set.of(sent.invitation().value())).values().stream())
                .findFirst()
                .orElseThrow()
                .text();
        return mail.substring(mail.indexOf("/accept/") + "/accept/".length())
                .lines()
                .findFirst()
                .orElseThrow();
    }

    private String file() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ownData.writeFile(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void of_the_link_by_which_an_account_was_made_nothing_is_kept_once_it_is_deleted() {
        EmailAddress lou = new EmailAddress("lou@example.com");
        links.askForAccount(lou, "192.0.2.1");
        links.askForAccount(lou, "192.0.2.1");
        SignedIn made = SignIn.up(lou, "Lou", "three small words").orThrow();
        SignIn.as(lou.text());

        assertThat(ownData.deleteMyAccount("three small words")).isEmpty();

        assertThat(accounts.find(made.id())).isEmpty();
        assertThat(jdbc.sql("select count(*) from account_link where email is not null")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from mail_message where recipient like 'lou@%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
