package learningmanager.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import learningmanager.testing.BrowserJourney;
import org.junit.jupiter.api.Test;

/** The help article, from signing in to "canceled"; keeps the pictures for README. */
class LearningManagerIT extends BrowserJourney {
    private static final String PASSWORD = "learning-manager";
    private static final int MAILS = 5;
    private static final Path SAMPLES = Path.of("src", "test", "resources", "samples");

    @Test
    void a_manager_invites_a_learner_accepts_and_the_manager_cancels_another() {
        Page manager = newPerson();
        signIn(manager, "manager@example.org", PASSWORD);
        assertThat(heading(manager, "Learning Manager")).isVisible();
        assertAccessible(manager);

        invitesOneLearner(manager);
        invitesSixByFile(manager);
        String link = readsTheMail(manager, "ana.lima@example.org");

        Page learner = newPerson();
        accepts(learner, link);
        Page canceled = newPerson();
        String canceledLink = readsTheMail(manager, "student4711@example.org");

        seesTheEnrolment(manager);
        cancels(manager);
        canceled.navigate(canceledLink);
        assertThat(canceled.getByRole(AriaRole.HEADING).first()).containsText(Pattern.compile("canceled"));
        assertThat(button(canceled, "Accept invitation")).hasCount(0);
        assertAccessible(canceled);
    }

    private void invitesOneLearner(Page manager) {
        button(manager, "Invite and enrol learners").click();
        manager.getByLabel("Invite learners to microcredentials and degree programs")
                .check();
        assertAccessible(manager);
        button(manager, "Continue").click();
        choose(manager, "Program", "Data Analytics");
        choose(manager, "Runs", "spring 2027");
        manager.keyboard().press("Escape");
        field(manager, "Unique learner ID").fill("EU-2000");
        field(manager, "Email").fill("joerg.example.org");
        button(manager, "Send an invitation").click();
        assertThat(manager.getByText("the @ is missing")).isVisible();
        keepPicture(manager, "invite");
        assertAccessible(manager);
        field(manager, "Email").fill("joerg@example.org");
        button(manager, "Send an invitation").click();
        assertThat(manager.getByText("EU-2000").first()).isVisible();
        assertThat(button(manager, "Copy link")).isVisible();
    }

    private void invitesSixByFile(Page manager) {
        button(manager, "Begin").click();
        assertThat(manager.getByText("Download the CSV template")).isVisible();
        assertAccessible(manager);
        button(manager, "Continue to upload").click();
        assertAccessible(manager);
        upload(manager, "errors-of-every-row-kind.csv");
        assertThat(manager.getByText("11 problems in 11 of 13 rows").first()).isVisible();
        assertThat(button(manager, "Send invitations")).hasCount(0);
        manager.getByLabel("Only rows with errors").check();
        assertThat(manager.getByText("EU-4003")).isVisible();
        assertAccessible(manager);
        keepPicture(manager, "review-errors");

        button(manager, "Reupload").click();
        upload(manager, "good.csv");
        assertThat(manager.getByText("No errors found").first()).isVisible();
        assertAccessible(manager);
        keepPicture(manager, "review-ready");
        button(manager, "Send invitations").click();
        assertThat(manager.getByText("4 invitations were sent").first()).isVisible();
    }

    private static void upload(Page page, String sample) {
        page.locator("vaadin-upload input[type=file]").setInputFiles(SAMPLES.resolve(sample));
        assertThat(page.getByText(sample).first()).isVisible();
        assertAccessible(page);
        button(page, "Upload CSV").click();
    }

    private static String readsTheMail(Page page, String address) {
        page.navigate("/sent-mail");
        // The newest is on top: once all have come, no row moves under the pointer.
        assertThat(page.locator("vaadin-grid [aria-rowcount]"))
                .hasAttribute("aria-rowcount", String.valueOf(MAILS + 1));
        page.getByText(address).first().click();
        Locator link = page.frameLocator("iframe.mail-html")
                .locator("a[href*='/accept/']")
                .first();
        assertThat(link).isVisible();
        return link.getAttribute("href");
    }

    private void accepts(Page learner, String link) {
        learner.navigate(link);
        assertThat(learner.getByText("a•••@example.org")).isVisible();
        assertAccessible(learner);
        button(learner, "Make an account").click();
        field(learner, "Name").fill("Ana Lima");
        field(learner, "Email").fill("ana.lima@example.org");
        field(learner, "Password").fill("ana-lima-learns");
        button(learner, "Make an account").click();
        assertThat(button(learner, "Accept invitation")).isVisible();
        keepPicture(learner, "accept");
        button(learner, "Accept invitation").click();
        assertThat(heading(learner, "My learning")).isVisible();
        assertThat(learner.getByText("Data Analytics").first()).isVisible();
        assertAccessible(learner);
    }

    private void seesTheEnrolment(Page manager) {
        manager.navigate("/");
        assertThat(button(manager, "Invite and enrol learners")).isVisible();
        keepPicture(manager, "home");
        manager.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Data Analytics")))
                .click();
        assertAccessible(manager);
        manager.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^Data Analytics, spring")))
                .click();
        assertThat(manager.getByText("EU-2001")).isVisible();
        assertThat(manager.getByText("Ana Lima")).isVisible();
        assertAccessible(manager);
        manager.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(Pattern.compile("^Invitations")))
                .click();
    }

    private void cancels(Page manager) {
        field(manager, "Search learner ID or e-mail").fill("0004711");
        assertThat(manager.getByText("EU-2001")).hasCount(0);
        keepPicture(manager, "run-invitations");
        button(manager, "Cancel").click();
        button(manager, "Cancel invitation").click();
        assertThat(manager.locator("vaadin-grid").getByText("canceled")).isVisible();
        assertThat(button(manager, "Cancel")).hasCount(0);
        assertAccessible(manager);
    }
}
