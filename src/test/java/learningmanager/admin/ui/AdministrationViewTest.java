package learningmanager.admin.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.textfield.TextField;
import learningmanager.admin.OrganisationSummary;
import learningmanager.security.Permission;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SPEC 9, "Administration". */
class AdministrationViewTest extends ViewTest {
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
        press("Give permission");
        assertThat(text()).contains("Learning manager, New College");

        press("Withdraw");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(text()).contains("No permissions yet");
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
