package learningmanager.invitation.ui;

import static com.github.mvysny.kaributesting.v10.BasicUtilsKt._fireDomEvent;
import static com.github.mvysny.kaributesting.v10.ComboBoxKt.getSuggestionItems;
import static com.github.mvysny.kaributesting.v10.ComboBoxKt.setUserInput;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import learningmanager.base.ui.CopyLink;
import learningmanager.base.ui.UtcDateTimeField;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.SentInvitationService;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.RunScope;
import learningmanager.testing.Invite;
import learningmanager.testing.TestClock;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SPEC 4. */
class InviteOneLearnerViewTest extends ViewTest {
    @Autowired
    Invite invite;

    @Autowired
    SentInvitationService invitations;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @BeforeEach
    void a_manager_is_at_the_form() {
        signIn("manager@example.org");
        press("Invite and enrol learners");
        press("Continue");
    }

    @Test
    void a_success_message_names_the_learner_and_the_form_is_ready_for_the_next() {
        choose("Data Analytics", "DATA-ANALYTICS-2");
        fill("EU-2001", "ana.lima@example.org");

        press("Send an invitation");

        assertThat(text()).contains("Invitation sent to EU-2001 at ana.lima@example.org");
        assertThat(labelled(TextField.class, "Unique learner ID").getValue()).isEmpty();
        assertThat(labelled(TextField.class, "Email").getValue()).isEmpty();
        assertThat(program().getValue().title()).isEqualTo("Data Analytics");
        assertThat(runs().getValue()).extracting(ProgramRun::name).containsExactly("Data Analytics, spring 2027");
        assertThat(sent("Data Analytics")).isEqualTo(1);
    }

    @Test
    void the_link_of_a_learner_who_is_not_linked_yet_can_be_copied() {
        choose("Data Analytics", "DATA-ANALYTICS-2");
        fill("EU-2001", "ana.lima@example.org");
        press("Send an invitation");
        assertThat(hasButton("Copy link")).isTrue();

        fill("EU-1001", "learner@example.org");
        press("Send an invitation");

        _assertNone(CopyLink.class);
        assertThat(sent("Data Analytics")).isEqualTo(2);
    }

    @Test
    void wrong_input_is_told_at_its_field_and_kept_and_nothing_is_sent() {
        choose("Data Analytics", "DATA-ANALYTICS-2");
        fill(" ", "joerg.example.org");

        press("Send an invitation");

        assertThat(labelled(TextField.class, "Unique learner ID").getErrorMessage())
                .contains("missing");
        TextField email = labelled(TextField.class, "Email");
        assertThat(email.isInvalid()).isTrue();
        assertThat(email.getErrorMessage()).contains("@ is missing");
        assertThat(email.getValue()).isEqualTo("joerg.example.org");
        assertThat(sent("Data Analytics")).isZero();

        _setValue(email, "joerg@example.org");
        assertThat(email.isInvalid()).isFalse();
    }

    @Test
    void without_a_program_all_that_is_wrong_is_told_at_once() {
        press("Send an invitation");

        assertThat(program().getErrorMessage()).contains("Choose");
        assertThat(labelled(TextField.class, "Unique learner ID").isInvalid()).isTrue();
        assertThat(labelled(TextField.class, "Email").isInvalid()).isTrue();
    }

    @Test
    void a_microcredential_takes_one_run_and_a_second_takes_its_place() {
        choose("Data Analytics", "DATA-ANALYTICS-1");
        fill("EU-2001", "ana.lima@example.org");

        Program dataAnalytics = invite.program("Data Analytics");
        _setValue(runs(), dataAnalytics.runs());
        assertThat(runs().getValue()).extracting(ProgramRun::name).containsExactly("Data Analytics, spring 2027");

        _setValue(runs(), Set.of());
        press("Send an invitation");
        assertThat(runs().getErrorMessage()).contains("exactly one run");
        assertThat(sent("Data Analytics")).isZero();
    }

    @Test
    void a_degree_can_be_invited_to_without_a_run() {
        choose("BSc Computing");
        fill("EU-2001", "ana.lima@example.org");

        press("Send an invitation");

        assertThat(text()).contains("Invitation sent to EU-2001");
        assertThat(sent("BSc Computing")).isEqualTo(1);
    }

    @Test
    void a_run_that_the_learner_holds_already_is_refused_with_the_way_out() {
        choose("Data Analytics", "DATA-ANALYTICS-1");
        fill("EU-1001", "learner@example.org");
        press("Send an invitation");
        assertThat(runs().getErrorMessage()).contains("enrolled on Data Analytics, autumn 2026 already");

        invite.learner("EU-2001", "ana.lima@example.org", "Data Analytics", "DATA-ANALYTICS-2");
        choose("Data Analytics", "DATA-ANALYTICS-2");
        fill("EU-2001", "ana.lima@example.org");
        press("Send an invitation");
        assertThat(runs().getErrorMessage())
                .contains("pending invitation", "“Invitations” tab", "can be resent", "expiry extended");
    }

    @Test
    void the_expiry_starts_at_four_weeks_ahead_and_may_not_be_in_the_past() {
        UtcDateTimeField expiry = labelled(UtcDateTimeField.class, "Expiry date and time (UTC)");
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        assertThat(expiry.instant())
                .contains(today.plusWeeks(4).atTime(LocalTime.of(23, 59)).toInstant(ZoneOffset.UTC));

        choose("Data Analytics", "DATA-ANALYTICS-2");
        fill("EU-2001", "ana.lima@example.org");
        expiry.setValue(clock.instant().minus(Duration.ofDays(1)));
        press("Send an invitation");

        assertThat(expiry.getErrorMessage()).endsWith(" UTC is in the past. Choose a later time.");
        assertThat(expiry.getHelperText()).doesNotContain("within 24 hours");
        assertThat(sent("Data Analytics")).isZero();

        expiry.setValue(Instant.parse("2077-03-01T09:00:00Z"));
        press("Send an invitation");
        assertThat(expiry.getErrorMessage())
                .matches(
                        "2077-03-01 09:00 UTC is more than five years ahead. Choose a time up to [0-9-]{10} [0-9:]{5} UTC.");

        expiry.setValue(null);
        press("Send an invitation");
        assertThat(expiry.getErrorMessage()).contains("Choose a date and a time of day");
    }

    @Test
    void beside_the_expiry_stands_when_that_is_here() {
        List<String> zone = new ArrayList<>();
        UI.getCurrent().getPage().retrieveExtendedClientDetails(details -> zone.add(details.getTimeZoneId()));
        UtcDateTimeField expiry = labelled(UtcDateTimeField.class, "Expiry date and time (UTC)");
        expiry.setValue(Instant.parse("2027-07-01T22:30:00Z"));
        String here = ZonedDateTime.parse("2027-07-01T22:30:00Z")
                .withZoneSameInstant(ZoneId.of(zone.getFirst()))
                .format(DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm", Locale.ENGLISH));
        assertThat(expiry.getHelperText()).isEqualTo("In your time zone: " + here);

        expiry.clear();
        assertThat(expiry.getHelperText()).isNullOrEmpty();
    }

    @Test
    void a_time_of_day_is_read_sensibly_or_refused_and_never_taken_for_another() {
        UtcDateTimeField expiry = labelled(UtcDateTimeField.class, "Expiry date and time (UTC)");
        LocalDate day = LocalDate.ofInstant(expiry.instant().orElseThrow(), ZoneOffset.UTC);

        _setValue(time(), "930");
        assertThat(time().getValue()).isEqualTo("09:30");
        assertThat(expiry.instant()).contains(day.atTime(9, 30).toInstant(ZoneOffset.UTC));

        for (String wrong : List.of("25:99", "24:00")) {
            _setValue(time(), wrong);
            assertThat(expiry.isInvalid()).isTrue();
            assertThat(expiry.getErrorMessage())
                    .isEqualTo("“" + wrong
                            + "” is no time of day. Write it as HH:MM from 00:00 to 23:59, for example 09:00.");
            assertThat(expiry.instant()).isEmpty();
        }

        choose("Data Analytics", "DATA-ANALYTICS-2");
        fill("EU-2001", "ana.lima@example.org");
        press("Send an invitation");
        assertThat(expiry.getErrorMessage()).startsWith("“24:00” is no time of day");
        assertThat(sent("Data Analytics")).isZero();

        _setValue(time(), "23:59");
        assertThat(expiry.isInvalid()).isFalse();
        press("Send an invitation");
        assertThat(sent("Data Analytics")).isEqualTo(1);
    }

    @Test
    void an_unreadable_date_is_told_as_such_when_left_and_again_on_sending() {
        UtcDateTimeField expiry = labelled(UtcDateTimeField.class, "Expiry date and time (UTC)");

        typeDate("2027-02-30");
        assertThat(expiry.getErrorMessage())
                .startsWith("“2027-02-30” is no real date")
                .contains("2027-03-01.");
        assertThat(expiry.isInvalid()).isTrue();

        typeDate("soon");
        press("Send an invitation");
        assertThat(expiry.isInvalid()).isTrue();
        assertThat(expiry.getErrorMessage())
                .isEqualTo("“soon” is not a date. Write it as YYYY-MM-DD, for example 2027-03-01.");

        choose("Data Analytics", "DATA-ANALYTICS-2");
        fill("EU-2001", "ana.lima@example.org");
        press("Send an invitation");
        assertThat(expiry.getErrorMessage()).startsWith("“soon” is not a date");
        assertThat(sent("Data Analytics")).isZero();
    }

    @Test
    void a_date_without_a_time_of_day_is_told_what_is_missing() {
        UtcDateTimeField expiry = labelled(UtcDateTimeField.class, "Expiry date and time (UTC)");
        choose("Data Analytics", "DATA-ANALYTICS-2");
        fill("EU-2001", "ana.lima@example.org");

        _setValue(time(), "");
        assertThat(expiry.isInvalid()).isFalse();
        press("Send an invitation");

        assertThat(expiry.getErrorMessage())
                .isEqualTo("The time of day is missing. Write it as HH:MM, for example 09:00.");
    }

    @Test
    void a_likely_slip_and_a_short_time_to_accept_are_said_beside_the_field_and_do_not_block() {
        choose("Data Analytics", "DATA-ANALYTICS-2");
        fill("EU-2001", "ana.lima@gmial.com");
        UtcDateTimeField expiry = labelled(UtcDateTimeField.class, "Expiry date and time (UTC)");
        expiry.setValue(clock.instant().plus(Duration.ofHours(23)));

        TextField email = labelled(TextField.class, "Email");
        assertThat(email.getHelperText())
                .isEqualTo("gmial.com is likely a slip of the keys. Did you mean ana.lima@gmail.com?");
        assertThat(expiry.getHelperText()).endsWith("That is within 24 hours: the learner has little time to accept.");

        press("Send an invitation");
        assertThat(sent("Data Analytics")).isEqualTo(1);
        assertThat(email.getHelperText()).isEmpty();
    }

    @Test
    void how_addresses_usually_end_is_said_beside_the_field_and_is_no_rule() {
        jdbc.sql("update organisation set email_domain = 'uni.example.org' where name = 'Example University'")
                .update();
        open("");
        open("invite/learners");
        TextField email = labelled(TextField.class, "Email");
        choose("Data Analytics", "DATA-ANALYTICS-2");
        assertThat(email.getHelperText()).isEqualTo("Usually …@uni.example.org");
        fill("EU-2001", "ana.lima");
        assertThat(email.getHelperText()).isEqualTo("Did you mean ana.lima@uni.example.org?");

        fill("EU-2001", "ana.lima@elsewhere.example");
        press("Send an invitation");

        assertThat(sent("Data Analytics")).isEqualTo(1);
        open("invite/bulk");
        assertThat(text()).contains("At Example University it usually ends in @uni.example.org.");
    }

    @Test
    void what_is_said_of_the_runs_of_one_learner_is_not_said_of_the_next() {
        invite.learner("EU-2001", "ana.lima@example.org", "Data Analytics", "DATA-ANALYTICS-2");
        choose("Data Analytics", "DATA-ANALYTICS-2");
        fill("EU-2001", "ana.lima@example.org");
        press("Send an invitation");
        assertThat(runs().getErrorMessage()).contains("pending invitation to Data Analytics, spring 2027");

        _setValue(labelled(TextField.class, "Unique learner ID"), "EU-2002");
        assertThat(runs().isInvalid()).isFalse();

        _setValue(runs(), Set.of());
        press("Send an invitation");
        _setValue(labelled(TextField.class, "Unique learner ID"), "EU-2003");
        assertThat(runs().isInvalid()).isTrue();
    }

    @Test
    void a_program_is_found_by_its_code_as_well_as_its_title() {
        setUserInput(program(), "data-anal");
        assertThat(getSuggestionItems(program())).extracting(Program::title).containsExactly("Data Analytics");
        setUserInput(program(), "Climate");
        assertThat(getSuggestionItems(program())).extracting(Program::title).containsExactly("Climate Change");
    }

    @Test
    void half_an_e_mail_address_is_told_what_is_missing_of_it() {
        choose("Data Analytics", "DATA-ANALYTICS-2");
        for (String half : List.of("ana@", "@example.org")) {
            fill("EU-2001", half);
            press("Send an invitation");
            assertThat(labelled(TextField.class, "Email").getErrorMessage())
                    .contains(half.startsWith("@") ? "nothing stands before the @" : "nothing stands after the @")
                    .contains("name@example.org")
                    .doesNotContain("\"\"", "“”");
        }
        fill("EU-2001", " ");
        press("Send an invitation");
        assertThat(labelled(TextField.class, "Email").getErrorMessage())
                .isEqualTo("Email is missing. Write one address, for example name@example.org.");
    }

    @Test
    void what_the_learner_will_get_can_be_seen_before() {
        choose("Data Analytics", "DATA-ANALYTICS-2");
        fill("EU-2001", "ana.lima@example.org");

        press("Preview e-mail");

        assertThat(text())
                .contains(
                        "Example University invites you to Data Analytics",
                        "ana.lima@example.org",
                        "manager@example.org");
        assertThat(_get(IFrame.class).getSrcdoc().orElseThrow())
                .contains(
                        "You are invited to study Data Analytics",
                        "Example University invites you, as learner EU-2001.",
                        "Run: Data Analytics, spring 2027",
                        "You can accept until",
                        "UTC",
                        "Open the invitation",
                        "For questions, ask manager@example.org.");
        _get(TabSheet.class).setSelectedIndex(1);
        assertThat(text()).contains("Opening it changes nothing; you are enrolled when you accept.");
        press("Close");
        _assertNone(Dialog.class);
        assertThat(sent("Data Analytics")).isZero();
    }

    @Test
    void what_keeps_the_mail_from_being_written_is_told_at_its_field() {
        choose("Data Analytics");
        fill(" ", "ana.lima");

        press("Preview e-mail");

        _assertNone(Dialog.class);
        assertThat(runs().getErrorMessage()).contains("exactly one run");
        assertThat(labelled(TextField.class, "Unique learner ID").getErrorMessage())
                .contains("missing");
        assertThat(labelled(TextField.class, "Email").getErrorMessage()).contains("@ is missing");
    }

    @Test
    void pressing_twice_sends_once() {
        choose("Data Analytics", "DATA-ANALYTICS-2");
        fill("EU-2001", "ana.lima@example.org");
        Button send = button("Send an invitation");

        send.click();
        send.click();

        assertThat(sent("Data Analytics")).isEqualTo(1);
    }

    @Test
    void inviting_in_bulk_begins_at_the_foot() {
        press("Begin");
        assertThat(address()).startsWith("invite/bulk");
    }

    @Test
    void the_other_choice_is_to_enrol_on_a_degree() {
        open("invite");
        RadioButtonGroup<?> choice = labelled(RadioButtonGroup.class, "What would you like to do?");
        assertThat(text()).contains("Invite and enrol learners");
        chooseLast(choice);
        press("Continue");
        assertThat(address()).isEqualTo("invite/degree");
    }

    private static TextField time() {
        return _get(TextField.class, spec -> spec.withPlaceholder("HH:MM"));
    }

    /** As a browser tells of a text that it can't read as a date. */
    private static void typeDate(String text) {
        DatePicker date = _get(DatePicker.class);
        if (date.getOptionalValue().isPresent()) {
            _setValue(date, null);
        }
        date.getElement().setProperty("_inputElementValue", text);
        _fireDomEvent(date, "unparsable-change");
    }

    private static <T> void chooseLast(RadioButtonGroup<T> choice) {
        choice.setValue(choice.getListDataView().getItems().toList().getLast());
    }

    private void choose(String title, String... runCodes) {
        Program chosen = invite.program(title);
        _setValue(program(), chosen);
        _setValue(
                runs(),
                chosen.runs().stream()
                        .filter(run -> Set.of(runCodes)
                                .contains(run.codeIfSet().map(Object::toString).orElse("")))
                        .collect(Collectors.toSet()));
    }

    private static void fill(String learnerId, String email) {
        _setValue(labelled(TextField.class, "Unique learner ID"), learnerId);
        _setValue(labelled(TextField.class, "Email"), email);
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<Program> program() {
        return labelled(ComboBox.class, "Program");
    }

    @SuppressWarnings("unchecked")
    private static MultiSelectComboBox<ProgramRun> runs() {
        return labelled(MultiSelectComboBox.class, "Runs");
    }

    private int sent(String title) {
        return invitations.countSent(RunScope.allRuns(invite.program(title).id()), InvitationFilter.ALL);
    }
}
