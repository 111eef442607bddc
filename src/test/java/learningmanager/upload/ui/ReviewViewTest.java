package learningmanager.upload.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.fakeservlet.FakeResponse;
import com.github.mvysny.kaributesting.v10.GridKt;
import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.ShortcutsKt;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.internal.PendingJavaScriptInvocation;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import learningmanager.base.UploadId;
import learningmanager.mail.ui.MailPreview;
import learningmanager.upload.DraftEditService;
import learningmanager.upload.HeldDraft;
import learningmanager.upload.ReviewRow;
import learningmanager.upload.ReviewService;
import learningmanager.upload.csv.Column;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** SPEC 5, step three: a draft is put right on its page. */
class ReviewViewTest extends UploadPageTest {
    private static final String NO_AT = "1 × e-mail without @";

    @Autowired
    ReviewService review;

    @Autowired
    DraftEditService edits;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void a_manager_signs_in() {
        signIn("manager@example.org");
    }

    @Test
    void the_last_of_a_kind_put_right_all_rows_are_there_again_and_f8_goes_on_with_the_other_problems() {
        UploadId id = opened(wrongEmail("EU-1"), line("EU-2"), wrongProgram("EU-3"));
        press(NO_AT);
        assertThat(text()).contains("Showing rows with: e-mail without @");
        assertThat(rows()).isEqualTo(1);

        keep(id, 1, "EU-1@example.com");
        assertThat(text())
                .contains("No row is left with: e-mail without @. One other problem is left.")
                .doesNotContain("Showing rows with");
        assertThat(told()).contains("No row is left with: e-mail without @", "Line 2, email");
        assertThat(rows()).isEqualTo(3);
        f8();
        assertThat(told()).startsWith("Line 4, program_code");
    }

    @Test
    void what_cannot_be_seen_in_a_cell_is_shown() {
        opened(line("EU-1").replace("@", "\u202E@"));
        f8();
        assertThat(told()).startsWith("Line 2, email, EU-1□@example.com: ").contains("U+202E");
    }

    @Test
    void f8_says_that_a_kind_was_put_right_elsewhere_and_goes_on_with_the_other_problems() {
        UploadId id = opened(wrongEmail("EU-1"), line("EU-2"), wrongProgram("EU-3"));
        press(NO_AT);
        edits.correct(id, 1, Column.EMAIL, "EU-1example.com", "EU-1@example.com")
                .orThrow();

        f8();
        assertThat(told())
                .startsWith("No row is left with: e-mail without @. One other problem is left.")
                .contains("Line 4, program_code");
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    void what_was_typed_is_kept_when_the_person_goes_elsewhere_and_the_keyboard_stays_there() {
        UploadId id = opened(wrongEmail("EU-1"), line("EU-2"));
        part().left(row(id, 1), Column.EMAIL, "EU-1@example.com", Optional.empty());
        assertKeyboardIsLeftAlone();

        assertThat(row(id, 1).cells().cell(Column.EMAIL)).isEqualTo("EU-1@example.com");
        assertThat(text()).contains("No errors found");
        assertThat(told()).isEqualTo("Line 2, email, EU-1@example.com: nothing is wrong.");
    }

    @Test
    void a_click_into_another_cell_keeps_what_was_typed_and_what_is_done_next_is_done_to_the_cell_clicked() {
        UploadId id = opened(wrongEmail("EU-1"), wrongProgram("EU-2"));
        part().left(
                        row(id, 1),
                        Column.EMAIL,
                        "EU-1@example.com",
                        Optional.of(new ReviewGrid.Cell(2, Column.PROGRAM_CODE)));
        assertKeyboardIsLeftAlone();

        assertThat(row(id, 1).problems()).isEmpty();
        assertThat(told()).startsWith("Line 3, program_code");
        press("Leave out this line");
        assertThat(row(id, 2).leftOut()).isTrue();
    }

    @Test
    void what_cannot_be_kept_stays_in_its_field() {
        UploadId id = opened(wrongEmail("EU-1"), line("EU-2"));
        keep(id, 1, "x".repeat(2_001));

        assertThat(fieldHasTheKeyboard()).isTrue();
        assertThat(notifications()).anyMatch(told -> told.startsWith("Not kept yet: this has 2001 characters"));
        assertThat(row(id, 1).cells().cell(Column.EMAIL)).isEqualTo("EU-1example.com");

        try (HeldDraft held = new HeldDraft(transaction, jdbc, id)) {
            keep(id, 1, "EU-1@example.com");
        }
        assertThat(fieldHasTheKeyboard()).isTrue();
        assertThat(notifications())
                .anyMatch(told -> told.startsWith("Not kept yet: the draft is being checked or sent"));
        keep(id, 1, "EU-1@example.com");
        assertThat(text()).contains("No errors found");
    }

    @Test
    void what_cannot_be_kept_as_the_person_goes_elsewhere_brings_them_back_to_its_field() {
        UploadId id = opened(wrongEmail("EU-1"), line("EU-2"), wrongEmail("EU-3"));
        part().left(row(id, 1), Column.EMAIL, "x".repeat(2_001), Optional.of(new ReviewGrid.Cell(2, Column.EMAIL)));
        assertThat(fieldHasTheKeyboard()).isTrue();
        assertThat(notifications()).anyMatch(told -> told.startsWith("Not kept yet: this has 2001 characters"));
        assertThat(row(id, 1).cells().cell(Column.EMAIL)).isEqualTo("EU-1example.com");

        press(Key.F8);
        typedInField("x".repeat(2_001));
        assertThat(told()).as("nothing is done before that is kept").startsWith("Line 2, email");
        press(Key.F8);
        typedInField("EU-1@example.com");
        keyboardIsOn("");
        assertThat(told()).startsWith("Line 4, email");
        assertThat(row(id, 1).problems()).isEmpty();
    }

    @Test
    void
            what_was_typed_into_a_field_that_is_scrolled_away_is_kept_and_what_is_done_next_is_done_where_the_person_went() {
        UploadId id = opened(wrongEmail("EU-1"), wrongEmail("EU-2"));
        part().rested(row(id, 1), Column.EMAIL);
        part().keep(row(id, 1), Column.EMAIL, "x".repeat(2_001), false);

        choose(1);
        press(Key.KEY_L, Key.ALT);
        typedInField("EU-1@example.com");
        keyboardIsOn("");

        assertThat(row(id, 1).problems()).isEmpty();
        assertThat(row(id, 1).leftOut()).isFalse();
        assertThat(row(id, 2).leftOut()).isTrue();
    }

    private static void typedInField(String text) {
        scripts()
                .filter(asked -> asked.getInvocation().getExpression().contains("const typed"))
                .forEach(asked -> asked.complete(JsonNodeFactory.instance.stringNode("=" + text)));
    }

    @Test
    void a_field_left_as_it_was_changes_nothing() {
        UploadId id = opened(wrongEmail("EU-1"));
        part().left(row(id, 1), Column.EMAIL, "EU-1example.com", Optional.empty());
        MockVaadin.clientRoundtrip(false);
        assertThat(hasButton("Undo")).isFalse();
    }

    @Test
    void without_errors_all_rows_are_there_whatever_was_looked_at_when_the_last_one_went() {
        UploadId id = opened(wrongEmail("EU-1"), line("EU-2"), line("EU-3"));
        _setValue(onlyErrors(), true);
        assertThat(rows()).isEqualTo(1);
        _setValue(searched(), "eu-");
        keep(id, 1, "EU-1@example.com");
        _setValue(searched(), "");
        assertThat(rows()).isEqualTo(3);

        press("Undo");
        _setValue(onlyErrors(), true);
        press(NO_AT);
        keep(id, 1, "EU-1@example.com");
        assertThat(rows()).isEqualTo(3);
        assertThat(text()).contains("No row is left with: e-mail without @.");

        press("Undo");
        _setValue(onlyErrors(), true);
        keep(id, 1, "EU-1@example.com");
        assertThat(rows()).isEqualTo(3);
        press("Undo");
        assertThat(onlyErrors().getValue()).isFalse();
    }

    @Test
    void with_only_rows_with_errors_a_problem_that_the_search_hides_is_gone_to_among_them() {
        opened(wrongEmail("EU-1"), line("EU-2"));
        _setValue(onlyErrors(), true);
        _setValue(searched(), "eu-2");
        assertThat(onlyErrors().getValue()).isTrue();
        f8();
        assertThat(told()).startsWith("The search is over: no line that was found has an error. Line 2, email");
        assertThat(rows()).isEqualTo(1);
        assertThat(onlyErrors().getValue()).isTrue();
    }

    @Test
    void f8_goes_through_the_problems_of_the_lines_that_were_searched_for() {
        opened(wrongEmail("EU-1"), wrongEmail("AB-1"), line("AB-2"), wrongProgram("AB-3"));
        f8();
        assertThat(told()).startsWith("Line 2, email");
        _setValue(searched(), "ab-");
        assertThat(rows()).isEqualTo(3);
        f8();
        assertThat(told()).startsWith("Line 3, email");
        f8();
        assertThat(told()).startsWith("Line 5, program_code");
        f8();
        assertThat(told()).startsWith("From the other end of the file: Line 3, email");
        assertThat(searched().getValue()).isEqualTo("ab-");
    }

    @Test
    void only_rows_with_errors_holds_within_a_search_and_a_search_within_it() {
        UploadId id = opened(wrongEmail("EU-1"), wrongEmail("AB-1"), line("AB-2"));
        _setValue(searched(), "ab-");
        assertThat(rows()).isEqualTo(2);
        _setValue(onlyErrors(), true);
        assertThat(rows()).isEqualTo(1);
        assertThat(text()).contains("One line found");
        _setValue(onlyErrors(), false);
        assertThat(rows()).isEqualTo(2);
        _setValue(searched(), "");
        _setValue(onlyErrors(), true);
        assertThat(rows()).isEqualTo(2);
        _setValue(searched(), "ab-");
        assertThat(rows()).isEqualTo(1);
        keep(id, 2, "AB-1@example.com");
        assertThat(rows()).isZero();
        _setValue(searched(), "");
        assertThat(rows()).isEqualTo(1);
        assertThat(onlyErrors().getValue()).isTrue();
    }

    @Test
    void the_last_row_left_out_is_put_back_and_all_rows_are_there_again() {
        UploadId id = opened(wrongEmail("EU-1"), line("EU-2"));
        f8();
        press("Leave out this line");
        assertThat(told()).contains("Line 2 is left out.");
        press("One row is left out and will not be sent");
        assertThat(text()).contains("Showing rows that are left out");
        assertThat(rows()).isEqualTo(1);

        press("Put this line back");
        assertThat(row(id, 1).leftOut()).isFalse();
        assertThat(told()).startsWith("Line 2 is back. No row is left out any more.");
        assertThat(text()).doesNotContain("Showing rows");
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void the_preview_is_of_the_row_that_the_person_was_on_last_by_keyboard_or_mouse() {
        opened(line("EU-1"), line("EU-2"), line("EU-3"));
        assertPreviewed("", "EU-1@example.com");
        assertPreviewed("2:EMAIL", "EU-3@example.com");
        choose(1);
        assertPreviewed("", "EU-2@example.com");
        assertPreviewed("0:EMAIL", "EU-1@example.com");
    }

    @Test
    void undo_takes_back_the_last_change_by_button_and_by_alt_z() {
        UploadId id = opened(wrongEmail("EU-1"));
        assertThat(hasButton("Undo")).isFalse();
        keep(id, 1, "EU-1@example.com");
        press("Undo");
        assertThat(row(id, 1).cells().cell(Column.EMAIL)).isEqualTo("EU-1example.com");
        assertThat(told()).startsWith("Undone. Line 2, email");
        assertThat(hasButton("Undo")).isFalse();

        keep(id, 1, "EU-1@example.com");
        press(Key.KEY_Z, Key.ALT);
        assertThat(row(id, 1).cells().cell(Column.EMAIL)).isEqualTo("EU-1example.com");
        assertThat(told()).startsWith("Undone. Line 2, email");
    }

    @ParameterizedTest(name = "the keyboard is among the lines: {0}")
    @CsvSource({"true, Line 2", "false, Undone. Line 2"})
    void alt_e_among_the_lines_tells_of_the_cell_again_and_elsewhere_leaves_alone_what_is_told(
            boolean amongLines, String toldThen) {
        UploadId id = opened(wrongEmail("EU-1"));
        keep(id, 1, "EU-1@example.com");
        press("Undo");
        press(Key.KEY_E, Key.ALT);
        answered("__chosen()", JsonNodeFactory.instance.stringNode(""));
        answered("!!cell._column", JsonNodeFactory.instance.booleanNode(amongLines));

        assertThat(onlyErrors().getValue()).isTrue();
        assertThat(told()).startsWith(toldThen + ", email, EU-1example.com: ");
    }

    @Test
    void the_heading_of_a_page_that_became_another_is_another_element_which_a_screen_reader_reads_out() {
        opened(line("XY-1"));
        H1 review = _get(H1.class);
        press("Send invitations");
        eventually(() -> assertThat(_get(H1.class).getText()).isEqualTo("Invitations of learners.csv"));
        assertThat(_get(H1.class)).isNotSameAs(review);
    }

    @Test
    void all_rows_of_a_kind_get_what_is_suggested_for_each_of_them_and_undo_takes_it_back() {
        UploadId id = opened(
                dated("EU-1", "30/06/2028 09:00"),
                line("EU-2"),
                dated("EU-3", "2028-07-31"),
                dated("EU-4", "31/07/2028 10:00"));
        press("2 × expiry time in another format");
        assertThat(row(id, 1).problems()).hasSize(1);
        assertThat(text())
                .contains("Showing rows with: expiry time in another format."
                        + " Suggested, for example: 30/06/2028 09:00 → 2028-06-30 09:00:00");
        press("Use all suggestions");

        assertThat(told()).startsWith("2 rows were corrected.");
        assertThat(row(id, 1).cells().cell(Column.EXPIRY_TIME)).isEqualTo("2028-06-30 09:00:00");
        assertThat(row(id, 4).cells().cell(Column.EXPIRY_TIME)).isEqualTo("2028-07-31 10:00:00");
        assertThat(row(id, 3).cells().cell(Column.EXPIRY_TIME))
                .as("of another kind")
                .isEqualTo("2028-07-31");
        assertThat(text()).contains("No row is left with: expiry time in another format. One other problem is left.");
        assertThat(hasButton("Use all suggestions")).isFalse();
        press("1 × expiry time without time of day");
        assertThat(hasButton("Use all suggestions")).isTrue();

        press("Undo");
        assertThat(row(id, 1).cells().cell(Column.EXPIRY_TIME)).isEqualTo("30/06/2028 09:00");
        assertThat(row(id, 4).cells().cell(Column.EXPIRY_TIME)).isEqualTo("31/07/2028 10:00");
    }

    @Test
    void where_nothing_is_suggested_nothing_is_offered_to_be_used_in_all_rows() {
        opened(wrongEmail("EU-1").replace("EU-1example.com", "x@"), line("EU-2"));
        press("1 × e-mail with nothing after the @");
        assertThat(hasButton("Use all suggestions")).isFalse();
    }

    @Test
    void the_mail_of_a_row_that_is_right_can_be_looked_at_while_others_are_wrong() {
        opened(wrongEmail("EU-1"), line("EU-2"));
        choose(1);
        assertPreviewed("", "EU-2@example.com");
    }

    @Test
    void f8_is_told_of_only_while_there_are_problems() {
        UploadId id = opened(wrongEmail("EU-1"));
        assertThat(told()).isEqualTo("Press F8 to go to the next problem, Enter to edit a cell.");
        inAnotherWindow(id, row(id, 1), "EU-1@example.com");
        eventually(() -> assertThat(told()).isEqualTo("Press Enter to edit a cell."));
    }

    @Test
    void dates_that_can_be_read_in_two_ways_are_read_with_the_day_or_the_month_first() {
        String[] lines = {dated("EU-1", "01/03/2028 09:00"), dated("EU-2", "02/03/2028 09:00")};
        UploadId id = opened(lines);
        press("The day: 2028-03-01 09:00:00");
        assertThat(expiries(id)).containsExactly("2028-03-01 09:00:00", "2028-03-02 09:00:00");

        id = opened(lines);
        press("The month: 2028-01-03 09:00:00");
        assertThat(expiries(id)).containsExactly("2028-01-03 09:00:00", "2028-02-03 09:00:00");
    }

    @Test
    void a_search_finds_rows_by_how_learner_id_or_email_begin_and_gives_all_back_when_cleared() {
        opened(line("EU-1"), line("EU-2").replace("EU-2@", "zoe@"), line("AB-3"));
        _setValue(searched(), "eu-");
        assertThat(text()).contains("2 lines found");
        assertThat(rows()).isEqualTo(2);
        _setValue(searched(), "ZOE");
        assertThat(text()).contains("One line found");
        _setValue(searched(), "nobody");
        assertThat(text()).contains("No line found");
        assertThat(rows()).isZero();
        press("Show all rows");
        assertThat(searched().getValue()).isEmpty();
        assertThat(rows()).isEqualTo(3);
        assertThat(hasButton("Show all rows")).isFalse();

        _setValue(searched(), "ab");
        assertThat(rows()).isEqualTo(1);
        _setValue(searched(), "");
        assertThat(rows()).isEqualTo(3);
        assertThat(text()).doesNotContain("line found", "lines found");
    }

    @Test
    void of_more_rows_than_a_search_shows_it_says_that_these_are_the_first() {
        opened(IntStream.rangeClosed(1, 1_001)
                .mapToObj(number -> line("EU-" + (1_000 + number)))
                .toArray(String[]::new));
        _setValue(searched(), "EU-");
        assertThat(text()).contains("The first 1,000 lines found; write more to see fewer");
        assertThat(rows()).isEqualTo(1_000);
    }

    @Test
    void what_can_be_downloaded_is_what_there_is() {
        UploadId id = opened(wrongEmail("EU-1"), wrongEmail("EU-2"));
        assertThat(downloads()).containsExactly("Download file with errors");
        assertThat(text()).contains("Apostrophes in these files keep a spreadsheet from changing IDs and dates.");
        assertThat(fileName("Download file with errors")).contains("learners-with-errors.csv");

        keep(id, 1, "EU-1@example.com");
        assertThat(downloads()).containsExactly("Download file with errors", "Download corrected file");
        assertThat(fileName("Download corrected file")).contains("learners-corrected.csv");

        f8();
        press("Leave out this line");
        assertThat(downloads()).containsExactly("Download corrected file", "Download rows left out");
        assertThat(fileName("Download rows left out")).contains("learners-left-out.csv");
    }

    @Test
    void f8_and_shift_f8_go_to_the_next_and_the_previous_problem_and_a_screen_reader_reads_it_out() {
        opened(wrongEmail("EU-1"), line("EU-2"), wrongProgram("EU-3"), wrongEmail("EU-4"));
        f8();
        assertThat(told()).startsWith("Line 2, email, EU-1example.com: ").contains("the @ is missing");
        assertThat(liveRegion().getAttribute("aria-live")).isEqualTo("polite");
        f8();
        assertThat(told()).startsWith("Line 4, program_code");
        press(Key.F8, Key.SHIFT);
        keyboardIsOn("");
        assertThat(told()).startsWith("Line 2, email");
        press(Key.F8, Key.SHIFT);
        keyboardIsOn("");
        assertThat(told()).startsWith("From the other end of the file: Line 5, email");
        press(Key.F8);
        keyboardIsOn("1:EMAIL");
        assertThat(told()).startsWith("Line 4, program_code");
    }

    @Test
    void alt_k_tells_the_keys_and_alt_r_leads_to_the_reupload() {
        UploadId id = opened(wrongEmail("EU-1"));
        press(Key.KEY_K, Key.ALT);
        assertThat(_get(ShortcutsDialog.class).isOpened()).isTrue();
        assertThat(text()).contains("Next problem, wherever it is in the file");
        press("Close");
        _assertNone(ShortcutsDialog.class);

        press(Key.KEY_R, Key.ALT);
        assertThat(address()).isEqualTo("invite/bulk/upload?replaces=" + id);
    }

    @Test
    void what_was_changed_meanwhile_in_another_window_is_not_overwritten_unseen() {
        UploadId id = opened(wrongEmail("EU-1"), line("EU-2"));
        ReviewRow opened = row(id, 1);
        inAnotherWindow(id, opened, "another@example.com");

        part().keep(opened, Column.EMAIL, "mine@example.com", false);
        assertThat(fieldHasTheKeyboard()).isTrue();
        assertThat(row(id, 1).cells().cell(Column.EMAIL)).isEqualTo("another@example.com");
        assertThat(notifications())
                .anyMatch(
                        told -> told.startsWith("Not kept yet: this was changed meanwhile, to “another@example.com”."));

        press(Key.F8);
        typedInField("mine@example.com");
        assertThat(row(id, 1).cells().cell(Column.EMAIL))
                .as("kept once that was told")
                .isEqualTo("mine@example.com");
    }

    @Test
    void a_field_in_which_nothing_was_typed_leaves_what_was_changed_meanwhile() {
        UploadId id = opened(wrongEmail("EU-1"), line("EU-2"));
        ReviewRow opened = row(id, 1);
        inAnotherWindow(id, opened, "another@example.com");

        part().left(opened, Column.EMAIL, "EU-1example.com", Optional.empty());
        part().keep(opened, Column.EMAIL, "EU-1example.com", false);

        assertThat(row(id, 1).cells().cell(Column.EMAIL)).isEqualTo("another@example.com");
        assertThat(notifications()).noneMatch(told -> told.startsWith("Not kept yet"));
        assertThat(told()).isEqualTo("Line 2, email, another@example.com: nothing is wrong.");
    }

    @Test
    void what_is_typed_into_a_line_that_was_left_out_meanwhile_is_not_lost_without_a_word() {
        UploadId id = opened(wrongEmail("EU-1"), line("EU-2"));
        ReviewRow opened = row(id, 1);
        edits.leaveOut(id, 1);

        part().keep(opened, Column.EMAIL, "mine@example.com", false);
        assertThat(fieldHasTheKeyboard()).isTrue();
        assertThat(notifications()).anyMatch(told -> told.startsWith("Not kept: this line was left out meanwhile."));
    }

    @Test
    void what_cannot_be_kept_of_a_line_that_is_listed_no_longer_is_in_its_field_among_all_lines() {
        UploadId id = opened(wrongEmail("EU-1"), wrongEmail("EU-2"), line("EU-3"));
        _setValue(onlyErrors(), true);
        ReviewRow opened = row(id, 1);
        inAnotherWindow(id, opened, "another@example.com");
        eventually(() -> assertThat(rows()).isEqualTo(1));

        part().keep(opened, Column.EMAIL, "mine@example.com", false);

        assertThat(fieldHasTheKeyboard()).isTrue();
        assertThat(rows()).isEqualTo(3);
        assertThat(row(id, 1).cells().cell(Column.EMAIL)).isEqualTo("another@example.com");
    }

    @Test
    void a_window_in_which_somebody_writes_says_that_the_draft_was_sent_from_another_one() {
        UploadId id = opened(line("EU-1"), line("EU-2"));
        part().keep(row(id, 1), Column.EMAIL, "x".repeat(2_001), false);

        uploads.beginSending(id).join();

        eventually(() -> assertThat(notifications())
                .contains("This is being sent from another window. What you were writing in line 2 is not in it."));
    }

    @Test
    void what_is_done_by_keys_is_done_to_a_line_that_is_listed() {
        UploadId id = opened(wrongEmail("EU-1"), line("EU-2"));
        f8();
        assertThat(told()).startsWith("Line 2, email");
        _setValue(searched(), "eu-2");
        assertThat(told()).isEqualTo("Press F8 to go to the next problem, Enter to edit a cell.");
        press(Key.KEY_L, Key.ALT);
        keyboardIsOn("");
        assertThat(row(id, 1).leftOut()).isFalse();
        assertThat(told()).isEqualTo("Choose one of the lines that are listed first.");

        press(NO_AT);
        assertThat(searched().getValue()).isEmpty();
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void a_key_that_there_is_nothing_for_says_so() {
        opened(wrongEmail("EU-1"), line("EU-2"));
        f8();
        press(Key.KEY_A, Key.ALT);
        assertThat(told()).startsWith("Nothing to put into other lines yet").contains("Line 2, email");
        press(Key.KEY_Z, Key.ALT);
        assertThat(told()).startsWith("There is nothing to undo. Line 2, email");
        press(Key.KEY_U, Key.ALT);
        keyboardIsOn("");
        assertThat(told()).startsWith("There is no suggestion for this cell. Line 2, email");
    }

    private void inAnotherWindow(UploadId id, ReviewRow row, String email) {
        edits.correct(id, row.cells().rowNumber(), Column.EMAIL, row.cells().cell(Column.EMAIL), email)
                .orThrow();
    }

    @Test
    void the_box_for_errors_is_ticked_while_they_are_listed_and_no_other_rows() {
        opened(wrongEmail("EU-1"), line("EU-2"), line("EU-3"));
        _setValue(onlyErrors(), true);
        assertThat(rows()).isEqualTo(1);

        press(NO_AT);
        assertThat(onlyErrors().getValue()).isFalse();
        press("Show all rows");
        assertThat(rows()).isEqualTo(3);
        assertThat(onlyErrors().getValue()).isFalse();
    }

    private UploadId opened(String... lines) {
        UploadId id = checked(lines);
        open("uploads/" + id);
        return id;
    }

    private static String wrongEmail(String learner) {
        return line(learner).replace("@", "");
    }

    private static String wrongProgram(String learner) {
        return line(learner).replace("DATA-ANALYTICS,", "NOTHING-LIKE-IT,");
    }

    private static String dated(String learner, String expiry) {
        return line(learner).replace("2028-06-30 23:59:00", expiry);
    }

    private static void f8() {
        press(Key.F8);
        keyboardIsOn("");
    }

    private static void press(Key key, Key... modifiers) {
        MockVaadin.clientRoundtrip(false);
        ShortcutsKt.fireShortcut(key, modifiers);
    }

    /** By Enter. */
    private void keep(UploadId id, int rowNo, String email) {
        part().keep(row(id, rowNo), Column.EMAIL, email, false);
    }

    private static ReviewPart part() {
        return _get(ReviewPart.class);
    }

    private ReviewRow row(UploadId id, int rowNo) {
        return review.row(id, rowNo).orElseThrow();
    }

    private List<String> expiries(UploadId id) {
        return IntStream.rangeClosed(1, 2)
                .mapToObj(rowNo -> row(id, rowNo).cells().cell(Column.EXPIRY_TIME))
                .toList();
    }

    private static int rows() {
        return GridKt._size(grid());
    }

    @SuppressWarnings("unchecked")
    private static Grid<ReviewRow> grid() {
        return _get(Grid.class);
    }

    private static void choose(int row) {
        grid().select(GridKt._get(grid(), row));
    }

    private static Checkbox onlyErrors() {
        return labelled(Checkbox.class, "Only rows with errors");
    }

    private static TextField searched() {
        return _get(TextField.class, spec -> spec.withPlaceholder("Search learner ID or e-mail"));
    }

    private static Element liveRegion() {
        return _get(CurrentProblem.class).getElement().getChild(0);
    }

    private static String told() {
        return liveRegion().getText();
    }

    private static boolean fieldHasTheKeyboard() {
        return scripts()
                .map(PendingJavaScriptInvocation::getInvocation)
                .filter(script -> script.getExpression().contains("cell.focus()"))
                .anyMatch(script -> script.getParameters().toString().contains("true"));
    }

    /** To be asked before anything is looked for on the page: that takes the scripts away. */
    private static void assertKeyboardIsLeftAlone() {
        assertThat(scripts())
                .noneMatch(script -> script.getInvocation().getExpression().contains("cell.focus()"));
        MockVaadin.clientRoundtrip(false);
    }

    /** What the browser is asked to do, once. */
    private static Stream<PendingJavaScriptInvocation> scripts() {
        UI.getCurrent().getInternals().getStateTree().runExecutionsBeforeClientResponse();
        return UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream();
    }

    /** As {@link #answer}, with what the answer has the page ask next still open. */
    private static void answered(String script, JsonNode answer) {
        scripts()
                .filter(asked -> asked.getInvocation().getExpression().contains(script))
                .forEach(asked -> asked.complete(answer));
    }

    private static void assertPreviewed(String keyboard, String email) {
        press("Preview e-mail");
        keyboardIsOn(keyboard);
        assertThat(text()).contains(email);
        _get(MailPreview.class).close();
    }

    private static List<String> downloads() {
        return _find(Anchor.class).stream()
                .map(Anchor::getText)
                .filter(text -> text.startsWith("Download "))
                .toList();
    }

    private static String fileName(String link) {
        return Objects.requireNonNull(download(link, new FakeResponse()).getHeader("Content-Disposition"));
    }
}
