package learningmanager.invitation.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Set;
import learningmanager.base.ui.CopyLink;
import learningmanager.base.ui.Notice;
import learningmanager.program.ProgramRun;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;

/** SPEC 4, "Enrol a single learner on a degree". */
class EnrolOnDegreeViewTest extends ViewTest {
    @Test
    void a_linked_learner_is_enrolled_at_once() {
        signIn("manager@example.org");
        open("invite/degree");
        enrol("EU-1001");

        assertThat(text()).contains("EU-1001 is enrolled on BSc Computing");
        _assertNone(CopyLink.class);
    }

    @Test
    void for_a_learner_not_linked_yet_there_is_one_link_to_share_however_often_it_is_asked_for() {
        signIn("manager@example.org");
        open("invite/degree");
        enrol("EU-3001");
        assertThat(text()).contains("EU-3001 has no account linked yet");
        String link = link();
        assertThat(link).contains("/accept/");

        enrol("EU-3001");
        assertThat(link()).isEqualTo(link);
    }

    @Test
    void the_runs_of_the_link_are_listed_one_by_one() {
        signIn("manager@example.org");
        open("invite/degree");
        _setValue(
                runs(), Set.copyOf(runs().getListDataView().getItems().toList().subList(0, 2)));
        _setValue(labelled(TextField.class, "Unique learner ID"), "EU-3001");
        press("Enrol learner");

        assertThat(_find(_get(Notice.class), ListItem.class))
                .extracting(ListItem::getText)
                .containsExactly("BSc Computing, first term 2027", "BSc Computing, second term 2027");
    }

    @Test
    void who_manages_no_degree_is_not_asked_to_enrol_on_one() {
        signIn("program-admin@example.org");
        open("invite");
        assertThat(choices()).containsExactly("INVITE");

        signIn("manager@example.org");
        open("invite");
        assertThat(choices()).containsExactly("INVITE", "ENROL_ON_DEGREE");
    }

    @Test
    void what_is_missing_is_told_at_its_field() {
        signIn("manager@example.org");
        open("invite/degree");
        press("Enrol learner");

        assertThat(runs().getErrorMessage()).contains("at least one run");
        assertThat(labelled(TextField.class, "Unique learner ID").getErrorMessage())
                .contains("missing");
    }

    @Test
    void without_a_degree_the_learner_is_checked_all_the_same() {
        signIn("manager@example.org");
        open("invite/degree");
        labelled(ComboBox.class, "Degree").clear();
        press("Enrol learner");

        assertThat(labelled(ComboBox.class, "Degree").isInvalid()).isTrue();
        assertThat(labelled(TextField.class, "Unique learner ID").isInvalid()).isTrue();
    }

    @Test
    void only_degrees_can_be_chosen_and_without_one_the_page_says_so() {
        signIn("manager@example.org");
        open("invite/degree");
        ComboBox<?> degree = labelled(ComboBox.class, "Degree");
        assertThat(degree.getListDataView().getItems()).hasSize(1);

        signIn("institute@example.org");
        open("invite/degree");
        assertThat(text()).contains("No degree to enrol on");
    }

    private static void enrol(String learnerId) {
        MultiSelectComboBox<ProgramRun> runs = runs();
        _setValue(runs, Set.of(runs.getListDataView().getItems().findFirst().orElseThrow()));
        _setValue(labelled(TextField.class, "Unique learner ID"), learnerId);
        press("Enrol learner");
    }

    private static List<String> choices() {
        RadioButtonGroup<?> choice = _get(RadioButtonGroup.class);
        return choice.getListDataView().getItems().map(String::valueOf).toList();
    }

    private static String link() {
        return _get(_get(CopyLink.class), TextField.class).getValue();
    }

    @SuppressWarnings("unchecked")
    private static MultiSelectComboBox<ProgramRun> runs() {
        return labelled(MultiSelectComboBox.class, "Runs");
    }
}
