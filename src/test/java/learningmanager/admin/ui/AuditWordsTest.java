package learningmanager.admin.ui;

import static com.github.mvysny.kaributesting.v10.DownloadKt._download;
import static com.github.mvysny.kaributesting.v10.GridKt._getCellComponent;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;
import learningmanager.admin.AuditLine;
import learningmanager.admin.AuditText;
import learningmanager.audit.AuditAction;
import learningmanager.base.ui.CsvDownload;
import learningmanager.owndata.OwnDataService;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the audit log's page and its file say of an event. */
class AuditWordsTest extends ViewTest {
    @Autowired
    JdbcClient jdbc;

    @Autowired
    OwnDataService ownData;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENROLLED | DIRECT | enrolled by a manager",
                "ENROLLED | LINK | accepted by a link",
                "REMINDED | 1 | one day before expiry",
                "REMINDED | 7 | 7 days before expiry",
                "UPLOAD_SENT | 12 | 12 invitations",
                "UPLOAD_CANCELED | 1 | one invitation",
                "EXTENDED | 2027-03-01 09:00:00 | until 2027-03-01 09:00:00 UTC",
                "PERMISSION_GIVEN | LEARNING_MANAGER, Example University | Learning manager, Example University",
                "PERMISSION_WITHDRAWN | PLATFORM_ADMINISTRATOR | Platform administrator",
                "ACCOUNT_DELETED | COURSE_CREATOR, A · LEARNING_MANAGER, A | Course creator, A · Learning manager, A",
                "PROGRAM_CHANGED | 'Climate Change · MICROCREDENTIAL · ' | Climate Change · Microcredential",
                "RUN_CHANGED | Autumn · 2027-01-11/2027-04-16 · open · A-1 | Autumn · 2027-01-11 – 2027-04-16 · open · A-1",
                "INVITED | lea@example.com | lea@example.com",
                "INVITED | lea@example.com · First term · +12 | lea@example.com · First term · 12 more",
                "INVITED | lea@example.com · + plus | lea@example.com · + plus",
                "PERMISSION_GIVEN | SOMETHING_OLD | SOMETHING_OLD",
                "REMINDED | a while | a while",
                "ENROLLED | OTHERWISE | OTHERWISE"
            })
    void details_are_told_in_words_and_what_is_unknown_as_it_is(AuditAction action, String text, String words) {
        signIn("admin@example.org");
        AuditText put = new AuditWords(Locale.ENGLISH).of(event(action, text));
        assertThat(put.was()).isEqualTo(words);
        assertThat(put.became()).isEqualTo(words);
    }

    @Test
    void who_was_not_signed_in_is_nobody_and_what_is_not_told_stays_empty() {
        signIn("admin@example.org");
        assertThat(new AuditWords(Locale.ENGLISH).of(event(AuditAction.NEW_LINK_ASKED, "")))
                .isEqualTo(new AuditText("New link asked for", "nobody signed in", "", "", ""));
    }

    @Test
    void the_file_is_in_the_same_words_as_the_page() {
        permissionGiven("COURSE_CREATOR, Example University");
        permissionGiven("LEARNING_MANAGER, Example University");
        signIn("admin@example.org");
        open("administration/audit-log");

        String file = new String(_download(_get(CsvDownload.class)), StandardCharsets.UTF_8);

        assertThat(file)
                .contains(
                        "Permission given,nobody signed in,Example University,,,learner@example.org,,\"Course creator, Example University\"",
                        "\"Learning manager, Example University\"")
                .doesNotContainPattern("[A-Z]+_[A-Z]+");
    }

    @Test
    void the_page_shows_what_its_fields_let_through() {
        signIn("admin@example.org");
        open("administration/audit-log");
        int before = shown();
        permissionGiven("COURSE_CREATOR, Example University");
        open("administration/audit-log");
        assertThat(shown()).isEqualTo(before + 1);

        _setValue(labelled(TextField.class, "Search who, what or where"), "nobody like that");
        assertThat(text()).contains("No event found");
        _setValue(labelled(TextField.class, "Search who, what or where"), "learner@");
        assertThat(shown()).isEqualTo(1);
        ComboBox<AuditAction> action = action();
        _setValue(action, AuditAction.INVITED);
        assertThat(shown()).isZero();
        _setValue(action, AuditAction.PERMISSION_GIVEN);
        assertThat(shown()).isEqualTo(1);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        _setValue(labelled(DatePicker.class, "From (UTC)"), today.plusDays(2));
        assertThat(shown()).isZero();
        _setValue(labelled(DatePicker.class, "From (UTC)"), today.minusDays(2));
        _setValue(labelled(DatePicker.class, "Until (UTC)"), today.minusDays(1));
        assertThat(shown()).isZero();
    }

    @Test
    void what_is_shown_stands_in_the_address() {
        permissionGiven("COURSE_CREATOR, Example University");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        signIn("admin@example.org");
        open("administration/audit-log");
        _setValue(labelled(TextField.class, "Search who, what or where"), "learner@");
        _setValue(action(), AuditAction.PERMISSION_GIVEN);
        _setValue(labelled(DatePicker.class, "From (UTC)"), today.minusDays(1));
        _setValue(labelled(DatePicker.class, "Until (UTC)"), today);
        String address = UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .map(pending -> pending.getInvocation().getParameters().toString())
                .filter(parameters -> parameters.contains("administration/audit-log?"))
                .reduce("", (before, last) -> last);
        assertThat(address)
                .contains("search=learner", "&action=permission-given&from=" + today.minusDays(1) + "&until=" + today);
    }

    @Test
    void an_address_that_was_kept_shows_the_same_again_and_one_without_shows_all() {
        permissionGiven("COURSE_CREATOR, Example University");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        signIn("admin@example.org");
        open("administration/audit-log");
        int all = shown();

        open("administration/audit-log?search=learner%40&action=permission-given&from=" + today.minusDays(1) + "&until="
                + today.plusDays(1));
        assertThat(shown()).isEqualTo(1);
        assertThat(labelled(TextField.class, "Search who, what or where").getValue())
                .isEqualTo("learner@");
        assertThat(action().getValue()).isEqualTo(AuditAction.PERMISSION_GIVEN);
        assertThat(labelled(DatePicker.class, "From (UTC)").getValue()).isEqualTo(today.minusDays(1));
        assertThat(labelled(DatePicker.class, "Until (UTC)").getValue()).isEqualTo(today.plusDays(1));

        open("administration/audit-log?from=" + today.plusDays(2));
        assertThat(shown()).isZero();
        open("administration/audit-log?action=nonsense&from=2027-02-30&until=+999999999-12-31");
        assertThat(shown()).isEqualTo(all);
        open("administration/audit-log?from=" + today + "&until=" + today.minusDays(1));
        assertThat(labelled(DatePicker.class, "Until (UTC)").getErrorMessage()).contains("before the first one");
        open("administration/audit-log");
        assertThat(shown()).isEqualTo(all);
    }

    @Test
    void an_account_that_was_deleted_is_called_so_on_the_page_and_in_the_file() {
        signIn("learner@example.org");
        ownData.deleteMyAccount("learning-manager");
        signIn("admin@example.org");
        open("administration/audit-log?action=account-deleted");

        assertThat(_getCellComponent(grid(), 0, "What").getElement().getTextRecursively())
                .isEqualTo("deleted account");
        assertThat(new String(_download(_get(CsvDownload.class)), StandardCharsets.UTF_8))
                .contains("Account deleted,learner@example.org,,,,deleted account,")
                .doesNotContain("account.invalid");

        open("administration/audit-log?search=Deleted%20account");
        assertThat(shown()).isPositive();
        open("administration/audit-log?action=account-deleted&search=deleted%20accountant");
        assertThat(shown()).isZero();
    }

    @SuppressWarnings("unchecked")
    private static Grid<AuditLine> grid() {
        Grid<AuditLine> grid = _get(Grid.class);
        grid.getColumns().stream()
                .filter(column -> "What".equals(column.getHeaderText()))
                .forEach(column -> column.setKey("What"));
        return grid;
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<AuditAction> action() {
        return _get(ComboBox.class);
    }

    private static int shown() {
        return _find(Grid.class).stream().mapToInt(GridKt::_size).sum();
    }

    private void permissionGiven(String became) {
        jdbc.sql("""
                        insert into audit_event (id, at, organisation_id, subject_kind, subject_id, subject_name, action, was, became)
                        select uuidv7(), current_timestamp, o.id, 'ACCOUNT', a.id, a.email, 'PERMISSION_GIVEN', null, :became
                        from account a, organisation o
                        where a.email = 'learner@example.org' and o.name = 'Example University'""").param("became", became).update();
    }

    private static AuditLine event(AuditAction action, String text) {
        return new AuditLine(new UUID(0, 1), Instant.EPOCH, action, "", "", "", "", "", text, text, "");
    }
}
