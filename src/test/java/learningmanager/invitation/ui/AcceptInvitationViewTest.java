package learningmanager.invitation.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt._fireConfirm;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import java.time.Duration;
import learningmanager.base.EmailAddress;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.Sending;
import learningmanager.program.Program;
import learningmanager.security.AccountService;
import learningmanager.testing.Invite;
import learningmanager.testing.SignIn;
import learningmanager.testing.TestClock;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 10. */
class AcceptInvitationViewTest extends ViewTest {
    private static final String ANA = "ana.lima@example.org";

    @Autowired
    Invite invite;

    @Autowired
    InvitationService invitations;

    @Autowired
    AccountService accounts;

    @Autowired
    TestClock clock;

    @Test
    void opening_the_link_shows_who_invites_to_what_and_that_one_signs_in_first() {
        Sending.Sent sent = inviteAna();
        SignIn.out();
        open(Invite.address(sent));

        assertThat(text())
                .contains(
                        "You are invited to study Data Analytics",
                        "Example University invites a•••@example.org.",
                        "Data Analytics, spring 2027",
                        "EU-2001");
        assertThat(hasButton("Accept invitation")).isTrue();
        assertThat(hasButton("Make an account")).isTrue();
        press("Sign in");
        assertThat(address()).isEqualTo("login");
        assertThat(text()).contains("To accept the invitation to study Data Analytics.");

        open(Invite.address(sent));
        press("Accept invitation");
        assertThat(address()).isEqualTo("login");

        open(Invite.address(sent));
        press("Make an account");
        assertThat(address()).isEqualTo("register");
        assertThat(text()).contains("To accept the invitation to study Data Analytics.");
    }

    @Test
    void an_invitation_to_a_degree_as_such_says_that_runs_follow() {
        signIn("manager@example.org");
        Sending.Sent sent = invite.learner("EU-2001", ANA, "BSc Computing");
        SignIn.out();

        open(Invite.address(sent));

        assertThat(text()).contains("Runs", "They follow later", "Valid until");
    }

    @Test
    void accepting_ends_on_my_learning() {
        Sending.Sent sent = inviteAna();
        signInAna();
        open(Invite.address(sent));

        press("Accept invitation");

        assertThat(address()).isEqualTo("my-learning");
        assertThat(text()).contains("You are enrolled on Data Analytics", "Data Analytics, spring 2027");

        open(Invite.address(sent));
        assertThat(text()).contains("You have accepted this invitation already");
        press("My learning");
        assertThat(text()).doesNotContain("You are enrolled on Data Analytics");
    }

    @Test
    void another_account_may_accept_after_being_told() {
        Sending.Sent sent = inviteAna();
        signIn("institute@example.org");
        open(Invite.address(sent));

        assertThat(text()).contains("Sent to another address", "institute@example.org");
        press("Accept invitation");

        signInAna();
        open(Invite.address(sent));
        assertThat(text()).contains("accepted by another account");
    }

    @Test
    void declining_asks_first() {
        Sending.Sent sent = inviteAna();
        signInAna();
        open(Invite.address(sent));

        press("Decline");
        _fireConfirm(_get(ConfirmDialog.class));

        assertThat(text()).contains("You declined this invitation").doesNotContain("Valid until");
        assertThat(hasButton("Accept invitation")).isFalse();
        press("My learning");
        assertThat(address()).isEqualTo("my-learning");
    }

    @Test
    void who_declines_without_a_sign_in_is_told_whom_to_ask_and_not_led_to_a_page_that_wants_one() {
        Sending.Sent sent = inviteAna();
        SignIn.out();
        open(Invite.address(sent));

        press("Decline");
        _fireConfirm(_get(ConfirmDialog.class));

        assertThat(text()).contains("You declined this invitation", "manager@example.org");
        assertThat(hasButton("My learning")).isFalse();
    }

    @Test
    void a_canceled_invitation_says_so_and_whom_to_ask() {
        Sending.Sent sent = inviteAna();
        signInAna();
        open(Invite.address(sent));
        SignIn.as("manager@example.org");
        Program program = invite.program("Data Analytics");
        invitations.cancel(
                sent.invitation(), Invite.run(program, "DATA-ANALYTICS-2").value());
        SignIn.as(ANA);

        press("Accept invitation");

        assertThat(address()).startsWith("accept/");
        assertThat(text())
                .contains("This invitation was canceled", "Organisation", "Example University", "manager@example.org")
                .doesNotContain("Valid until");
    }

    @Test
    void from_an_expired_invitation_a_learner_asks_for_a_new_link_and_the_manager_invites_again() {
        Sending.Sent sent = inviteAna();
        SignIn.out();
        clock.advance(Duration.ofDays(8));
        open(Invite.address(sent));
        assertThat(text()).contains("This invitation has expired");

        press("Ask for a new link");
        assertThat(text()).contains("You have asked for a new link");
        assertThat(hasButton("Ask for a new link")).isFalse();

        signIn("manager@example.org");
        assertThat(text()).contains("Asked for a new link", "EU-2001");
        press("Invite again");
        press("Send an invitation");
        assertThat(text()).contains("Invitation sent to EU-2001 at " + ANA);
        open("");
        assertThat(text()).doesNotContain("Asked for a new link");

        open(Invite.address(sent));
        assertThat(text()).contains("This invitation has expired", "You have been invited again");
        assertThat(hasButton("Ask for a new link")).isFalse();
    }

    @Test
    void a_learner_id_of_another_account_and_an_account_of_another_learner_id_are_told() {
        Sending.Sent taken = inviteAna();
        Sending.Sent other = invite.learner("EU-2002", ANA, "BSc Computing", "BSC-COMPUTING-2027A");
        signIn("learner@example.org");
        open(Invite.address(taken));
        assertThat(text()).contains("Your account has another learner ID", "EU-1001");

        signInAna();
        open(Invite.address(taken));
        press("Accept invitation");
        open(Invite.address(other));
        assertThat(text()).contains("Your account has another learner ID", "EU-2001");

        press("Decline");
        _fireConfirm(_get(ConfirmDialog.class));
        assertThat(text()).contains("You declined this invitation");
    }

    @Test
    void what_is_left_of_an_invitation_can_be_accepted() {
        signIn("manager@example.org");
        Sending.Sent sent =
                invite.learner("EU-2001", ANA, "BSc Computing", "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B");
        Program degree = invite.program("BSc Computing");
        invitations.cancel(
                sent.invitation(), Invite.run(degree, "BSC-COMPUTING-2027A").value());
        signInAna();

        open(Invite.address(sent));

        assertThat(text()).contains("Some runs were canceled", "BSc Computing, first term 2027");
        press("Accept invitation");
        assertThat(text()).contains("second term 2027").doesNotContain("first term 2027");
    }

    @Test
    void a_link_that_is_none_of_ours_is_not_valid() {
        open("accept/nonsense");
        assertThat(text()).contains("This link is not valid");
    }

    private Sending.Sent inviteAna() {
        signIn("manager@example.org");
        return invite.learner("EU-2001", ANA, "Data Analytics", "DATA-ANALYTICS-2");
    }

    private void signInAna() {
        SignIn.up(new EmailAddress(ANA), "Ana Lima", "a long password");
        signIn(ANA);
    }
}
