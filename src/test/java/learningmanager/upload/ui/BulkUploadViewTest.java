package learningmanager.upload.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.UUID;
import learningmanager.csv.ui.FileUpload;
import learningmanager.mail.ui.MailPreview;
import learningmanager.upload.ReviewRow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SPEC 5, step two, and the last look of step three. */
class BulkUploadViewTest extends UploadPageTest {
    @BeforeEach
    void the_manager_chooses_a_file() {
        signIn("manager@example.org");
        open("invite/bulk/upload");
    }

    @Test
    void the_limits_stand_there() {
        assertThat(text())
                .contains("A file: up to 200 MB", "heading line: up to 1,000,000", "2,000 characters", "50 columns")
                .contains("reviewed or sent: up to 20", "being checked: up to 3", "checks 2 at once");
    }

    @Test
    void of_very_many_programs_the_first_codes_are_shown_and_the_others_found() {
        open("invite/bulk");
        _assertNone(TextField.class, spec -> spec.withPlaceholder("Search title, run or code"));
        for (int number = 1; number <= 40; number++) {
            jdbc.sql("""
                            insert into program (id, organisation_id, title, kind, code, version)
                            select ?, organisation_id, ?, kind, ?, 1 from program where title = 'Data Analytics'""")
                    .params(UUID.randomUUID(), "More " + number, "MORE-" + number)
                    .update();
        }

        open("invite/bulk/upload");
        open("invite/bulk");
        assertThat(text())
                .contains("DATA-ANALYTICS-2", "MORE-1", "more programs. Search")
                .doesNotContain("MORE-9");

        TextField search = _get(TextField.class, spec -> spec.withPlaceholder("Search title, run or code"));
        _setValue(search, "more-40");
        assertThat(text()).contains("MORE-40").doesNotContain("DATA-ANALYTICS-2", "more programs");
        _setValue(search, "autumn 2026");
        assertThat(text()).contains("DATA-ANALYTICS-1").doesNotContain("MORE-40");
        _setValue(search, "nothing like it");
        assertThat(text()).contains("No such program");
    }

    @Test
    void a_limit_below_a_megabyte_is_told_in_kilobytes() {
        FileUpload small = new FileUpload(512 << 10, uploads::newFile, (name, file) -> {}, told -> {});
        assertThat(small.getContent().getI18n().getError().getFileIsTooBig()).contains("larger than 512 KB.");
    }

    @Test
    void rows_pasted_from_a_spreadsheet_lead_to_their_review() {
        paste(line("EU-1").replace(',', '\t') + "\n"
                + line("EU-2").replace(',', '\t').replace("@", ""));

        assertThat(address()).startsWith("uploads/");
        eventually(() -> assertThat(text()).contains("Review Pasted rows", "One problem in 1 of 2 rows"));
    }

    @Test
    void nothing_pasted_is_told_and_leads_nowhere() {
        paste("");
        assertThat(text()).contains("Nothing is pasted yet");
        assertThat(address()).isEqualTo("invite/bulk/upload");
    }

    @Test
    void too_many_drafts_are_refused_by_a_message_that_names_the_limit() {
        for (int draft = 0; draft < 20; draft++) {
            checked(line("EU-1"));
        }
        paste(line("EU-1"));
        assertThat(text()).contains("as many uploads waiting as one person may: 20");
    }

    @Test
    void the_last_look_tells_in_numbers_what_will_be_sent_and_until_when_it_holds() {
        jdbc.sql("""
                        insert into charge_rate (id, organisation_id, amount, currency, valid_from, made_at, made_by)
                        select ?, organisation_id, 120, 'EUR', timestamp with time zone '2020-01-01 00:00:00+00', current_timestamp,
                          (select id from account where email = 'admin@example.org')
                        from program where title = 'Data Analytics'""").param(UUID.randomUUID()).update();
        open("uploads/"
                + checked(
                        line("EU-1"),
                        line("EU-2").replace("2028-06-30", "2029-01-31"),
                        line("EU-3").replace("@", "")));
        assertThat(hasButton("Send invitations")).isFalse();
        press("Leave out rows with errors");

        assertThat(text())
                .contains(
                        "Read as UTF-8, separated by commas.",
                        "Cost, once all have accepted, at today's rates: 240.00 EUR.");
        assertThat(number("rows")).contains("2");
        assertThat(number("invitations")).contains("2");
        assertThat(number("learners")).contains("2");
        assertThat(number("e-mails")).contains("2");
        assertThat(number("program / run")).contains("1 / 1");
        assertThat(text())
                .containsPattern("first of them expires on Fri 30 Jun 2028 23:59 UTC, in [\\d,]+ days")
                .contains("Wed 31 Jan 2029 23:59 UTC");
        assertThat(hasButton("Send invitations")).isTrue();
    }

    @Test
    void the_same_file_sent_before_is_told() {
        uploads.sendInvitations(checked(line("EU-1")));
        jdbc.sql("update invited_run set status = 'CANCELED'").update();
        open("uploads/" + checked(line("EU-1")));
        assertThat(text()).containsPattern("This same file was sent on \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC");
        signIn("program-admin@example.org");
        open("uploads/" + checked(line("EU-1")));
        assertThat(text()).as("by a colleague").contains("This same file was sent on");
    }

    @Test
    void with_all_rows_left_out_there_is_nothing_to_send() {
        open("uploads/" + checked(line("EU-3").replace("@", "")));
        press("Leave out rows with errors");
        assertThat(text()).contains("Nothing is left to send");
        assertThat(hasButton("Send invitations")).isFalse();
    }

    private static void paste(String rows) {
        _get(Details.class).setOpened(true);
        _setValue(labelled(TextArea.class, "Rows"), rows);
        press("Check pasted rows");
    }

    @Test
    void the_preview_is_of_the_first_learner_who_gets_a_mail_with_all_runs_that_come_together() {
        open("uploads/"
                + checked(line("EU-1").replace("@", "."), degree("EU-2", "A"), line("EU-3"), degree("EU-2", "B")));
        press("Leave out rows with errors");
        preview();
        assertThat(text()).contains("EU-2@example.com");
        assertThat(_get(IFrame.class).getSrcdoc().orElseThrow())
                .contains("BSc Computing, first term 2027", "BSc Computing, second term 2027");
        _get(MailPreview.class).close();

        choose(2);
        preview();
        assertThat(text()).contains("EU-3@example.com");
        assertThat(_get(IFrame.class).getSrcdoc().orElseThrow())
                .contains("Data Analytics, spring 2027")
                .doesNotContain("BSc Computing, first");
        _get(MailPreview.class).close();

        choose(0);
        preview();
        assertThat(notifications()).singleElement().asString().contains("No e-mail goes out for this row as it is");
        _assertNone(MailPreview.class);
    }

    private static String degree(String learner, String run) {
        return line(learner)
                .replace("DATA-ANALYTICS-2", "BSC-COMPUTING-2027" + run)
                .replace("DATA-ANALYTICS", "BSC-COMPUTING");
    }

    private static void preview() {
        press("Preview e-mail");
        keyboardIsOn("");
    }

    @SuppressWarnings("unchecked")
    private static void choose(int row) {
        Grid<ReviewRow> grid = _get(Grid.class);
        grid.select(GridKt._get(grid, row));
    }
}
