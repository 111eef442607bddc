package learningmanager.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ViewportSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/**
 * A journey through the packaged application in a real browser: for what only a browser shows. One application, with the sample
 * data, and one browser for all tests of a class; classes are named …IT. Without a Chromium the tests are skipped, saying why;
 * with {@code CI=true} in the environment they fail.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NullUnmarked // set before the first test
public abstract class BrowserJourney {
    private static final int TALL = 1_280;
    private static final List<Path> BROWSERS = Stream.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                    "/Applications/Chromium.app/Contents/MacOS/Chromium")
            .map(Path::of)
            .toList();

    private RunningApplication application;
    private Playwright playwright;
    private Browser browser;
    private final List<BrowserContext> people = new ArrayList<>();

    @BeforeAll
    void start() {
        Optional<Path> executable =
                BROWSERS.stream().filter(Files::isExecutable).findFirst();
        if (executable.isEmpty()) {
            String reason = getClass().getSimpleName() + ": no Chromium at any of " + BROWSERS;
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(reason);
            }
            System.out.println("Skipped " + reason);
            abort(reason);
        }
        application = RunningApplication.startedInAnEmptyFolder(settings());
        // A machine may be busy; how fast a page is, is a benchmark's matter.
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable.orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterEach
    void everybodyLeaves() {
        people.forEach(BrowserContext::close);
        people.clear();
    }

    @AfterAll
    void stop() {
        if (playwright != null) {
            playwright.close(); // and the browser with it
        }
        if (application != null) {
            application.close();
        }
    }

    /** What to start the application with, as on the command line; nothing unless overridden. */
    protected String[] settings() {
        return new String[0];
    }

    protected RunningApplication application() {
        return application;
    }

    /** A window of somebody new: no cookies, 1280 × 800, English. */
    protected Page newPerson() {
        return newPerson(new Browser.NewContextOptions());
    }

    protected Page newPerson(Browser.NewContextOptions options) {
        BrowserContext person = browser.newContext(options.setBaseURL(application.url())
                .setLocale("en-GB")
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        people.add(person);
        return person.newPage();
    }

    /** Signs in on the sign-in page, wherever that leads. */
    protected static void signIn(Page page, String email, String password) {
        page.navigate("/login");
        field(page, "Email").fill(email);
        field(page, "Password").fill(password);
        button(page, "Sign in").click();
        page.waitForURL(address -> !address.contains("/login"));
    }

    protected static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    protected static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    protected static Locator field(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    /** Chooses the first of a combo box's items that has the part in its name. */
    protected static void choose(Page page, String label, String part) {
        Locator combo = page.getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label));
        combo.click();
        combo.fill(part);
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(part))
                .first()
                .click();
    }

    /** Holds the page, as it is now, against the rules of axe (WCAG 2.2 AA and its best practices). */
    protected static void assertAccessible(Page page) {
        String violations = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> !isOfTabScroller(rule))
                        .map(rule -> rule.getId() + ": " + rule.getHelp() + "\n"
                                + rule.getNodes().stream()
                                        .map(node -> "    " + node.getHtml())
                                        .collect(Collectors.joining("\n")))
                        .collect(Collectors.joining("\n"));
        assertThat(violations).as("axe on " + page.url()).isEmpty();
    }

    /** Vaadin's tabs hold a scroller that is kept out of the tab order by tabindex="-1"; axe takes that for a wrong child. */
    private static boolean isOfTabScroller(Rule rule) {
        return rule.getId().equals("aria-required-children")
                && rule.getNodes().stream().allMatch(node -> node.getHtml().startsWith("<vaadin-tabs"));
    }

    /** Keeps a picture of the window in docs/images, for README. */
    protected static void keepPicture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("docs", "images", name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }

    /** Pictures of a page that is longer than the window, light and dark. */
    protected static void keepTallPictures(Page page, String name) {
        ViewportSize window = page.viewportSize();
        page.setViewportSize(window.width, TALL);
        keepPicture(page, name);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        keepPicture(page, name + "-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(window.width, window.height);
    }
}
