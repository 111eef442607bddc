package learningmanager.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import learningmanager.testing.BrowserJourney;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The help article, from signing in to "canceled"; keeps the pictures for README. Then what people do beside it. */
class LearningManagerIT extends BrowserJourney {
    private static final String PASSWORD = "learning-manager";
    private static final int MAILS = 5;

    /** Sent before, by another journey. */
    private int othersMails;

    private static final Path SAMPLES = Path.of("src", "test", "resources", "samples");

    @Test
    void a_manager_invites_a_learner_accepts_and_the_manager_cancels_another() {
        Page manager = newPerson();
        signIn(manager, "manager@example.org", PASSWORD);
        assertThat(heading(manager, "Learning Manager")).isVisible();
        assertAccessible(manager);
        manager.navigate("/sent-mail");
        assertThat(heading(manager, "Sent mail")).isVisible();
        Locator before = manager.locator("vaadin-grid [aria-rowcount]");
        othersMails = before.count() == 0 ? 0 : Integer.parseInt(before.getAttribute("aria-rowcount")) - 1;
        manager.navigate("/");

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

    @Test
    void an_administrator_gives_an_organisation_a_logo_in_dark_on_a_phone() {
        Page admin = newPerson(
                new Browser.NewContextOptions().setViewportSize(360, 740).setColorScheme(ColorScheme.DARK));
        signIn(admin, "admin@example.org", PASSWORD);
        admin.navigate("/administration/organisations");
        admin.getByText("Example University").first().click();
        field(admin, "Reminder days").fill("1, soon");
        field(admin, "Domain of learners' e-mails").fill("example.org");
        admin.keyboard().press("Enter");
        assertThat(admin.getByText("“soon” is not a number of days.").first()).isVisible();
        assertThat(field(admin, "Reminder days")).isFocused();
        assertAccessible(admin);
        field(admin, "Reminder days").fill("1, 7");
        admin.keyboard().press("Enter");
        assertThat(field(admin, "Reminder days")).hasValue("7, 1");

        Response logo = admin.waitForResponse(
                answer -> answer.request().resourceType().equals("image"),
                () -> admin.locator("vaadin-upload input[type=file]")
                        .setInputFiles(new FilePayload("logo.png", "image/png", picture())));
        Assertions.assertThat(logo.headers())
                .containsEntry("content-type", "image/png")
                .containsEntry("x-content-type-options", "nosniff")
                .containsEntry("cache-control", "private, max-age=3600");
        assertThat(admin.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("Example University")))
                .isVisible();
        assertAccessible(admin);
        assertFits(admin);
        button(admin, "Remove the logo").click();
        admin.locator("vaadin-button[slot=confirm-button]").click();
        assertThat(admin.getByText("The logo is removed.")).isVisible();
    }

    @Test
    void somebody_takes_their_data_along_and_deletes_their_account_by_keyboard() {
        Page leaving = newPerson(new Browser.NewContextOptions().setViewportSize(360, 740));
        leaving.navigate("/forgotten-password");
        field(leaving, "Email").focus();
        leaving.keyboard().type("lou@example.org");
        leaving.keyboard().press("Enter");
        assertThat(leaving.getByText("If there is an account for lou@example.org"))
                .isVisible();
        leaving.navigate("/register");
        assertThat(heading(leaving, "Make an account")).isVisible();
        assertAccessible(leaving);
        field(leaving, "Email").focus();
        leaving.keyboard().type("lou@example.org");
        leaving.keyboard().press("Enter");
        assertThat(leaving.getByText("A link is on its way to lou@example.org")).isVisible();
        leaving.navigate(mailedTo("lou@example.org"));
        assertThat(heading(leaving, "Make an account")).isVisible();
        assertAccessible(leaving);
        field(leaving, "Name").fill("Lou");
        field(leaving, "New password").focus();
        leaving.keyboard().type("three small words");
        leaving.keyboard().press("Enter");
        assertThat(heading(leaving, "My learning")).isVisible();
        leaving.navigate("/account");
        assertThat(heading(leaving, "Your account")).isVisible();
        assertAccessible(leaving);
        assertFits(leaving);
        Download download = leaving.waitForDownload(
                () -> leaving.getByText("Download my data").click());
        Assertions.assertThat(download.suggestedFilename()).isEqualTo("my-data.csv");
        Assertions.assertThat(download.path()).content().contains("account,,,,,Lou,lou@example.org");

        Locator current = field(leaving, "Current password").first();
        current.focus();
        leaving.keyboard().type("not mine");
        field(leaving, "New password").focus();
        leaving.keyboard().type("four rather small words");
        leaving.keyboard().press("Enter");
        assertThat(leaving.getByText("This is not your password.").first()).isVisible();
        assertThat(current).isFocused();
        current.fill("three small words");
        leaving.keyboard().press("Enter");
        assertThat(leaving.getByText("Your password is changed.")).isVisible();

        button(leaving, "Delete my account …").focus();
        leaving.keyboard().press("Enter");
        assertThat(leaving.getByText("This cannot be undone.")).isVisible();
        assertAccessible(leaving);
        leaving.keyboard().type("four rather small words");
        leaving.keyboard().press("Enter");
        assertThat(leaving.getByText("The account is deleted")).isVisible();
        assertAccessible(leaving);
        leaving.navigate("/account");
        assertThat(heading(leaving, "Sign in")).isVisible();
    }

    @Test
    void an_import_of_runs_is_looked_over_stays_over_a_reload_and_is_added_once() {
        Page creator = newPerson();
        signIn(creator, "manager@example.org", PASSWORD);
        creator.navigate("/course-creator");
        button(creator, "Import programs and runs").click();
        assertThat(creator.getByText("The eight columns")).isVisible();
        assertAccessibleAndFits(creator);
        button(creator, "Continue to upload").click();
        importsRun(creator, "2047-13-01");
        assertThat(creator.getByText("2047-13-01 is no real date")).isVisible();
        assertThat(heading(creator, "Import programs and runs")).isFocused();
        assertAccessibleAndFits(creator);
        creator.reload();
        assertThat(creator.getByText("2047-13-01 is no real date")).isVisible();

        button(creator, "Reupload").click();
        importsRun(creator, "2047-12-01");
        assertThat(creator.getByText("No errors found")).isVisible();
        assertAccessibleAndFits(creator);
        Page second = creator.context().newPage();
        second.navigate(creator.url());
        assertThat(second.getByText("No errors found")).isVisible();

        button(creator, "Add programs and runs").dblclick();
        assertThat(creator.getByText("Added: no program and one run.")).isVisible();
        button(second, "Add programs and runs").click();
        assertThat(second.getByText("Added: no program and one run.")).isVisible();
        assertThat(second.locator(".card").filter(new Locator.FilterOptions().setHasText("BSC-COMPUTING")))
                .containsText("4 runs");
        creator.goBack();
        assertThat(creator.getByText("from these lines")).isVisible();
        assertThat(button(creator, "Add programs and runs")).hasCount(0);
        assertAccessibleAndFits(creator);
    }

    private static void importsRun(Page page, String ends) {
        String file = "program_title,program_kind,program_code,run_name,run_code,start_date,end_date,enrolment\r\n"
                + ",,bsc-computing,\"BSc Computing, autumn 2047\",BSC-COMPUTING-2047B,2047-09-01," + ends + ",open\r\n";
        page.locator("vaadin-upload input[type=file]")
                .setInputFiles(new FilePayload("runs.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8)));
        button(page, "Upload CSV").click();
    }

    /**
     * Columns fold into the first one and unfold again by way of the server, some time after the window's width has changed; one that comes
     * or goes has no header for a moment.
     */
    private static final String TABLES_FIT_THE_WIDTH = """
            narrow => [...document.querySelectorAll('vaadin-grid')].every(grid => {
              const headers = [...grid.shadowRoot.querySelectorAll('th:not([hidden])')];
              const told = header => [...header.querySelectorAll('slot')].some(slot =>
                slot.assignedNodes().some(content => content.textContent.trim() !== ''));
              return headers.every(told) && (headers.length === 1) === narrow;
            })""";

    /** In a wide window and on a phone, light and dark. */
    private static void assertAccessibleAndFits(Page page) {
        for (int width : new int[] {1280, 360}) {
            page.setViewportSize(width, 800);
            page.waitForFunction(TABLES_FIT_THE_WIDTH, width == 360);
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                assertAccessible(page);
            }
            assertFits(page);
        }
        page.setViewportSize(1280, 800);
    }

    private static byte[] picture() {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(300, 100, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing has to be scrolled sideways to. */
    private static void assertFits(Page page) {
        Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
                .isEqualTo(0);
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
        assertThat(manager.getByText("the @ is missing").first()).isVisible();
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
        assertThat(manager.locator("vaadin-grid")
                        .getByText("“third.example.org” is not an e-mail address: the @ is missing."))
                .isVisible();
        assertAccessible(manager);
        keepTallPictures(manager, "review-errors");

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

    private String mailedTo(String address) {
        Page reader = newPerson();
        signIn(reader, "admin@example.org", PASSWORD);
        reader.navigate("/sent-mail");
        return linkInMailTo(reader, address);
    }

    private String readsTheMail(Page page, String address) {
        page.navigate("/sent-mail");
        // The newest is on top: once all have come, no row moves under the pointer.
        assertThat(page.locator("vaadin-grid [aria-rowcount]"))
                .hasAttribute("aria-rowcount", String.valueOf(othersMails + MAILS + 1));
        return linkInMailTo(page, address);
    }

    private static String linkInMailTo(Page page, String address) {
        page.getByText(address).first().click();
        Locator link = page.frameLocator("iframe.mail-html").locator("a").first();
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
