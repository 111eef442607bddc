package learningmanager.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import learningmanager.testing.BrowserJourney;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What happens in one window while another is open: SPEC 7 and 10 as people meet them. */
class TwoWindowsIT extends BrowserJourney {
    private static final String PASSWORD = "learning-manager";
    private static final String MANAGER = "manager@example.org";
    private static final String PROGRAM_ADMIN = "program-admin@example.org";
    private static final String SOMEBODY_ELSE = "institute@example.org";

    @Test
    void cancelling_shows_in_other_windows_at_once_and_the_learner_who_accepts_reads_why() {
        Page manager = somebody(MANAGER);
        String link = invites(manager, "EU-7001", "ana.lima@example.org");
        opensInvitations(manager);
        Page colleague = somebody(PROGRAM_ADMIN);
        opensInvitations(colleague);
        Page learner = newPerson();
        learner.navigate(link);
        button(learner, "Make an account").click();
        makesAnAccountHere(learner, "ana.lima@example.org");
        assertThat(button(learner, "Accept invitation")).isVisible();

        rowAction(colleague, "EU-7001", "Cancel").dblclick();
        assertThat(button(colleague, "Keep")).isFocused();
        assertThat(colleague.locator("vaadin-confirm-dialog [focus-ring]")).hasText(new String[] {"Keep"});
        button(colleague, "Cancel invitation").dblclick();

        assertThat(colleague.getByText("The invitation of EU-7001")).hasCount(1);
        assertThat(row(manager, "EU-7001", "canceled")).isVisible();
        assertThat(rowAction(manager, "EU-7001", "Cancel")).hasCount(0);
        button(learner, "Accept invitation").click();
        assertThat(heading(learner, "This invitation was canceled")).isVisible();
        assertThat(learner.getByText(MANAGER)).isVisible();
        assertThat(button(learner, "Accept invitation")).hasCount(0);
    }

    @Test
    void accepting_shows_in_the_managers_window_and_back_leads_to_no_second_time() {
        Page manager = somebody(MANAGER);
        String link = invites(manager, "EU-7002", "joerg@example.org");
        opensInvitations(manager);
        Page invited = newPerson();
        invited.navigate(link);
        button(invited, "Make an account").click();
        makesAnAccountHere(invited, "joerg@example.org");
        assertThat(button(invited, "Accept invitation")).isVisible();
        Page learner = newPerson();
        learner.navigate(link);
        button(learner, "Accept invitation").click();
        signsInHere(learner, SOMEBODY_ELSE);
        assertThat(learner.getByText("Sent to another address")).isVisible();

        button(learner, "Accept invitation").click();
        assertThat(learner.getByText("You are enrolled on Data Analytics")).isVisible();
        assertThat(row(manager, "EU-7002", "accepted")).isVisible();
        learner.goBack();
        assertThat(heading(learner, "You have accepted this invitation already"))
                .isVisible();
        assertThat(button(learner, "Accept invitation")).hasCount(0);

        invited.navigate(link);
        assertThat(heading(invited, "This invitation was accepted by another account"))
                .isVisible();
        button(invited, "Not you?").click();
        assertThat(heading(invited, "This invitation has been accepted already"))
                .isVisible();
    }

    @Test
    void somebody_whose_sign_in_ended_signs_in_again_and_is_back_where_they_were() {
        Page manager = somebody(MANAGER);
        invites(manager, "EU-7003", "leo@example.org");
        opensInvitations(manager);
        String before = manager.url();

        manager.context().clearCookies();
        rowAction(manager, "EU-7003", "Cancel").click();
        manager.getByText("You have been signed out").click();
        assertThat(button(manager, "Sign in")).isVisible();
        mistypesThePassword(manager, MANAGER);
        assertThat(field(manager, "Email")).hasValue(MANAGER);
        signsInHere(manager, MANAGER);

        assertThat(row(manager, "EU-7003", "pending")).isVisible();
        manager.waitForURL(address -> address.startsWith(before));
    }

    @Test
    void a_download_after_the_sign_in_ended_leads_to_it_and_back_and_hands_out_the_file_then() {
        Page manager = somebody(MANAGER);
        manager.navigate("/account");
        assertThat(heading(manager, "Your account")).isVisible();

        manager.context().clearCookies();
        manager.getByText("Download my data").click();
        manager.getByText("You have been signed out").click();
        signsInHere(manager, MANAGER);

        assertThat(heading(manager, "Your account")).isVisible();
        Download file = manager.waitForDownload(
                () -> manager.getByText("Download my data").click());
        Assertions.assertThat(file.suggestedFilename()).isEqualTo("my-data.csv");
    }

    @Test
    void a_page_whose_permission_is_withdrawn_gives_way_and_the_next_one_says_why() {
        Page colleague = somebody(SOMEBODY_ELSE);
        colleague.navigate("/invite/learners");
        assertThat(button(colleague, "Send an invitation")).isVisible();
        Page administrator = somebody("admin@example.org");
        administrator.navigate("/administration/people");
        administrator
                .getByRole(AriaRole.LINK, named("^Institute Manager$"))
                .first()
                .click();
        administrator
                .getByRole(AriaRole.BUTTON, named("^Withdraw$"))
                .and(administrator.locator("[aria-description^='Learning manager']"))
                .click();
        administrator
                .locator("vaadin-confirm-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Withdraw"))
                .click();

        assertThat(colleague.getByText("A permission of yours was withdrawn")).isVisible();
        assertThat(button(colleague, "Send an invitation")).hasCount(0);
    }

    @Test
    void signing_out_everywhere_shows_in_the_other_window_at_once() {
        Page here = somebody(MANAGER);
        Page elsewhere = somebody(MANAGER);
        elsewhere.navigate("/invite/learners");
        assertThat(button(elsewhere, "Send an invitation")).isVisible();
        here.navigate("/account");

        button(here, "Sign out everywhere").click();
        here.locator("vaadin-confirm-dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sign out everywhere"))
                .click();

        assertThat(button(here, "Sign in")).isVisible();
        assertThat(button(elsewhere, "Sign in")).isVisible();
        signsInHere(elsewhere, MANAGER);
        assertThat(button(elsewhere, "Send an invitation")).isVisible();
    }

    private Page somebody(String email) {
        Page page = newPerson();
        signIn(page, email, PASSWORD);
        return page;
    }

    private static void signsInHere(Page page, String email) {
        field(page, "Email").fill(email);
        field(page, "Password").fill(PASSWORD);
        button(page, "Sign in").click();
        page.waitForURL(address -> !address.contains("/login"));
    }

    private static void mistypesThePassword(Page page, String email) {
        field(page, "Email").fill(email);
        field(page, "Password").fill("mistyped");
        button(page, "Sign in").click();
        assertThat(page.getByText("Email or password is wrong")).isVisible();
    }

    private static void makesAnAccountHere(Page page, String email) {
        field(page, "Name").fill("Somebody New");
        field(page, "Email").fill(email);
        field(page, "Password").fill("a long password");
        button(page, "Make an account").click();
        page.waitForURL(address -> !address.contains("/register"));
    }

    /** Gives the personal link. */
    private static String invites(Page manager, String learnerId, String email) {
        manager.navigate("/invite/learners");
        choose(manager, "Program", "Data Analytics");
        choose(manager, "Runs", "spring 2027");
        manager.keyboard().press("Escape");
        field(manager, "Unique learner ID").fill(learnerId);
        field(manager, "Email").fill(email);
        button(manager, "Send an invitation").click();
        return field(manager, "Personal link").inputValue();
    }

    private static void opensInvitations(Page page) {
        page.navigate("/");
        page.getByRole(AriaRole.BUTTON, named("^Data Analytics")).click();
        page.getByRole(AriaRole.BUTTON, named("^Data Analytics, spring")).click();
        page.getByRole(AriaRole.TAB, named("^Invitations")).click();
        page.waitForURL(address -> address.endsWith("tab=invitations"));
    }

    private static Locator row(Page page, String learnerId, String status) {
        return page.getByRole(AriaRole.ROW, named(learnerId + ".*" + status));
    }

    private static Locator rowAction(Page page, String learnerId, String name) {
        return page.locator("vaadin-grid")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
                .and(page.locator("[aria-description^='" + learnerId + "']"));
    }

    private static Page.GetByRoleOptions named(String pattern) {
        return new Page.GetByRoleOptions().setName(Pattern.compile(pattern));
    }
}
