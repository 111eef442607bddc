package learningmanager.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import learningmanager.testing.BrowserJourney;
import org.junit.jupiter.api.Test;

/** SPEC 5, "Before and after sending": from rows in a spreadsheet to what became of each invitation. */
class UploadIsSentIT extends BrowserJourney {
    private static final int ROWS = 300;

    /** Each mail is a file that is on the disk before the next one goes out. */
    private static final Duration DELIVERED_WITHIN = Duration.ofMinutes(2);

    @Test
    void pasted_rows_are_sent_followed_until_delivered_and_canceled() throws IOException {
        Page page = newPerson();
        signIn(page, "manager@example.org", "learning-manager");
        page.navigate("/invite/bulk/upload");
        page.getByText("Or paste rows from a spreadsheet").click();
        page.getByLabel("Rows", new Page.GetByLabelOptions().setExact(true)).fill(rows());
        assertAccessible(page);
        button(page, "Check pasted rows").click();

        assertThat(page.getByText("No errors found")).isVisible();
        assertThat(page.getByText("All of them expire on Wed 1 Mar 2028 09:00 UTC"))
                .isVisible();
        button(page, "Send invitations").click();

        assertThat(page.getByText(ROWS + " invitations were sent").first()).isVisible();
        assertThat(number(page, "sent"))
                .hasText(
                        String.valueOf(ROWS),
                        new LocatorAssertions.HasTextOptions().setTimeout(DELIVERED_WITHIN.toMillis()));
        assertThat(number(page, "queued")).hasText("0");
        assertThat(page.getByText("No e-mail is waiting to be sent any more.")).isVisible();
        assertAccessible(page);
        receiptHasEveryRow(page);

        Page second = page.context().newPage();
        second.navigate(page.url());
        assertThat(number(second, "pending")).hasText(String.valueOf(ROWS));

        button(page, "Cancel all pending").click();
        button(page, "Cancel invitations").click();
        assertThat(page.getByText(ROWS + " invitations were canceled")).isVisible();
        assertThat(number(page, "canceled")).hasText(String.valueOf(ROWS));
        assertThat(number(second, "canceled")).hasText(String.valueOf(ROWS));
        assertThat(button(second, "Cancel all pending")).isHidden();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("My uploads"))
                .first()
                .click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("My uploads")))
                .isVisible();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Pasted rows")))
                .isVisible();
        assertAccessible(page);
    }

    private static void receiptHasEveryRow(Page page) throws IOException {
        Download receipt =
                page.waitForDownload(() -> page.getByText("Download receipt").click());
        assertThat(receipt.suggestedFilename()).isEqualTo("Pasted rows-receipt.csv");
        List<String> lines = Files.readAllLines(receipt.path());
        assertThat(lines).hasSize(ROWS + 1);
        assertThat(lines.getLast())
                .matches(Pattern.compile("EU-10300,learner300@example\\.com,.*,pending,sent,\\d{4}-.*"));
    }

    private static Locator number(Page page, String label) {
        return page.locator(".numbers > div")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^[\\d,]+" + label + "$")))
                .locator(".number");
    }

    private static String rows() {
        return IntStream.rangeClosed(1, ROWS)
                .mapToObj(n -> "EU-%d\tlearner%d@example.com\tDATA-ANALYTICS\tDATA-ANALYTICS-2\t2028-03-01 09:00:00"
                        .formatted(10_000 + n, n))
                .collect(Collectors.joining("\n"));
    }
}
