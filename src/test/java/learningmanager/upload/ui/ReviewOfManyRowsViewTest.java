package learningmanager.upload.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.ShortcutsKt;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import learningmanager.base.UploadId;
import learningmanager.upload.DraftEditService;
import learningmanager.upload.ReviewService;
import learningmanager.upload.csv.Column;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 5, step three: what takes long at many rows is done while the page answers. */
class ReviewOfManyRowsViewTest extends UploadPageTest {
    private static final int MANY = DraftChange.FEW + 10;

    @Autowired
    ReviewService review;

    @Autowired
    DraftEditService edits;

    @BeforeEach
    void the_manager_is_signed_in() {
        signIn("manager@example.org");
    }

    @Test
    void rows_are_left_out_and_put_back_with_nothing_else_changed_meanwhile() {
        UploadId upload = reviewed(MANY, line -> line.replace("@", ""));
        _get(ReviewPart.class).keep(review.row(upload, 1).orElseThrow(), Column.EMAIL, "nobody", false);
        press("Leave out rows with errors");

        assertThat(text()).contains("Leaving out 60 rows …");
        assertThat(button("Leave out rows with errors").isEnabled()).isFalse();
        assertThat(button("Undo").isEnabled()).isFalse();
        assertThat(_get(Grid.class).isEnabled()).isFalse();
        alt(Key.KEY_Z);
        eventually(() -> assertThat(text()).contains("60 rows were left out.").doesNotContain("Leaving out 60"));
        assertThat(button("Undo").isEnabled()).isTrue();
        assertThat(_get(Grid.class).isEnabled()).isTrue();
        assertThat(review.countLeftOut(upload)).isEqualTo(MANY);

        alt(Key.KEY_Z);
        alt(Key.KEY_Z);
        assertThat(text()).contains("Putting 60 rows back …");
        eventually(() -> assertThat(text()).contains("Undone.").doesNotContain("Putting 60"));
        assertThat(review.countLeftOut(upload)).isZero();
        assertThat(edits.undoable(upload)).as("the correction before").isEqualTo(1);
    }

    @Test
    void one_value_is_put_right_in_many_rows() {
        UploadId upload = reviewed(MANY, line -> line.replace("DATA-ANALYTICS,", "DATA-ANALYTIC,"));
        keep(upload, false);
        press("Fix 59 more rows: DATA-ANALYTIC → DATA-ANALYTICS");

        assertThat(text()).contains("Putting 59 rows right …");
        keep(upload, true);
        eventually(() -> assertThat(text()).contains("59 rows were corrected.", "No errors found"));
        assertThat(text()).doesNotContain("Putting 59");
        assertThat(edits.undoable(upload)).isEqualTo(59);
    }

    @Test
    void one_value_is_put_right_in_many_rows_while_editing() {
        UploadId upload = reviewed(MANY, line -> line.replace("DATA-ANALYTICS,", "DATA-ANALYTIC,"));
        keep(upload, true);

        assertThat(text()).contains("Putting 60 rows right …");
        eventually(() -> assertThat(text()).contains("60 rows were corrected.", "No errors found"));
    }

    @Test
    void one_value_is_put_right_in_few_rows_at_once() {
        UploadId upload = reviewed(DraftChange.FEW, line -> line.replace("DATA-ANALYTICS,", "DATA-ANALYTIC,"));
        keep(upload, true);
        assertThat(text()).contains("50 rows were corrected.", "No errors found");

        alt(Key.KEY_Z);
        assertThat(text()).contains("Undone.", "50 problems in 50 of 50 rows");
    }

    @Test
    void the_dates_of_many_rows_are_read_by_one_answer() {
        reviewed(MANY, line -> line.replace("2028-06-30 23:59:00", "01/02/2028 09:00"));
        press("The day: 2028-02-01 09:00:00");

        assertThat(text()).contains("Putting 60 rows right …");
        assertThat(button("The day: 2028-02-01 09:00:00").isEnabled()).isFalse();
        eventually(() -> assertThat(text()).contains("60 rows were corrected.", "No errors found"));
    }

    @Test
    void what_failed_is_told_and_can_be_tried_again() {
        UploadId upload = reviewed(MANY, line -> line.replace("@", ""));
        jdbc.sql("update upload set state = 'SENT'").update();
        press("Leave out rows with errors");
        eventually(() -> assertThat(text()).contains("It could not be done", "Nothing was changed"));

        jdbc.sql("update upload set state = 'CHECKED'").update();
        press("Leave out rows with errors");
        assertThat(text()).contains("Leaving out 60 rows …").doesNotContain("It could not be done");
        eventually(() -> assertThat(text()).contains("60 rows were left out."));
        assertThat(review.countLeftOut(upload)).isEqualTo(MANY);
    }

    @Test
    void the_numbers_of_many_rows_come_while_the_page_is_there() {
        reviewed(DraftNumbers.FEW + 1, line -> line);
        assertThat(text()).contains("No errors found", "Counting …");
        assertThat(hasButton("Send invitations")).isTrue();
        alt(Key.KEY_S);
        assertThat(text()).contains("Send the invitations now?");
        _get(ConfirmDialog.class).close();

        eventually(() -> assertThat(number("invitations")).contains("5,001"));
        assertThat(text()).doesNotContain("Counting …").contains("All of them expire on Fri 30 Jun 2028");
        alt(Key.KEY_S);
        assertThat(text()).contains("Send 5,001 invitations now?");
    }

    @Test
    void numbers_that_a_change_made_old_are_not_shown() {
        UploadId upload = reviewed(DraftNumbers.FEW + 2, line -> line);
        ReviewPart page = _get(ReviewPart.class);
        page.leaveOut(review.row(upload, 2).orElseThrow());

        assertThat(text()).contains("Counting …");
        eventually(() -> assertThat(number("invitations")).contains("5,001"));
        page.leaveOut(review.row(upload, 3).orElseThrow());
        assertThat(number("invitations")).as("while it is counted again").isEmpty();
        eventually(() -> assertThat(number("invitations")).contains("5,000"));
    }

    /** A draft of so many lines, changed like this, on its page. */
    private UploadId reviewed(int rows, UnaryOperator<String> changed) {
        UploadId upload = checked(IntStream.rangeClosed(1, rows)
                .mapToObj(number -> changed.apply(line("EU-" + (10_000 + number))))
                .toArray(String[]::new));
        open("uploads/" + upload);
        return upload;
    }

    private void keep(UploadId upload, boolean all) {
        _get(ReviewPart.class).keep(review.row(upload, 1).orElseThrow(), Column.PROGRAM_CODE, "DATA-ANALYTICS", all);
    }

    private static void alt(Key key) {
        ShortcutsKt.fireShortcut(key, KeyModifier.ALT);
    }
}
