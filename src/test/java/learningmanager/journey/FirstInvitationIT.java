package learningmanager.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import learningmanager.testing.BrowserJourney;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.simplejavamail.converter.EmailConverter;

/**
 * From an empty installation, with a mail server and without sample data, to the first accepted invitation of a newly made
 * organisation. Each person does their part in a browser of their own, and comes by the link of a mail.
 */
class FirstInvitationIT extends BrowserJourney {
    private static final String ADMINISTRATOR = "ada@example.org";
    private static final String MANAGER = "grace@example.org";
    private static final String LEARNER = "ana.lima@example.org";

    /** What looks like markup is what somebody is called. */
    private static final String LEARNERS_NAME = "Ana <b>Lima</b>";

    private static final String PASSWORD = "seven quiet lamps";
    private static final long LONGEST_WAIT = 30_000;

    private final GreenMail mailServer = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private int mailsExpected;

    FirstInvitationIT() {
        mailServer.start();
    }

    @AfterAll
    void stopMailServer() {
        mailServer.stop();
    }

    @Override
    protected String[] settings() {
        return new String[] {
            "--learning-manager.mail.host=127.0.0.1",
            "--learning-manager.mail.port=" + mailServer.getSmtp().getPort(),
            "--learning-manager.mail.security=none"
        };
    }

    @Test
    void an_empty_installation_is_set_up_to_its_first_accepted_invitation() {
        Page administrator = newPerson();
        becomesAdministrator(administrator);
        makesAnOrganisation(administrator);
        invitesAManagerWhoMakesCourses(administrator);

        Page manager = newPerson();
        setsAPassword(manager, linkMailedTo(MANAGER, "account-link"));
        makesAProgramWithARun(manager);
        invitesALearner(manager);

        Page learner = newPerson();
        accepts(learner, linkMailedTo(LEARNER, "accept"));

        seesTheLearner(manager);
        seesWhatWasDone(administrator);
        withdrawsLearningManager(administrator);
        losesThePage(manager);
    }

    private void becomesAdministrator(Page page) {
        page.navigate(linkIn(application().output(), "account-link"));
        assertThat(heading(page, "Become the administrator")).isVisible();
        assertAccessible(page);
        field(page, "Email").fill(ADMINISTRATOR);
        field(page, "Name").fill("Ada Admin");
        field(page, "New password").focus();
        page.keyboard().type(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(heading(page, "Administration")).isVisible();
        assertAccessible(page);
    }

    private static void makesAnOrganisation(Page page) {
        assertThat(page.getByText("No organisation yet")).isVisible();
        button(page, "Add an organisation").click();
        field(page, "Name").fill("Example Academy");
        assertAccessible(page);
        button(page, "Save").click();
        assertThat(card(page, "Example Academy")).isVisible();
        assertAccessible(page);
    }

    private static void invitesAManagerWhoMakesCourses(Page page) {
        link(page, "Administration").first().click();
        card(page, "People").click();
        assertThat(page.getByText("Ada Admin")).isVisible();
        assertAccessible(page);
        button(page, "Invite a person").click();
        field(page, "Name").fill("Grace Manager");
        field(page, "Email").fill(MANAGER);
        assertAccessible(page);
        button(page, "Send the invitation").click();

        assertThat(heading(page, "Grace Manager")).isVisible();
        button(page, "Give permission").click();
        assertThat(page.getByText("Learning manager, Example Academy")).isVisible();
        page.locator("vaadin-select").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Course creator"))
                .click();
        button(page, "Give permission").click();
        assertThat(page.getByText("Course creator, Example Academy")).isVisible();
        assertAccessible(page);
    }

    private static void setsAPassword(Page page, String link) {
        page.navigate(link);
        assertThat(field(page, "Email")).hasValue(MANAGER);
        assertThat(field(page, "Name")).hasValue("Grace Manager");
        assertAccessible(page);
        field(page, "New password").focus();
        page.keyboard().type(PASSWORD);
        page.keyboard().press("Enter");
        assertThat(heading(page, "Learning Manager")).isVisible();
        assertThat(page.getByText("Example Academy")).isVisible();
        assertAccessible(page);
    }

    private static void makesAProgramWithARun(Page page) {
        button(page, "Add a program").click();
        field(page, "Title").fill("Food Safety");
        button(page, "Use FOOD-SAFETY").click();
        assertAccessible(page);
        button(page, "Save").click();
        assertThat(page.getByText("No runs yet")).isVisible();
        assertAccessible(page);
        button(page, "Add a run").click();
        field(page, "Name").fill("Food Safety, spring");
        field(page, "Starts on").fill("2027-03-01");
        field(page, "Ends on").fill("2027-05-30");
        button(page, "Use FOOD-SAFETY-1").click();
        assertAccessible(page);
        button(page, "Save").click();
        assertThat(card(page, "Food Safety, spring")).containsText("FOOD-SAFETY-1");
        link(page, "Course Creator").first().click();
        assertThat(card(page, "Food Safety")).containsText("1 run");
        assertAccessible(page);
    }

    private static void invitesALearner(Page page) {
        link(page, "Home").first().click();
        button(page, "Invite and enrol learners").click();
        button(page, "Continue").click();
        choose(page, "Program", "Food Safety");
        choose(page, "Runs", "spring");
        page.keyboard().press("Escape");
        field(page, "Unique learner ID").fill("A-1");
        field(page, "Email").fill(LEARNER);
        button(page, "Send an invitation").click();
        assertThat(page.getByText("Invitation sent to A-1")).isVisible();
    }

    private static void accepts(Page page, String link) {
        page.navigate(link);
        assertThat(page.getByText("Example Academy").first()).isVisible();
        button(page, "Make an account").click();
        field(page, "Name").fill(LEARNERS_NAME);
        field(page, "Email").fill(LEARNER);
        field(page, "Password").fill(PASSWORD);
        String before = sessionId(page);
        button(page, "Make an account").click();
        button(page, "Accept invitation").click();
        assertThat(sessionId(page)).as("session ID once signed in").isNotEqualTo(before);
        assertThat(heading(page, "My learning")).isVisible();
        assertThat(page.getByText("Food Safety, spring")).isVisible();
        link(page, "Your account, " + LEARNER).click();
        assertThat(heading(page, "Your account")).isVisible();
        assertAccessible(page);
    }

    private static void seesTheLearner(Page page) {
        link(page, "Home").first().click();
        assertThat(card(page, "Food Safety")).containsText(Pattern.compile("1\\s+enrolled"));
        card(page, "Food Safety").click();
        card(page, "Food Safety, spring").click();
        assertThat(page.getByText(LEARNERS_NAME)).isVisible();
        assertThat(page.getByText("A-1", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    private static void seesWhatWasDone(Page page) {
        link(page, "Administration").first().click();
        card(page, "Audit log").click();
        for (String action : List.of("Organisation added", "Permission given", "Program added", "Accepted")) {
            assertThat(page.getByText(action).first()).isVisible();
        }
        assertAccessible(page);
        link(page, "Administration").first().click();
        card(page, "Charges").click();
        assertThat(page.getByText("Food Safety, spring")).isVisible();
        assertAccessible(page);
    }

    private static void withdrawsLearningManager(Page page) {
        link(page, "Administration").first().click();
        card(page, "People").click();
        link(page, "Grace Manager").click();
        page.locator("vaadin-button[aria-description='Learning manager, Example Academy']")
                .click();
        page.locator("vaadin-button[slot=confirm-button]").click();
        assertThat(page.getByText("Learning manager, Example Academy")).hasCount(0);
    }

    /** The run's page was open all the time, in a window of its own. */
    private static void losesThePage(Page page) {
        assertThat(heading(page, "Course Creator")).isVisible();
        assertThat(link(page, "Home")).hasCount(0);
        assertThat(page.getByText(LEARNERS_NAME)).hasCount(0);
    }

    private static String sessionId(Page page) {
        return page.context().cookies().stream()
                .filter(cookie -> cookie.name.equals("JSESSIONID"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
    }

    private String linkMailedTo(String recipient, String page) {
        assertThat(mailServer.waitForIncomingEmail(LONGEST_WAIT, ++mailsExpected))
                .as("mail to %s", recipient)
                .isTrue();
        return Arrays.stream(mailServer.getReceivedMessages())
                .filter(mail -> isTo(mail, recipient))
                .map(mail -> EmailConverter.mimeMessageToEmail(mail).getPlainText())
                .map(text -> linkIn(text, page))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isTo(MimeMessage mail, String recipient) {
        try {
            return mail.getAllRecipients()[0].toString().equals(recipient);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String linkIn(String text, String page) {
        Matcher link = Pattern.compile("http://\\S+/" + page + "/\\S+").matcher(text);
        assertThat(link.find()).as("a link in %s", text).isTrue();
        return link.group();
    }

    private static Locator card(Page page, String title) {
        return page.locator("button.card")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator(
                                ".card-title",
                                new Page.LocatorOptions().setHasText(Pattern.compile("^" + title + "$")))));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
