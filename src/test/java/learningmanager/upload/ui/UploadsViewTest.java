package learningmanager.upload.ui;

import static com.github.mvysny.kaributesting.v10.GridKt._getCellComponent;
import static com.github.mvysny.kaributesting.v10.GridKt._size;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt._fireConfirm;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import learningmanager.base.UploadId;
import learningmanager.base.ui.PagedGrid;
import learningmanager.upload.Upload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SPEC 5: the list of my uploads and drafts. */
class UploadsViewTest extends UploadPageTest {
    @BeforeEach
    void the_manager_is_signed_in() {
        signIn("manager@example.org");
    }

    @Test
    void drafts_and_sent_files_stand_there_with_their_state_and_numbers_the_latest_first() {
        uploads.sendInvitations(checked(line("EU-1"), line("EU-2")));
        checked(line("EU-3"), line("EU-4").replace("@", "."));
        open("uploads");

        assertThat(_size(grid())).isEqualTo(2);
        assertThat(cells(0)).contains("learners.csv", "one problem").contains("|2|");
        assertThat(cells(1)).contains("learners.csv", "sent", "UTC");
    }

    @Test
    void a_draft_is_opened() {
        UploadId draft = checked(line("EU-1"));
        open("uploads");
        action(0, "Open").click();
        assertThat(address()).isEqualTo("uploads/" + draft);
    }

    @Test
    void discard_asks_and_the_draft_is_gone() {
        checked(line("EU-1"));
        open("uploads");
        action(0, "Discard").click();
        assertThat(text()).contains("Discard learners.csv?", "Keep");
        assertThat(count("upload")).isEqualTo(1);

        _fireConfirm(_get(ConfirmDialog.class));
        assertThat(count("upload")).isZero();
        assertThat(text()).contains("No uploads yet");
        assertThat(notifications()).singleElement().asString().contains("learners.csv is discarded");
    }

    @Test
    void what_was_sent_meanwhile_is_not_discarded_and_that_is_told() {
        UploadId draft = checked(line("EU-1"));
        open("uploads");
        action(0, "Discard").click();
        uploads.sendInvitations(draft);
        _fireConfirm(_get(ConfirmDialog.class));

        assertThat(notifications()).singleElement().asString().contains("was not discarded");
        assertThat(count("upload")).isEqualTo(1);
        assertThat(_find(actionsOf(0), Button.class))
                .extracting(Button::getText)
                .containsExactly("Open");
    }

    @Test
    void an_open_list_follows_what_another_window_uploads() {
        open("uploads");
        assertThat(text()).contains("No uploads yet");
        checked(line("EU-1"));
        eventually(() -> assertThat(_find(PagedGrid.class)).hasSize(1));
    }

    @Test
    void others_uploads_are_not_in_it() {
        checked(line("EU-1"));
        signIn("program-admin@example.org");
        open("uploads");
        assertThat(text()).contains("No uploads yet");
    }

    @Test
    void home_shows_the_latest_three_drafts_and_leads_to_all() {
        IntStream.rangeClosed(1, 5).forEach(number -> checked(line("EU-" + number)));
        open("invite");
        open("");
        assertThat(text()).contains("5 uploads wait for you", "All 5 under “My uploads”");
        assertThat(_find(Button.class, spec -> spec.withText("Discard"))).hasSize(3);
    }

    @Test
    void home_says_so_where_a_draft_was_sent_meanwhile_and_is_not_discarded() {
        UploadId draft = checked(line("EU-1"));
        open("invite");
        open("");
        press("Discard");
        uploads.sendInvitations(draft);
        _fireConfirm(_get(ConfirmDialog.class));

        assertThat(notifications()).singleElement().asString().contains("was not discarded");
        assertThat(count("upload")).isEqualTo(1);
    }

    @Test
    void who_manages_nothing_does_not_find_it() {
        signIn("learner@example.org");
        open("uploads");
        assertThat(text()).contains("Not found");
    }

    @SuppressWarnings("unchecked")
    private static PagedGrid<Upload> grid() {
        return _get(PagedGrid.class);
    }

    private static String cells(int row) {
        return grid().getColumns().stream()
                .map(column -> cell(row, column))
                .map(cell -> cell.getElement().getTextRecursively())
                .collect(Collectors.joining("|"));
    }

    private static Component actionsOf(int row) {
        return cell(row, grid().getColumns().getLast());
    }

    private static Component cell(int row, Grid.Column<Upload> column) {
        if (column.getKey() == null) {
            column.setKey(String.valueOf(column.getHeaderText()));
        }
        return _getCellComponent(grid(), row, String.valueOf(column.getKey()));
    }

    private static Button action(int row, String text) {
        return _get(actionsOf(row), Button.class, spec -> spec.withText(text));
    }
}
