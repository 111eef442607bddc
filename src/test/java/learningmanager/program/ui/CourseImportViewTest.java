package learningmanager.program.ui;

import static com.github.mvysny.kaributesting.v10.GridKt._getCellComponent;
import static com.github.mvysny.kaributesting.v10.GridKt._size;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static com.github.mvysny.kaributesting.v10.UploadKt._upload;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.upload.Upload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import learningmanager.base.ui.PagedGrid;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.Program;
import learningmanager.program.ProgramFacts;
import learningmanager.program.ProgramKind;
import learningmanager.program.csv.CheckedCourses;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 8: programs and runs from a file. */
class CourseImportViewTest extends ViewTest {
    private static final String HEADINGS =
            "program_title,program_kind,program_code,run_name,run_code,start_date,end_date,enrolment\n";
    private static final String GOOD = HEADINGS
            + "Statistics,degree,STAT,Autumn,STAT-1,2047-09-01,2047-12-01,open\n"
            + ",,DATA-ANALYTICS,Spring 2047,DATA-ANALYTICS-9,2047-03-01,2047-05-30,open\n";

    @Autowired
    CourseCreatorService courses;

    @Test
    void a_file_is_chosen_looked_over_and_added() {
        signIn("manager@example.org");
        open("course-creator");
        press("Import programs and runs");
        assertThat(text()).contains("Template", "Upload", "Review", "program_kind", "microcredential or degree");
        press("Continue to upload");
        assertThat(address()).isEqualTo("course-creator/import/upload");
        assertThat(text()).contains("A file: up to 5 MB and 10,000 rows");
        send(GOOD);

        assertThat(text())
                .contains("programs.csv", "No errors found", "new program", "new runs", "program gets more runs")
                .contains("Read as UTF-8, separated by commas");
        assertThat(_size(grid())).isEqualTo(2);
        assertThat(titles()).doesNotContain("Statistics");
        press("Add programs and runs");

        assertThat(address()).isEqualTo("course-creator");
        assertThat(notifications()).singleElement().asString().contains("Added: one program and 2 runs.");
        assertThat(text()).contains("Statistics");
    }

    @Test
    void what_is_wrong_is_told_in_its_cell_and_nothing_can_be_added_before_it_is_put_right() {
        signIn("manager@example.org");
        toUpload();
        send(GOOD.replace("degree", "degre").replace("2047-05-30", "30/05/2047"));
        assertThat(text()).contains("2 problems in 2 of 2 rows", "Download file with errors");
        assertThat(hasButton("Add programs and runs")).isFalse();
        assertThat(line(0)).contains("degre", "“degre” is no kind of program. Did you mean degree?");
        assertThat(line(1)).contains("“30/05/2047” is not in the format YYYY-MM-DD. Write it as 2047-05-30");

        press("Reupload");
        assertThat(text()).contains("The new file takes the place of programs.csv");
        send(GOOD.replace("degree", "degre"));
        assertThat(text()).contains("One problem in 1 of 2 rows");
        assertThat(_size(grid())).isEqualTo(1);
        _setValue(_get(Checkbox.class, spec -> spec.withLabel("Only rows with errors")), false);
        assertThat(_size(grid())).isEqualTo(2);
        press("Reupload");
        send(GOOD);
        press("Add programs and runs");
        assertThat(titles()).contains("Statistics");
        assertThat(hasButton("Discard")).isFalse();
    }

    @Test
    void a_review_is_at_an_address_of_its_own_which_a_reload_or_another_window_shows_again() {
        signIn("manager@example.org");
        toUpload();
        send(GOOD.replace("degree", "degre"));
        String address = address();
        assertThat(address).startsWith("course-creator/import/");

        signIn("manager@example.org");
        open(address);
        assertThat(text()).contains("programs.csv", "One problem in 1 of 2 rows");
        assertThat(line(0)).contains("“degre” is no kind of program. Did you mean degree?");

        signIn("institute@example.org");
        open(address);
        assertThat(text()).contains("Not found").doesNotContain("programs.csv");
        open("course-creator/import/upload?replaces=" + address.substring(address.lastIndexOf('/') + 1));
        assertThat(text()).contains("Not found").doesNotContain("programs.csv");
        open("course-creator/import/no-such-thing");
        assertThat(text()).contains("Not found");
    }

    @Test
    void once_added_the_address_tells_what_was_and_there_is_nothing_to_press_twice() {
        signIn("manager@example.org");
        toUpload();
        send(GOOD);
        String address = address();
        press("Add programs and runs");
        open(address);

        assertThat(text()).contains("Added: one program and 2 runs.", "from these lines");
        assertThat(_size(grid())).isEqualTo(2);
        assertThat(line(0)).contains("Statistics", "STAT-1").doesNotContain("already");
        assertThat(hasButton("Add programs and runs")).isFalse();
        assertThat(hasButton("Reupload")).isFalse();
        press("Go to the programs");
        assertThat(address()).isEqualTo("course-creator");
    }

    @Test
    void a_file_under_review_is_found_again_in_course_creator_and_can_be_discarded() {
        signIn("manager@example.org");
        toUpload();
        send(GOOD);
        String address = address();

        open("course-creator");
        assertThat(text()).contains("One file of programs and runs waits for you", "programs.csv. Uploaded ");
        assertThat(_get(Anchor.class, spec -> spec.withText("Go on with the review"))
                        .getHref())
                .isEqualTo(address);
        press("Discard");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(headingGetsTheKeyboard()).isTrue();
        assertThat(notifications()).singleElement().asString().contains("programs.csv is discarded.");
        assertThat(text()).doesNotContain("waits for you");
        open(address);
        assertThat(text()).contains("Not found");
    }

    @Test
    void with_too_many_waiting_that_is_told_before_a_file_is_chosen() {
        signIn("manager@example.org");
        for (int file = 0; file < 10; file++) {
            toUpload();
            send(GOOD);
        }
        toUpload();
        assertThat(text()).contains("As many of your files wait", "10 files of programs and runs wait");
        assertThat(hasButton("Upload CSV")).isFalse();
    }

    @Test
    void something_wrong_with_the_file_as_such_is_told_alone() {
        signIn("manager@example.org");
        toUpload();
        send(GOOD.replace("program_kind", "sort"));
        assertThat(text())
                .contains("Heading “program_kind” is missing on line 1", "Heading “sort” on line 1 is unknown")
                .doesNotContain("Add programs and runs");
        press("Reupload");
        send(GOOD);
        assertThat(text()).contains("No errors found");
    }

    @Test
    void a_file_over_the_limit_is_refused_whatever_the_browser_lets_through() {
        signIn("manager@example.org");
        toUpload();
        _get(Upload.class).setMaxFileSize(Integer.MAX_VALUE);
        _upload(_get(Upload.class), "programs.csv", new byte[(5 << 20) + 1]);
        assertThat(text())
                .contains("programs.csv: This file is larger than 5 MB")
                .doesNotContain("Reupload");
    }

    @Test
    void what_changed_since_the_check_is_told_with_the_lines_checked_anew() {
        signIn("manager@example.org");
        toUpload();
        send(GOOD);
        courses.add(
                courses.organisations().getFirst().id(), new ProgramFacts("Stationery", ProgramKind.DEGREE, "stat"));
        press("Add programs and runs");
        assertThat(text()).contains("Nothing was added: something has changed", "One problem in 1 of 2 rows");
        assertThat(line(0)).contains("The program with the code STAT is called “Stationery”.");
        assertThat(titles()).doesNotContain("Statistics");
    }

    @Test
    void who_is_no_course_creator_does_not_find_it() {
        signIn("institute@example.org");
        open("course-creator/import");
        assertThat(text()).contains("Not found");
    }

    private void toUpload() {
        open("course-creator/import");
        press("Continue to upload");
    }

    private static void send(String text) {
        _upload(_get(Upload.class), "programs.csv", text.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("unchecked")
    private static PagedGrid<CheckedCourses.Row> grid() {
        return _get(PagedGrid.class);
    }

    private static String line(int row) {
        return grid().getColumns().stream()
                .map(column -> cell(row, column).getElement().getTextRecursively())
                .collect(Collectors.joining("|"));
    }

    private static Component cell(int row, Grid.Column<CheckedCourses.Row> column) {
        if (column.getKey() == null) {
            column.setKey(String.valueOf(column.getHeaderText()));
        }
        return _getCellComponent(grid(), row, String.valueOf(column.getKey()));
    }

    private List<String> titles() {
        return courses.programs().stream().map(Program::title).toList();
    }
}
