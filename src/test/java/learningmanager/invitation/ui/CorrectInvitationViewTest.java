package learningmanager.invitation.ui;

import static com.github.mvysny.kaributesting.v10.DownloadKt._download;
import static com.github.mvysny.kaributesting.v10.GridKt._getCellComponent;
import static com.github.mvysny.kaributesting.v10.GridKt._size;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt._fireCancel;
import static com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt._fireConfirm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import learningmanager.base.ExpiryTime;
import learningmanager.base.ui.CsvDownload;
import learningmanager.base.ui.PagedGrid;
import learningmanager.base.ui.UtcDateTimeField;
import learningmanager.invitation.AcceptanceService;
import learningmanager.invitation.Sending;
import learningmanager.invitation.SentInvitation;
import learningmanager.mail.MailsByHand;
import learningmanager.program.Program;
import learningmanager.testing.Invite;
import learningmanager.testing.SignIn;
import learningmanager.testing.TestClock;
import learningmanager.testing.ViewTest;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** SPEC 7: what can be done to one invitation, and to many at once. */
class CorrectInvitationViewTest extends ViewTest {
    @Autowired
    Invite invite;

    @Autowired
    AcceptanceService acceptances;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ApplicationContext context;

    @BeforeEach
    void two_are_invited_and_the_manager_sees_them() {
        signIn("manager@example.org");
        invite.learner("EU-2001", "ana.lima@example.org", "Data Analytics", "DATA-ANALYTICS-2");
        invite.learner("EU-2002", "joerg@example.org", "Data Analytics", "DATA-ANALYTICS-2");
        openInvitations();
    }

    @Test
    void selected_invitations_are_canceled_after_one_question() {
        grid().asMultiSelect().select(row(0), row(1));
        assertThat(text()).contains("2 selected");
        press("Cancel selected");
        assertThat(text()).contains("Cancel these 2 invitations?");
        _fireConfirm(_get(ConfirmDialog.class));

        assertThat(text()).contains("2 invitations canceled", "None selected");
        assertThat(cell(0, "Status")).contains("canceled");
        assertThat(cell(1, "Status")).contains("canceled");
    }

    @Test
    void all_that_match_are_selected_at_once_and_what_cannot_be_done_is_told() {
        Sending.Sent third = invite.learner("EU-2003", "lee@example.org", "Data Analytics", "DATA-ANALYTICS-2");
        SignIn.as("institute@example.org");
        acceptances.accept(Invite.address(third).substring("accept/".length()));
        SignIn.as("manager@example.org");
        openInvitations();

        press("Select all 3");
        assertThat(text()).contains("3 selected");
        press("Cancel selected");
        _fireConfirm(_get(ConfirmDialog.class));

        assertThat(text())
                .contains(
                        "2 invitations canceled",
                        "could not be done for 1 invitation",
                        "EU-2003 (lee@example.org): accepted already");
    }

    @Test
    void mails_are_sent_again() {
        jdbc.update("update mail_message set status = 'SENT', sent_at = queued_at");
        press("Select all 2");
        press("Resend");
        _fireConfirm(_get(ConfirmDialog.class));
        assertThat(text()).contains("2 mails queued again");
        assertThat(cell(0, "Delivery")).contains("queued");
    }

    @Test
    void a_wrong_domain_is_corrected_in_many_addresses_at_once() {
        invite.learner("EU-2003", "lee@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        openInvitations();
        press("Select all 3");
        press("Correct e-mail");
        TextField wrong = field("Wrong domain");
        assertThat(wrong.getValue()).as("what all end in is not known").isEmpty();
        _setValue(wrong, "nonsense");
        press("Correct and send");
        assertThat(wrong.isInvalid()).isTrue();
        _setValue(wrong, "@example.org");
        _setValue(field("Right domain"), "example.net");
        press("Correct and send");

        assertThat(text())
                .contains(
                        "2 addresses corrected to @example.net",
                        "EU-2003 (lee@example.com): the address has another domain");
        assertThat(cell(1, "Email")).contains("joerg@example.net");
    }

    @Test
    void the_domain_of_the_chosen_rows_is_proposed_and_one_row_alone_asks_for_its_address() {
        grid().asMultiSelect().select(row(0), row(1));
        press("Correct e-mail");
        assertThat(field("Wrong domain").getValue()).isEqualTo("example.org");
        press("Keep as it is");

        grid().asMultiSelect().deselect(row(1));
        press("Correct e-mail");
        assertThat(_get(_get(Dialog.class), TextField.class).getValue()).isEqualTo("joerg@example.org");
    }

    private static TextField field(String label) {
        return _get(_get(Dialog.class), TextField.class, spec -> spec.withLabel(label));
    }

    @Test
    void an_expiry_is_extended_and_one_in_the_past_refused_at_the_field() {
        Instant later = Instant.parse("2030-03-01T09:00:00Z");
        press("Select all 2");
        press("Extend expiry");
        UtcDateTimeField until = _get(UtcDateTimeField.class);
        until.setValue(clock.instant().minus(Duration.ofDays(1)));
        press("Extend");
        assertThat(until.isInvalid()).isTrue();

        until.setValue(later);
        press("Extend");
        assertThat(text()).contains("2 expiries extended");
        assertThat(cell(0, "Expires")).contains("2030");
    }

    @Test
    void an_extension_begins_after_what_the_chosen_rows_have_which_stay_chosen_where_nothing_could_be_done() {
        Instant latest = row(0).expiresAt();
        grid().asMultiSelect().select(row(0), row(1));
        press("Extend expiry");
        UtcDateTimeField until = _get(UtcDateTimeField.class);
        assertThat(until.getValue()).isAfter(latest.plus(Duration.ofDays(27)));

        until.setValue(latest.minus(Duration.ofDays(1)));
        press("Extend");
        assertThat(text()).contains("that is not shortened", "2 selected");
    }

    @Test
    void an_extension_of_all_that_match_begins_after_the_latest_of_those_pending() {
        Instant latest = row(0).expiresAt().plus(Duration.ofDays(90));
        jdbc.update(
                "update invitation set expires_at = ? where id = ?",
                latest.atOffset(ZoneOffset.UTC),
                row(1).invitation().value());
        openInvitations();
        press("Select all 2");
        press("Extend expiry");

        assertThat(_get(UtcDateTimeField.class).getValue())
                .isAfter(latest.plus(Duration.ofDays(27)))
                .isBefore(latest.plus(Duration.ofDays(30)));
    }

    @Test
    void all_that_match_stay_chosen_where_none_of_them_could_be_extended() {
        Instant sooner = row(0).expiresAt().minus(Duration.ofDays(1));
        press("Select all 2");
        press("Extend expiry");
        _get(UtcDateTimeField.class).setValue(sooner);
        press("Extend");

        assertThat(text()).contains("that is not shortened", "2 selected");
    }

    @Test
    void an_extension_of_one_begins_four_weeks_after_it_expires_at_the_end_of_that_day() {
        LocalDate expires = LocalDate.ofInstant(row(0).expiresAt(), ZoneOffset.UTC);
        openHistory(0);
        press("Extend expiry");
        assertThat(_get(UtcDateTimeField.class).instant())
                .contains(expires.plusWeeks(4).atTime(23, 59).toInstant(ZoneOffset.UTC));

        press("Extend");
        assertThat(notifications()).singleElement().asString().contains("EU-2002: 1 expiry extended");
    }

    @Test
    void an_extension_never_begins_with_a_time_that_is_too_far_ahead() {
        Instant furthest = ExpiryTime.furthest(clock.instant());
        jdbc.update(
                "update invitation set expires_at = ?",
                furthest.minus(Duration.ofDays(2)).atOffset(ZoneOffset.UTC));
        openInvitations();
        grid().asMultiSelect().select(row(0), row(1));
        press("Extend expiry");
        assertThat(_get(UtcDateTimeField.class).getValue()).isBeforeOrEqualTo(furthest);

        press("Extend");
        assertThat(text()).contains("2 expiries extended");
    }

    @Test
    void the_history_says_who_did_what_and_offers_what_can_be_done() {
        openHistory(0);
        assertThat(_get(Dialog.class).getHeaderTitle()).isEqualTo("EU-2002 (joerg@example.org)");
        assertThat(text()).contains("Invited by manager@example.org", "joerg@example.org: queued");

        press("Correct e-mail");
        TextField email = _get(_get(Dialog.class), TextField.class);
        _setValue(email, "nonsense");
        press("Correct and send");
        assertThat(email.isInvalid()).isTrue();
        _setValue(email, "j.new@example.org");
        press("Correct and send");

        assertThat(notifications()).singleElement().asString().contains("EU-2002", "j.new@example.org");
        assertThat(cell(0, "Email")).contains("j.new@example.org");
        openHistory(0);
        assertThat(text()).contains("E-mail corrected from joerg@example.org to j.new@example.org");
    }

    @Test
    void the_history_tells_of_a_mail_that_came_back_in_the_servers_words() {
        jdbc.update("update mail_message set status = 'BOUNCED', sent_at = queued_at, answer = '550 No such user'");
        openHistory(0);
        assertThat(text()).containsPattern("joerg@example.org: sent .* UTC, then bounced, 550 No such user");
    }

    @Test
    void the_address_of_an_invitation_accepted_meanwhile_is_not_corrected_and_that_is_what_is_told() {
        Sending.Sent third = invite.learner("EU-2003", "lee@example.org", "Data Analytics", "DATA-ANALYTICS-2");
        openInvitations();
        openHistory(0);
        press("Correct e-mail");
        SignIn.as("institute@example.org");
        acceptances.accept(Invite.address(third).substring("accept/".length()));
        SignIn.as("manager@example.org");
        _setValue(_get(_get(Dialog.class), TextField.class), "new@example.org");
        press("Correct and send");

        assertThat(notifications())
                .singleElement()
                .asString()
                .contains("EU-2003 (lee@example.org): accepted already")
                .doesNotContain("canceled");
    }

    @Test
    void very_many_are_counted_before_anybody_is_asked_about_them() {
        inviteMany(10_000);
        openInvitations();
        press("queued");
        assertThat(text()).contains("Select all, more than 10,000");
        press("Select all, more than 10,000");
        assertThat(text()).contains("More than 10,000 selected");
        press("Cancel selected");
        eventually(() -> assertThat(text()).contains("Cancel these 10,002 invitations?"));
        _fireCancel(_get(ConfirmDialog.class));
        assertThat(text()).doesNotContain("Counting how many");
    }

    @Test
    void many_expiries_are_extended_while_the_page_answers() {
        inviteMany(500);
        openInvitations();
        press("Select all 502");
        press("Extend expiry");
        _get(UtcDateTimeField.class).setValue(Instant.parse("2030-03-01T09:00:00Z"));
        press("Extend");
        assertThat(text()).contains("Working on it");
        eventually(() -> assertThat(text()).contains("502 expiries extended"));
        assertThat(cell(0, "Expires")).contains("2030");
    }

    @Test
    void all_that_it_could_not_be_done_for_are_handed_out_where_they_are_more_than_are_told() {
        inviteMany(150);
        jdbc.update("update invited_run set status = 'ACCEPTED' where invitation_id in"
                + " (select id from invitation where email like 'MANY-%')");
        openInvitations();
        press("Select all 152");
        press("Cancel selected");
        _fireConfirm(_get(ConfirmDialog.class));
        eventually(() -> assertThat(text()).contains("2 invitations canceled", "And 50 more."));

        CsvDownload link = _get(CsvDownload.class, spec -> spec.withText("Download all of them"));
        assertThat(new String(_download(link), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.endsWith("@example.com,\"accepted already, and enrolled.\"")))
                .hasSize(150);
    }

    private void inviteMany(int number) {
        Program program = invite.program("Data Analytics");
        jdbc.update("""
                insert into learner (id, organisation_id, external_learner_id, version)
                select uuidv7(), ?, 'MANY-' || x, 1 from system_range(1, ?)""", program.organisationId().value(), number);
        jdbc.update("""
                insert into invitation (id, organisation_id, program_id, learner_id, email, expires_at, sent_at, sent_by, link_id,
                  link_version, version)
                select uuidv7(), l.organisation_id, i.program_id, l.id, l.external_learner_id || '@example.com', i.expires_at, i.sent_at,
                  i.sent_by, gen_random_uuid(), 1, 1
                from learner l join invitation i on i.email = 'joerg@example.org' where l.external_learner_id like 'MANY-%'""");
        jdbc.update("""
                insert into invited_run (invitation_id, learner_id, program_id, run_id, status)
                select id, learner_id, program_id, ?, 'PENDING' from invitation where email like 'MANY-%'""", Invite.run(program, "DATA-ANALYTICS-2").value());
        jdbc.update("""
                insert into mail_message (id, about, recipient, status, attempts, queued_at, due_at)
                select uuidv7(), id, email, 'QUEUED', 0, sent_at, sent_at from invitation where email like 'MANY-%'""");
    }

    /** Waits for what the server pushes to the page. */
    private static void eventually(ThrowingRunnable seen) {
        await().pollInSameThread().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            MockVaadin.clientRoundtrip(true);
            seen.run();
        });
    }

    @Test
    void a_failed_mail_leads_to_correcting_the_address() {
        jdbc.update("update mail_message set status = 'FAILED', answer = '550 No such user'");
        openInvitations();
        Button correct = _get(cellComponent(0, "Delivery"), Button.class);
        assertThat(correct.getText()).isEqualTo("Correct e-mail");
        _click(correct);
        assertThat(text()).contains("the link sent before stops working at once");
    }

    @Test
    void a_mail_that_may_have_arrived_or_not_is_said_to_and_can_be_sent_again() {
        jdbc.update("update mail_message set unanswered = 2 where recipient = 'joerg@example.org'");
        MailsByHand.sendDue(context, () -> true);
        openInvitations();
        assertThat(cell(0, "Delivery"))
                .contains("failed", "may have arrived or not", "Ask the learner, or send it again");
        assertThat(cell(1, "Delivery")).contains("sent");

        openHistory(0);
        assertThat(text()).contains("may have arrived or not");
        press("Resend");
        assertThat(cell(0, "Delivery")).isEqualTo("queued");
    }

    @Test
    void what_is_shown_stands_in_the_address() {
        _setValue(_get(TextField.class, spec -> spec.withPlaceholder("Search learner ID or e-mail")), "EU-2002");
        press("pending");
        grid().sort(java.util.List.of(new com.vaadin.flow.component.grid.GridSortOrder<>(
                column("Expires"), com.vaadin.flow.data.provider.SortDirection.ASCENDING)));
        assertThat(com.vaadin.flow.component.UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                        .map(pending -> pending.getInvocation().getParameters().toString())
                        .toList()
                        .toString())
                .contains("search=EU-2002", "status=pending", "sort=expires");

        Program program = invite.program("Data Analytics");
        open("");
        open("programs/" + program.id() + "/runs/all?tab=invitations&search=EU-2001&status=pending&sort=learner-id");
        assertThat(_size(grid())).isEqualTo(1);
        assertThat(cell(0, "Learner ID")).contains("EU-2001");
        assertThat(button("pending").getElement().getAttribute("aria-pressed")).isEqualTo("true");
        open("");
        open("programs/" + program.id() + "/runs/all?tab=invitations&sort=learner-id");
        assertThat(cell(0, "Learner ID")).contains("EU-2001");
        open("");
        open("programs/" + program.id() + "/runs/all?tab=invitations&sort=-learner-id&status=nonsense");
        assertThat(cell(0, "Learner ID")).contains("EU-2002");
    }

    @Test
    void mails_that_did_not_arrive_are_told_at_home_which_leads_to_them() {
        jdbc.update("update mail_message set status = 'BOUNCED' where recipient = 'joerg@example.org'");
        open("");
        assertThat(text()).contains("1 mail did not arrive, or may not have", "Data Analytics: 1");
        com.vaadin.flow.component.html.Anchor link =
                _get(com.vaadin.flow.component.html.Anchor.class, spec -> spec.withText("Data Analytics: 1"));
        open(link.getHref());
        assertThat(_size(grid())).isEqualTo(1);
        assertThat(cell(0, "Delivery")).contains("bounced");
    }

    private static Grid.Column<SentInvitation> column(String header) {
        return grid().getColumns().stream()
                .filter(one -> header.equals(one.getHeaderText()))
                .findFirst()
                .orElseThrow();
    }

    private void openHistory(int row) {
        _click((Button) cellComponent(row, "Learner ID"));
    }

    private void openInvitations() {
        Program program = invite.program("Data Analytics");
        open("");
        open("programs/" + program.id() + "/runs/" + Invite.run(program, "DATA-ANALYTICS-2") + "?tab=invitations");
    }

    private static SentInvitation row(int index) {
        return com.github.mvysny.kaributesting.v10.GridKt._get(grid(), index);
    }

    private static String cell(int row, String header) {
        return cellComponent(row, header).getElement().getTextRecursively();
    }

    private static Component cellComponent(int row, String header) {
        Grid<SentInvitation> grid = grid();
        Grid.Column<SentInvitation> column = grid.getColumns().stream()
                .filter(one -> header.equals(one.getHeaderText()))
                .findFirst()
                .orElseThrow();
        if (column.getKey() == null) {
            column.setKey(header);
        }
        return _getCellComponent(grid, row, header);
    }

    @SuppressWarnings("unchecked")
    private static PagedGrid<SentInvitation> grid() {
        return _find(PagedGrid.class).getFirst();
    }
}
