package learningmanager.admin.ui;

import static com.github.mvysny.kaributesting.v10.BasicUtilsKt._fireDomEvent;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static com.github.mvysny.kaributesting.v10.UploadKt._upload;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import learningmanager.admin.OrganisationService;
import learningmanager.admin.OrganisationSummary;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import learningmanager.base.ProgramId;
import learningmanager.base.ui.PagedGrid;
import learningmanager.learner.ChargeService;
import learningmanager.learner.CorrectionFacts;
import learningmanager.security.AccountService;
import learningmanager.security.Permission;
import learningmanager.testing.Invite;
import learningmanager.testing.SignIn;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** SPEC 9, "Administration". */
class AdministrationViewTest extends ViewTest {
    @Autowired
    OrganisationService organisations;

    @Autowired
    Invite invite;

    @Autowired
    AccountService accounts;

    @Autowired
    ChargeService charges;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "administration",
                "administration/organisations",
                "administration/organisations/new",
                "administration/people",
                "administration/people/new"
            })
    void who_is_no_administrator_finds_neither_page_nor_menu_entry(String address) {
        signIn("manager@example.org");
        assertThat(_find(SideNavItem.class)).extracting(SideNavItem::getLabel).doesNotContain("Administration");
        open(address);
        assertThat(text()).contains("Not found");
    }

    @Test
    void an_address_that_nobody_confirmed_is_told_and_gets_a_link_first() {
        signIn("admin@example.org");
        AccountId dean = SignIn.up(new EmailAddress("dean@example.edu"), "Dean", "three small words")
                .orThrow()
                .id();
        open("administration/people/" + dean);
        assertThat(text()).contains("dean@example.edu has not been confirmed yet");
        _setValue(_get(Select.class), Permission.PLATFORM_ADMINISTRATOR);
        press("Give permission");
        assertThat(notifications()).anyMatch(told -> told.contains("This address has not been confirmed yet"));
        press("Send the link");
        assertThat(notifications()).anyMatch(told -> told.contains("is on its way to dean@example.edu"));
    }

    @Test
    void a_rate_that_charges_what_was_enrolled_before_is_asked_for_once_more() {
        signIn("admin@example.org");
        open("administration/charges/rates");
        ComboBox<OrganisationSummary> organisation = labelled(ComboBox.class, "Organisation");
        _setValue(
                organisation,
                organisations.all().stream()
                        .filter(one -> one.name().equals("Example University"))
                        .findFirst()
                        .orElseThrow());
        _setValue(labelled(TextField.class, "Amount"), "120");
        _click(_find(Button.class, spec -> spec.withText("Set a rate")).getLast());
        assertThat(text()).contains("Charge 1 enrolment at once?", "No rate yet");

        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(text()).contains("120.00 EUR").doesNotContain("No rate yet");
    }

    @Test
    void a_program_of_several_lines_is_followed_by_what_they_come_to() {
        signIn("manager@example.org");
        ProgramId several = invite.program("Data Analytics").id();
        ProgramId one = invite.program("BSc Computing").id();
        signIn("admin@example.org");
        correctCharges(one, "10", "EUR");
        correctCharges(several, "-20", "EUR");
        correctCharges(several, "150", "EUR");
        correctCharges(several, "7.50", "USD");
        open("administration/charges");

        Grid<?> grid = _get(PagedGrid.class);
        grid.getColumns().forEach(column -> column.setKey(column.getHeaderText()));
        assertThat(IntStream.range(0, GridKt._size(grid))
                        .mapToObj(row -> grid.getColumns().stream()
                                .map(column -> GridKt._getCellComponent(grid, row, column.getKey()))
                                .map(cell -> cell.getElement().getTextRecursively())
                                .collect(Collectors.joining(" | "))))
                .containsExactly(
                        "Example University | BSc Computing, correction: Of 10 |  | – | 10.00 EUR",
                        "Example University | Data Analytics, correction: Of -20 |  | – | -20.00 EUR",
                        "Example University | Data Analytics, correction: Of 150 |  | – | 150.00 EUR",
                        "Example University | Data Analytics, correction: Of 7.50 |  | – | 7.50 USD",
                        "Example University | Data Analytics, Data Analytics, autumn 2026 | 1 | no rate set | –",
                        "Example University | Data Analytics, in all | 1 | – | 130.00 EUR, 7.50 USD, 1 enrolment has no rate");
    }

    private void correctCharges(ProgramId program, String amount, String currency) {
        charges.correct(new CorrectionFacts(
                Optional.of(program),
                Optional.empty(),
                YearMonth.from(charges.today()),
                amount,
                currency,
                "Of " + amount));
    }

    @Test
    void after_an_organisation_was_seen_another_one_is_added_beside_it() {
        signIn("admin@example.org");
        OrganisationSummary seen = organisations.all().getFirst();
        open("administration/organisations/" + seen.id());
        open("administration/organisations/new");
        assertThat(labelled(TextField.class, "Name").getValue()).isEmpty();
        assertThat(_find(Upload.class)).isEmpty();
        _setValue(labelled(TextField.class, "Name"), "New College");
        press("Save");
        assertThat(organisations.all()).extracting(OrganisationSummary::name).contains("New College", seen.name());
    }

    @Test
    void a_new_organisation_gets_its_first_manager() {
        signIn("admin@example.org");
        open("administration/organisations");
        press("Add an organisation");
        press("Save");
        assertThat(labelled(TextField.class, "Name").getErrorMessage()).contains("missing");
        _setValue(labelled(TextField.class, "Name"), "New College");
        press("Save");
        assertThat(text()).contains("New College");

        open("administration/people");
        press("Invite a person");
        _setValue(labelled(TextField.class, "Name"), "Lou");
        _setValue(labelled(TextField.class, "Email"), "lou@example.com");
        press("Send the invitation");
        assertThat(text()).contains("lou@example.com has not set a password yet", "No permissions yet");

        press("Give permission");
        assertThat(labelled(ComboBox.class, "Organisation").getErrorMessage()).contains("Choose an organisation");
        choose("New College");
        H1 heading = _get(H1.class);
        press("Give permission");
        assertThat(_get(H1.class)).as("the keyboard may be on it").isSameAs(heading);
        assertThat(text()).contains("Learning manager, New College");

        press("Withdraw");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(headingGetsTheKeyboard()).isTrue();
        assertThat(text()).contains("No permissions yet");
    }

    @Test
    void what_an_organisation_sets_is_checked_at_its_field_and_kept() {
        openExampleUniversity();
        TextField days = labelled(TextField.class, "Reminder days");
        _setValue(days, "soon");
        _setValue(labelled(TextField.class, "Domain of learners' e-mails"), "lea@example.org");
        press("Save");
        assertThat(days.getErrorMessage()).startsWith("“soon” is not a number of days.");
        assertThat(labelled(TextField.class, "Domain of learners' e-mails").getErrorMessage())
                .startsWith("“lea@example.org” is a whole address.");

        _setValue(days, "1, 7");
        _setValue(labelled(TextField.class, "Domain of learners' e-mails"), "@example.org");
        press("Save");
        openExampleUniversity();
        assertThat(labelled(TextField.class, "Reminder days").getValue()).isEqualTo("7, 1");
        assertThat(labelled(TextField.class, "Domain of learners' e-mails").getValue())
                .isEqualTo("example.org");
    }

    @Test
    void all_that_is_wrong_with_a_rate_or_a_correction_is_told_at_once() {
        signIn("admin@example.org");
        for (String address : new String[] {"administration/charges/rates", "administration/charges/correction"}) {
            open(address);
            _setValue(labelled(TextField.class, "Amount"), "a lot");
            _setValue(labelled(TextField.class, "Currency"), "€");
            press(address.endsWith("rates") ? "Set a rate" : "Add the correction");
            assertThat(labelled(ComboBox.class, "Organisation").getErrorMessage())
                    .isEqualTo("Choose an organisation.");
            assertThat(labelled(TextField.class, "Amount").getErrorMessage()).startsWith("This is no amount.");
            assertThat(labelled(TextField.class, "Currency").getErrorMessage()).startsWith("This is no currency.");
        }
        assertThat(labelled(ComboBox.class, "Program").getErrorMessage()).isEqualTo("Choose a program.");
        assertThat(labelled(TextField.class, "Reason").isInvalid()).isTrue();

        _setValue(labelled(TextField.class, "Amount"), "0");
        _setValue(labelled(TextField.class, "Reason"), "x".repeat(250));
        press("Add the correction");
        assertThat(labelled(TextField.class, "Amount").getErrorMessage()).startsWith("A correction of nothing");
        assertThat(labelled(TextField.class, "Reason").getErrorMessage())
                .isEqualTo("This reason has 250 characters. Use at most 200.");
    }

    @Test
    void a_first_day_of_a_rate_that_cannot_be_read_is_told_as_such() {
        signIn("admin@example.org");
        open("administration/charges/rates");
        DatePicker from = labelled(DatePicker.class, "Valid from (UTC)");
        _setValue(from, null);
        from.getElement().setProperty("_inputElementValue", "2027-02-30");
        _fireDomEvent(from, "unparsable-change");
        assertThat(from.isInvalid()).isTrue();
        press("Set a rate");
        assertThat(from.isInvalid()).isTrue();
        assertThat(from.getErrorMessage()).startsWith("“2027-02-30” is no real date.");
    }

    @Test
    void an_organisations_logo_is_uploaded_seen_by_learners_and_removed() throws IOException {
        signIn("manager@example.org");
        String invitation =
                Invite.address(invite.learner("EU-7001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2"));
        openExampleUniversity();
        _upload(_get(Upload.class), "logo.png", "<svg/>".getBytes(StandardCharsets.UTF_8));
        MockVaadin.clientRoundtrip(false);
        assertThat(text()).contains("neither a PNG nor a JPEG picture");
        assertThat(_find(Image.class)).isEmpty();
        _upload(_get(Upload.class), "logo.png", png());
        MockVaadin.clientRoundtrip(false);
        assertThat(text()).contains("The logo is changed.").doesNotContain("neither a PNG");

        open(invitation);
        assertThat(_get(Image.class).getAlt()).contains("Example University");

        openExampleUniversity();
        press("Remove the logo");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(_find(Image.class)).isEmpty();
        open(invitation);
        assertThat(_find(Image.class)).isEmpty();
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 100, BufferedImage.TYPE_INT_ARGB), "png", out);
        return out.toByteArray();
    }

    private void openExampleUniversity() {
        signIn("admin@example.org");
        OrganisationSummary university = organisations.all().stream()
                .filter(one -> one.name().equals("Example University"))
                .findFirst()
                .orElseThrow();
        open("administration/organisations/" + university.id());
    }

    @Test
    void a_permission_on_a_program_asks_for_the_program() {
        signIn("admin@example.org");
        open("administration/people/new");
        _setValue(labelled(TextField.class, "Name"), "Lou");
        _setValue(labelled(TextField.class, "Email"), "lou@example.com");
        press("Send the invitation");
        permission(Permission.PROGRAM_LEARNER_ADMIN);
        choose("Example University");
        press("Give permission");
        assertThat(labelled(ComboBox.class, "Program").getErrorMessage()).contains("Choose a program");
        permission(Permission.PLATFORM_ADMINISTRATOR);
        press("Give permission");
        assertThat(text()).contains("Platform administrator");
    }

    @SuppressWarnings("unchecked")
    private static void permission(Permission permission) {
        _setValue(labelled(Select.class, "Permission"), permission);
    }

    @SuppressWarnings("unchecked")
    private static void choose(String name) {
        ComboBox<OrganisationSummary> organisation = labelled(ComboBox.class, "Organisation");
        _setValue(
                organisation,
                organisation
                        .getListDataView()
                        .getItems()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow());
    }
}
