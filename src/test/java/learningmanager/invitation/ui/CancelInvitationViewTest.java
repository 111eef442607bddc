package learningmanager.invitation.ui;

import static com.github.mvysny.kaributesting.v10.GridKt._getCellComponent;
import static com.github.mvysny.kaributesting.v10.GridKt._size;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt._fireConfirm;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Objects;
import learningmanager.base.ui.PagedGrid;
import learningmanager.invitation.AcceptanceService;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.Sending;
import learningmanager.invitation.SentInvitation;
import learningmanager.program.Program;
import learningmanager.testing.Invite;
import learningmanager.testing.SignIn;
import learningmanager.testing.ViewTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** SPEC 7, the "Invitations" tab. */
class CancelInvitationViewTest extends ViewTest {
    @Autowired
    Invite invite;

    @Autowired
    InvitationService invitations;

    @Autowired
    AcceptanceService acceptances;

    @Autowired
    JdbcTemplate jdbc;

    private Sending.@Nullable Sent ana;

    @BeforeEach
    void ana_is_invited_and_the_manager_sees_it() {
        signIn("manager@example.org");
        ana = invite.learner("EU-2001", "ana.lima@example.org", "Data Analytics", "DATA-ANALYTICS-2");
        openInvitations();
    }

    @Test
    void every_invitation_stands_there_with_its_status() {
        assertThat(headers())
                .containsExactly("Learner ID", "Email", "Sent", "Expires", "Status", "Delivery", "Actions");
        assertThat(cell(0, "Learner ID")).contains("EU-2001");
        assertThat(cell(0, "Email")).contains("ana.lima@example.org");
        assertThat(cell(0, "Status")).contains("pending");
        assertThat(cell(0, "Delivery")).contains("queued");
    }

    @Test
    void a_mail_that_the_server_did_not_take_yet_is_said_to_be_tried_again_in_the_servers_words() {
        jdbc.update("update mail_message set attempts = 1, answer = 'Connection refused'");
        openInvitations();
        assertThat(cell(0, "Delivery")).isEqualTo("queued, will be tried again: Connection refused");

        jdbc.update("update mail_message set status = 'FAILED', answer = '550 No such user'");
        open("");
        openInvitations();
        assertThat(cell(0, "Delivery")).contains("failed", "550 No such user").doesNotContain("tried again");
    }

    @Test
    void cancel_asks_says_who_it_is_and_the_status_is_canceled_at_once() {
        pressCancel();
        assertThat(text()).contains("EU-2001 (ana.lima@example.org)", "Cancel invitation", "Keep");

        _fireConfirm(_get(ConfirmDialog.class));

        assertThat(cell(0, "Status")).contains("canceled");
        assertThat(hasCancel()).isFalse();
        assertThat(notifications()).singleElement().asString().contains("EU-2001", "is canceled");
    }

    @Test
    void cancelling_one_run_of_several_says_what_the_link_still_leads_to() {
        invite.learner(
                "EU-2001", "ana.lima@example.org", "BSc Computing", "BSC-COMPUTING-2027A", "BSC-COMPUTING-2027B");
        Program degree = invite.program("BSc Computing");
        open("programs/" + degree.id() + "/runs/" + Invite.run(degree, "BSC-COMPUTING-2027A") + "?tab=invitations");

        pressCancel();
        assertThat(text())
                .contains(
                        "the link no longer leads to this run; the other run of the same invitation can still be accepted")
                .doesNotContain("the link no longer works");
        _fireConfirm(_get(ConfirmDialog.class));

        open("programs/" + degree.id() + "/runs/" + Invite.run(degree, "BSC-COMPUTING-2027B") + "?tab=invitations");
        pressCancel();
        assertThat(text()).contains("the link no longer works");
    }

    @Test
    void a_double_click_asks_once() {
        Button cancel = (Button) cellComponent(0, "Actions");
        cancel.click();
        cancel.click();
        assertThat(_find(ConfirmDialog.class)).hasSize(1);

        _fireConfirm(_get(ConfirmDialog.class));
        assertThat(cell(0, "Status")).contains("canceled");
        _assertNone(ConfirmDialog.class);
    }

    @Test
    void an_invitation_accepted_meanwhile_is_not_canceled_and_the_manager_is_told_the_truth() {
        pressCancel();
        String token = Invite.address(Objects.requireNonNull(ana)).substring("accept/".length());
        SignIn.as("institute@example.org");
        acceptances.accept(token);
        SignIn.as("manager@example.org");

        _fireConfirm(_get(ConfirmDialog.class));

        assertThat(notifications()).singleElement().asString().contains("Not canceled", "accepted");
        assertThat(cell(0, "Status")).contains("accepted");
    }

    @Test
    void the_list_is_searched_by_learner() {
        invite.learner("EU-2002", "joerg@example.org", "Data Analytics", "DATA-ANALYTICS-2");
        openInvitations();
        assertThat(_size(grid())).isEqualTo(2);

        _setValue(_get(TextField.class, spec -> spec.withPlaceholder("Search learner ID or e-mail")), "JOERG");
        assertThat(_size(grid())).isEqualTo(1);
        assertThat(cell(0, "Learner ID")).contains("EU-2002");

        _setValue(_get(TextField.class, spec -> spec.withPlaceholder("Search learner ID or e-mail")), "nobody");
        assertThat(text()).contains("Nothing found");
    }

    @Test
    void the_list_is_filtered_by_status_and_each_says_how_many_there_are() {
        invite.learner("EU-2002", "joerg@example.org", "Data Analytics", "DATA-ANALYTICS-2");
        openInvitations();
        assertThat(statuses()).containsExactly("All 2", "pending 2");
        pressCancel();
        _fireConfirm(_get(ConfirmDialog.class));
        assertThat(statuses()).containsExactly("All 2", "pending 1", "canceled 1");

        press("canceled");
        assertThat(_size(grid())).isEqualTo(1);
        assertThat(cell(0, "Learner ID")).contains("EU-2002");
        assertThat(cell(0, "Status")).contains("canceled");
        assertThat(button("canceled").getElement().getAttribute("aria-pressed")).isEqualTo("true");
        assertThat(button("All").getElement().getAttribute("aria-pressed")).isEqualTo("false");

        press("pending");
        pressCancel();
        _fireConfirm(_get(ConfirmDialog.class));
        assertThat(text()).contains("Nothing found");
        assertThat(statuses()).containsExactly("All 2", "pending 0", "canceled 2");
        press("All");
        assertThat(_size(grid())).isEqualTo(2);
        assertThat(statuses()).containsExactly("All 2", "canceled 2");
    }

    @Test
    void all_runs_say_which_run_each_is_for() {
        open("programs/" + invite.program("Data Analytics").id() + "/runs/all?tab=invitations");
        assertThat(cell(0, "Run")).contains("Data Analytics, spring 2027");
    }

    @Test
    void learners_have_no_status_to_choose_where_a_search_finds_none() {
        Program program = invite.program("Data Analytics");
        open("programs/" + program.id() + "/runs/" + Invite.run(program, "DATA-ANALYTICS-1"));
        _setValue(_get(TextField.class, spec -> spec.withPlaceholder("Search learner ID, name or e-mail")), "nobody");

        assertThat(text()).contains("Nothing found", "Change the search.").doesNotContain("another status");
    }

    @Test
    void the_grid_says_what_it_is_to_a_screen_reader() {
        assertThat(grid().getAriaLabel()).contains("Invitations");
    }

    @Test
    void learners_still_invited_are_not_among_the_learners() {
        Program program = invite.program("Data Analytics");
        open("programs/" + program.id() + "/runs/" + Invite.run(program, "DATA-ANALYTICS-2"));
        assertThat(text()).contains("Nobody is enrolled yet");

        open("programs/" + program.id() + "/runs/" + Invite.run(program, "DATA-ANALYTICS-1"));
        assertThat(cell(0, "Learner ID")).contains("EU-1001");
    }

    private void openInvitations() {
        Program program = invite.program("Data Analytics");
        open("programs/" + program.id() + "/runs/" + Invite.run(program, "DATA-ANALYTICS-2") + "?tab=invitations");
    }

    private static List<String> statuses() {
        return _find(_get(StatusFilter.class), Button.class).stream()
                .map(choice -> choice.getText()
                        + choice.getSuffixComponent().getElement().getText())
                .toList();
    }

    private static List<String> headers() {
        return grid().getColumns().stream().map(Grid.Column::getHeaderText).toList();
    }

    private static String cell(int row, String header) {
        return texts(cellComponent(row, header));
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

    private static String texts(Component component) {
        return component.getElement().getTextRecursively();
    }

    private static void pressCancel() {
        _click((Button) cellComponent(0, "Actions"));
    }

    private static boolean hasCancel() {
        return cellComponent(0, "Actions") instanceof Button;
    }

    @SuppressWarnings("unchecked")
    private static PagedGrid<SentInvitation> grid() {
        return _find(PagedGrid.class).getFirst();
    }
}
