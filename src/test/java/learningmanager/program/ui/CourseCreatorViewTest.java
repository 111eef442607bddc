package learningmanager.program.ui;

import static com.github.mvysny.kaributesting.v10.BasicUtilsKt._fireDomEvent;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinSession;
import java.time.Duration;
import java.time.LocalDate;
import learningmanager.base.Code;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.Program;
import learningmanager.program.ProgramFacts;
import learningmanager.program.ProgramService;
import learningmanager.testing.Invite;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 8, "Course Creator". */
class CourseCreatorViewTest extends ViewTest {
    @Autowired
    CourseCreatorService courses;

    @Autowired
    ProgramService programs;

    @Autowired
    Invite invite;

    @Test
    void who_is_no_course_creator_finds_neither_the_page_nor_its_menu_entry() {
        signIn("institute@example.org");
        assertThat(_find(
                        SideNavItem.class,
                        spec -> spec.withPredicate(item -> item.getLabel().equals("Course Creator"))))
                .isEmpty();
        open("course-creator");
        assertThat(text()).contains("Not found");
        open("course-creator/new");
        assertThat(text()).contains("Not found");
    }

    @Test
    void a_program_and_its_first_run_are_added_with_the_codes_that_are_suggested() {
        signIn("manager@example.org");
        open("course-creator");
        press("Add a program");
        _setValue(labelled(TextField.class, "Title"), "Machine Learning");
        press("Use MACHINE-LEARNING");
        press("Save");
        assertThat(address()).matches("course-creator/[0-9a-f-]{36}");

        press("Add a run");
        _setValue(labelled(TextField.class, "Name"), "Machine Learning, 2028");
        press("Use MACHINE-LEARNING-1");
        press("Save");
        assertThat(labelled(DatePicker.class, "Starts on").getErrorMessage()).contains("date is missing");
        _setValue(labelled(DatePicker.class, "Starts on"), LocalDate.of(2028, 3, 1));
        _setValue(labelled(DatePicker.class, "Ends on"), LocalDate.of(2028, 2, 1));
        press("Save");
        assertThat(labelled(DatePicker.class, "Ends on").getErrorMessage()).contains("before the start");
        _setValue(labelled(DatePicker.class, "Ends on"), LocalDate.of(2028, 6, 1));
        press("Save");

        assertThat(notifications()).anyMatch(text -> text.contains("Machine Learning, 2028 is saved."));
        assertThat(text()).contains("MACHINE-LEARNING-1").contains("1 Mar – 1 Jun 2028");
    }

    @Test
    void a_date_that_cannot_be_read_is_told_as_such_at_once_and_again_on_saving() {
        signIn("manager@example.org");
        open(CourseCreatorNavigation.newRun(invite.program("Data Analytics").id()));
        DatePicker start = labelled(DatePicker.class, "Starts on");
        DatePicker end = labelled(DatePicker.class, "Ends on");
        type(start, "2027-02-30");
        assertThat(start.isInvalid()).isTrue();
        assertThat(start.getErrorMessage()).startsWith("“2027-02-30” is no real date.");

        type(end, "in summer");
        press("Save");
        assertThat(start.isInvalid()).isTrue();
        assertThat(start.getErrorMessage()).startsWith("“2027-02-30” is no real date.");
        assertThat(end.isInvalid()).isTrue();
        assertThat(end.getErrorMessage()).startsWith("“in summer” is not a date. Write it as YYYY-MM-DD");

        _setValue(start, LocalDate.of(2027, 3, 1));
        assertThat(start.isInvalid()).isFalse();
        assertThat(end.isInvalid()).isTrue();
    }

    /** As a browser tells of a text that it can't read as a date. */
    private static void type(DatePicker date, String text) {
        date.getElement().setProperty("_inputElementValue", text);
        _fireDomEvent(date, "unparsable-change");
    }

    @Test
    void a_title_that_is_missing_or_too_long_is_told_as_a_title() {
        signIn("manager@example.org");
        open("course-creator/new");
        TextField title = labelled(TextField.class, "Title");
        press("Save");
        assertThat(title.getErrorMessage()).startsWith("The title is missing.");
        _setValue(title, "x".repeat(201));
        press("Save");
        assertThat(title.getErrorMessage()).startsWith("This title has 201 characters.");
    }

    @Test
    void a_code_that_is_taken_is_refused_at_its_field_and_what_was_written_stays() {
        signIn("manager@example.org");
        open(CourseCreatorNavigation.program(invite.program("Climate Change").id()));
        TextField code = labelled(TextField.class, "Program code");
        _setValue(code, "data-analytics");
        press("Save");
        assertThat(code.isInvalid()).isTrue();
        assertThat(code.getErrorMessage()).contains("Data Analytics has the code DATA-ANALYTICS already");
        assertThat(code.getValue()).isEqualTo("data-analytics");
    }

    @Test
    void a_second_window_is_told_keeps_what_it_wrote_and_can_save_it_all_the_same() {
        signIn("manager@example.org");
        Program program = invite.program("Climate Change");
        open(CourseCreatorNavigation.program(program.id()));
        courses.change(
                program.id(),
                ProgramFacts.of(program),
                new ProgramFacts("Climate and change", program.kind(), "CLIMATE"));

        _setValue(labelled(TextField.class, "Title"), "Climate crisis");
        press("Save");
        assertThat(text()).contains("Somebody else changed this meanwhile").contains("Climate and change");
        assertThat(labelled(TextField.class, "Title").getValue()).isEqualTo("Climate crisis");

        press("Save");
        assertThat(courses.program(program.id()).title()).isEqualTo("Climate crisis");
        assertThat(hasButton("Take over what is there now")).isFalse();
    }

    @Test
    void an_archived_run_is_not_offered_to_invite_to() {
        signIn("manager@example.org");
        Program program = invite.program("Data Analytics");
        open(CourseCreatorNavigation.run(program.id(), Invite.run(program, "DATA-ANALYTICS-2")));
        press("Archive");
        assertThat(text()).contains("archived");
        assertThat(hasButton("Bring back")).isTrue();
        assertThat(programs.offered())
                .filteredOn(one -> one.id().equals(program.id()))
                .singleElement()
                .satisfies(one -> assertThat(one.runs()).hasSize(1));
    }

    @Test
    void after_a_program_was_added_the_way_back_leads_to_an_empty_form_that_adds_another_one() {
        signIn("manager@example.org");
        open("course-creator/new");
        _setValue(labelled(TextField.class, "Title"), "Nursing");
        press("Save");
        assertThat(text()).contains("No runs yet");

        open("course-creator/new");
        assertThat(labelled(TextField.class, "Title").getValue()).isEmpty();
        assertThat(text()).contains("Add a program").doesNotContain("No runs yet", "Archive");
        _setValue(labelled(TextField.class, "Title"), "Midwifery");
        press("Save");

        assertThat(courses.programs()).extracting(Program::title).contains("Nursing", "Midwifery");
    }

    @Test
    void after_a_run_was_changed_a_new_one_is_added_beside_it() {
        signIn("manager@example.org");
        Program program = invite.program("Data Analytics");
        open(CourseCreatorNavigation.run(program.id(), Invite.run(program, "DATA-ANALYTICS-2")));
        open(CourseCreatorNavigation.newRun(program.id()));
        assertThat(labelled(TextField.class, "Name").getValue()).isEmpty();
        assertThat(hasButton("Archive")).isFalse();
        _setValue(labelled(TextField.class, "Name"), "Data Analytics, 2029");
        _setValue(labelled(DatePicker.class, "Starts on"), LocalDate.of(2029, 3, 1));
        _setValue(labelled(DatePicker.class, "Ends on"), LocalDate.of(2029, 6, 1));
        press("Save");
        assertThat(courses.program(program.id()).runs()).hasSize(3);
    }

    @Test
    void a_window_that_goes_from_one_program_to_another_follows_the_other() {
        signIn("manager@example.org");
        Program climate = invite.program("Climate Change");
        Program degree = invite.program("BSc Computing");
        open("programs/" + climate.id());
        open("programs/" + degree.id());

        rename(climate, "Climate crisis");
        rename(degree, "BSc Informatics");

        await().pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .until(() -> !VaadinSession.getCurrent().getPendingAccessQueue().isEmpty());
        MockVaadin.clientRoundtrip(false);
        assertThat(text()).contains("BSc Informatics").doesNotContain("Climate");
    }

    private void rename(Program program, String title) {
        courses.change(
                program.id(),
                ProgramFacts.of(program),
                new ProgramFacts(
                        title,
                        program.kind(),
                        program.codeIfSet().map(Code::text).orElse("")));
    }

    @Test
    void a_missing_code_on_the_template_page_leads_straight_to_its_field_who_may_set_it() {
        signIn("manager@example.org");
        open("invite/bulk");
        assertThat(_find(Anchor.class, spec -> spec.withText("No code yet: set one")))
                .extracting(Anchor::getHref)
                .containsExactly(
                        CourseCreatorNavigation.codeOf(
                                invite.program("Climate Change").id()),
                        CourseCreatorNavigation.codeOf(
                                invite.program("Climate Change").id(),
                                invite.program("Climate Change")
                                        .runsInOrder()
                                        .getFirst()
                                        .id()));
    }
}
