package learningmanager.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import learningmanager.testing.BrowserJourney;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SPEC 5, "Review by keyboard": a file of 2,000 rows with 40 problems is put right and sent without the mouse. */
class ReviewByKeyboardIT extends BrowserJourney {
    private static final int ROWS = 2_000;
    private static final int EACH = 50;

    @TempDir
    private Path folder;

    private int keystrokes;

    @Test
    void forty_problems_are_put_right_and_the_invitations_sent_without_the_mouse() throws IOException {
        keystrokes = 0;
        Page page = reviews(file());
        assertThat(page.getByText("40 problems in 40 of 2,000 rows")).isVisible();
        Locator current = page.locator(".current-problem");

        // Ten rows each of three mistakes that have a safe way out, and ten addresses that only a person can put right.
        press(page, "F8");
        assertThat(current).containsText("Line 51, program_code, DATA-ANALYTIC");
        assertFocused(page, 49, "PROGRAM_CODE");
        press(page, "Alt+u");
        assertThat(current).containsText("Fix 9 more rows");
        press(page, "Alt+a");
        assertThat(page.getByText("30 problems in 30 of 2,000 rows")).isVisible();

        press(page, "F8");
        assertThat(current).containsText("Line 101, program_run_code");
        press(page, "Enter");
        assertThat(page.locator(".cell-editor input:visible")).isFocused();
        type(page, "DATA-ANALYTICS-2");
        press(page, "Control+Enter");
        assertThat(page.getByText("20 problems in 20 of 2,000 rows")).isVisible();

        press(page, "F8");
        assertThat(current).containsText("Line 151, expiry_time");
        press(page, "F2");
        assertThat(page.locator(".cell-editor input:visible")).isFocused();
        press(page, "Escape");
        assertFocused(page, 149, "EXPIRY_TIME");
        press(page, "F2");
        type(page, "2028-03-01 09:00:00");
        assertThat(page.locator(".cell-editor input:visible")).hasValue("2028-03-01 09:00:00");
        press(page, "Control+Enter");
        assertThat(page.getByText("10 problems in 10 of 2,000 rows")).isVisible();

        press(page, "Alt+e");
        for (int left = 10; left > 0; left--) {
            press(page, "F8");
            assertThat(current).containsText("Line %d, email".formatted((11 - left) * 4 * EACH + 1));
            assertThat(current).containsText("the @ is missing");
            press(page, "Enter");
            assertThat(page.locator(".cell-editor input:visible")).isFocused();
            type(page, "learner" + left + "@example.org");
            press(page, "Enter");
            assertThat(page.getByText(
                                    left == 1
                                            ? Pattern.compile("No errors found")
                                            : Pattern.compile("^"
                                                    + (left == 2 ? "One problem" : (left - 1) + " problems") + " in"))
                            .first())
                    .isVisible();
        }
        assertAccessible(page);
        press(page, "Alt+s");
        assertThat(page.getByText("Send 2,000 invitations now?")).isVisible();
        assertThat(page.locator("vaadin-button[slot='confirm-button']")).isFocused();
        press(page, "Enter");
        assertThat(page.getByText("2,000 invitations were sent").first()).isVisible();
        System.out.printf("Review by keyboard: %d keystrokes for 40 problems in %,d rows%n", keystrokes, ROWS);
    }

    @Test
    void what_is_done_is_done_to_the_line_that_the_keyboard_is_on() throws IOException {
        Page page = reviews(fileOf(IntStream.rangeClosed(1, 6)
                .mapToObj(number -> "EU-%d,%s,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-03-01 09:00:00\r\n"
                        .formatted(10_000 + number, number % 3 == 2 ? "nobody" : "learner" + number + "@example.com"))
                .collect(Collectors.joining())));
        assertThat(page.getByText("2 problems in 2 of 6 rows")).isVisible();
        assertThat(page.locator("h1")).isFocused();
        Locator current = page.locator(".current-problem");

        press(page, "F8");
        assertThat(current).containsText("Line 3, email");
        assertFocused(page, 1, "EMAIL");
        page.waitForFunction("""
                () => document.querySelector('vaadin-grid.review').shadowRoot.activeElement.getBoundingClientRect().bottom
                  <= document.querySelector('.current-problem').getBoundingClientRect().top""");
        press(page, "ArrowDown");
        assertFocused(page, 2, "EMAIL");
        press(page, "Alt+l");
        assertThat(current).containsText("Line 4 is left out");
        assertFocused(page, 2, "EMAIL");
        press(page, "Alt+l");
        assertThat(current).containsText("Line 4 is back");

        press(page, "Alt+e");
        assertFocused(page, 1, "EMAIL");
        press(page, "ArrowUp");
        assertFocused(page, 0, "EMAIL");
        press(page, "Alt+e");
        assertFocused(page, 1, "EMAIL");
        press(page, "ArrowUp");
        press(page, "F8");
        assertFocused(page, 1, "EMAIL");
        assertThat(current).containsText("the @ is missing");
        assertThat(button(page, "Leave out this line")).isInViewport();

        press(page, "Alt+e");
        assertFocused(page, 0, "EMAIL");
        press(page, "Alt+l");
        assertThat(current).containsText("Line 3 is left out. Line 6, email");
        assertFocused(page, 0, "EMAIL");
        press(page, "Alt+l");
        assertThat(current).containsText("Line 6 is left out");

        press(page, "Alt+r");
        assertThat(button(page, "Choose file")).isFocused();
    }

    @Test
    void what_is_typed_into_a_cell_is_kept_by_f8_by_a_click_and_by_alt_e_and_the_keyboard_is_where_the_person_went()
            throws IOException {
        Page page = reviews(nobodies(6));
        assertThat(page.getByText("6 problems in 6 of 6 rows")).isVisible();
        Locator field = page.locator(".cell-editor input:visible");

        // Kept as it was, the field is closed, and the keyboard on its cell.
        press(page, "F8");
        assertFocused(page, 0, "EMAIL");
        press(page, "Enter");
        assertThat(field).isFocused();
        press(page, "Enter");
        assertFocused(page, 0, "EMAIL");
        // Left as it was for another row, that row is the one that something is done to.
        press(page, "Enter");
        assertThat(field).isFocused();
        page.getByText("nobody4").first().click();
        assertThat(page.locator(".current-problem")).containsText("Line 5, email");
        press(page, "Alt+l");
        assertThat(page.locator(".current-problem")).containsText("Line 5 is left out");
        press(page, "Alt+z");
        assertThat(page.getByText("6 problems in 6 of 6 rows")).isVisible();
        for (int row = 2; row >= 0; row--) {
            press(page, "Shift+F8");
            assertFocused(page, row, "EMAIL");
        }

        typeIntoCell(page, field, "learner1@example.org");
        press(page, "F8");
        assertThat(page.getByText("5 problems in 5 of 6 rows")).isVisible();
        assertFocused(page, 1, "EMAIL");

        typeIntoCell(page, field, "learner2@example.org");
        Locator search =
                page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Search learner ID or e-mail"));
        search.click();
        assertThat(page.getByText("4 problems in 4 of 6 rows")).isVisible();
        assertThat(search).isFocused();

        press(page, "F8");
        assertFocused(page, 2, "EMAIL");
        typeIntoCell(page, field, "learner3@example.org");
        press(page, "Alt+e");
        assertThat(page.getByText("3 problems in 3 of 6 rows")).isVisible();
        assertFocused(page, 0, "EMAIL");

        typeIntoCell(page, field, "learner4@example.org");
        page.getByText("nobody6").first().click();
        assertThat(page.getByText("2 problems in 2 of 6 rows")).isVisible();
        assertFocused(page, 1, "EMAIL");

        typeIntoCell(page, field, "learner6@example.org");
        button(page, "Leave out rows with errors").click();
        assertThat(page.getByText("No errors found").first()).isVisible();
        assertThat(page.getByText("One row is left out and will not be sent")).isVisible();
    }

    @Test
    void what_is_typed_into_a_cell_is_still_there_when_its_row_was_scrolled_away() throws IOException {
        Page page = reviews(nobodies(300));
        assertThat(page.getByText("300 problems in 300 of 300 rows")).isVisible();
        Locator field = page.locator(".cell-editor input:visible");
        press(page, "F8");
        assertFocused(page, 0, "EMAIL");
        // Not waiting for the field: what is typed before it is there is in it.
        press(page, "Enter");
        press(page, "Control+a");
        press(page, "Shift+L");
        type(page, "earner1@example.org");
        assertThat(field).hasValue("Learner1@example.org");

        scrollTo(page, 250, "nobody251");
        assertThat(field).hasCount(0);
        scrollTo(page, 0, "nobody2");
        assertThat(field).hasValue("Learner1@example.org");
        scrollTo(page, 250, "nobody251");
        press(page, "F8");

        assertThat(page.getByText("299 problems in 299 of 300 rows")).isVisible();
        assertFocused(page, 1, "EMAIL");
    }

    /** Milliseconds between the keys that ask the server for something. */
    @ParameterizedTest
    @ValueSource(ints = {0, 65})
    void a_hand_faster_than_the_answers_types_into_the_cells_that_it_means(int pause) throws IOException {
        Page page = reviews(nobodies(6));
        assertThat(page.getByText("6 problems in 6 of 6 rows")).isVisible();

        for (int row = 1; row <= 6; row++) {
            for (String key : List.of("F8", "Enter", "learner" + row + "@example.org", "Enter")) {
                if (key.contains("@")) {
                    type(page, key);
                } else {
                    press(page, key);
                }
                page.waitForTimeout(pause);
            }
        }

        assertThat(page.getByText("No errors found").first()).isVisible();
        for (int row = 1; row <= 6; row++) {
            Assertions.assertThat(email(page, row - 1)).isEqualTo("learner" + row + "@example.org");
        }
    }

    @Test
    void what_was_typed_ahead_is_dropped_where_what_came_before_it_could_not_be_kept() throws IOException {
        Page page = reviews(nobodies(3));
        assertThat(page.getByText("3 problems in 3 of 3 rows")).isVisible();
        press(page, "F8");
        typeIntoCell(page, page.locator(".cell-editor input:visible"), "x");
        page.locator(".cell-editor input:visible").fill("x".repeat(2_001));

        press(page, "Enter");
        press(page, "F8");
        press(page, "Enter");
        type(page, "learner2@example.org");
        press(page, "Enter");

        assertThat(page.getByText("Not kept yet: this has 2001 characters").first())
                .isVisible();
        assertThat(page.locator(".cell-editor input:visible")).hasValue("x".repeat(2_001));
        assertThat(page.getByText("3 problems in 3 of 3 rows")).isVisible();
    }

    private static Object email(Page page, int index) {
        return page.evaluate("""
                index => {
                  const grid = document.querySelector('vaadin-grid.review');
                  const row = [...grid.$.items.children].find(row => row.index === index && !row.hidden);
                  const cell = [...row.children].find(cell => cell._column.getAttribute('data-column') === 'EMAIL');
                  return cell._content.textContent.trim();
                }""", index);
    }

    private Page reviews(Path file) {
        Page page = newPerson();
        signIn(page, "manager@example.org", "learning-manager");
        page.navigate("/invite/bulk/upload");
        page.locator("vaadin-upload input[type=file]").setInputFiles(file);
        button(page, "Upload CSV").click();
        return page;
    }

    /** A file in which every row has an address that is none. */
    private Path nobodies(int rows) throws IOException {
        return fileOf(IntStream.rangeClosed(1, rows)
                .mapToObj(number -> "EU-%d,nobody%d,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-03-01 09:00:00\r\n"
                        .formatted(10_000 + number, number))
                .collect(Collectors.joining()));
    }

    private static void scrollTo(Page page, int index, String shown) {
        page.locator("vaadin-grid.review").evaluate("(grid, index) => grid.scrollToIndex(index)", index);
        assertThat(page.getByText(shown, new Page.GetByTextOptions().setExact(true))
                        .first())
                .isVisible();
    }

    private void typeIntoCell(Page page, Locator field, String text) {
        press(page, "Enter");
        assertThat(field).isFocused();
        type(page, text);
    }

    private void press(Page page, String key) {
        keystrokes++;
        page.keyboard().press(key);
    }

    private void type(Page page, String text) {
        keystrokes += text.length();
        page.keyboard().type(text);
    }

    private static void assertFocused(Page page, int index, String column) {
        page.waitForFunction("""
                ([index, column]) => {
                  const cell = document.querySelector('vaadin-grid.review').shadowRoot.activeElement;
                  return cell && cell._column && cell.parentElement.index === index
                    && cell._column.getAttribute('data-column') === column;
                }""", new Object[] {index, column});
    }

    private Path file() throws IOException {
        return fileOf(
                IntStream.rangeClosed(1, ROWS).mapToObj(ReviewByKeyboardIT::row).collect(Collectors.joining()));
    }

    private Path fileOf(String rows) throws IOException {
        return Files.writeString(
                folder.resolve("learners.csv"),
                "external_learner_id,email,program_code,program_run_code,expiry_time\r\n" + rows);
    }

    private static String row(int number) {
        int mistake = number % EACH == 0 ? number / EACH % 4 : -1;
        return "EU-%d,%s,%s,%s,%s\r\n"
                .formatted(
                        10_000 + number,
                        mistake == 0 ? "learner" + number + ".example.org" : "learner" + number + "@example.com",
                        mistake == 1 ? "DATA-ANALYTIC" : "DATA-ANALYTICS",
                        mistake == 2 ? "DATA-ANALYTICS2" : "DATA-ANALYTICS-2",
                        mistake == 3 ? "01/03/2028 09:00" : "2028-03-01 09:00:00");
    }
}
