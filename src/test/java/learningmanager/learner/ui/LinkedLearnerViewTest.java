package learningmanager.learner.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import learningmanager.base.Slice;
import learningmanager.base.ui.CopyLink;
import learningmanager.invitation.SentInvitation;
import learningmanager.learner.LinkedLearnersService;
import learningmanager.testing.Invite;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** All about one learner ID, and what is done about a wrong link. */
class LinkedLearnerViewTest extends ViewTest {
    @Autowired
    LinkedLearnersService learners;

    @Autowired
    Invite invite;

    @BeforeEach
    void a_manager_is_at_a_learners_page() {
        signIn("manager@example.org");
        open("learners/"
                + learners.learners(invite.program("Data Analytics").organisationId(), "EU-1001", Slice.at(0, 1))
                        .getFirst()
                        .id());
    }

    @Test
    void a_wrong_link_is_moved_by_a_link_that_the_right_person_accepts() {
        assertThat(text()).contains("Linked to the account of Sample Learner, learner@example.org");
        press("Move to the right person");
        assertThat(text()).contains("The account of Sample Learner, learner@example.org is unlinked at once.");
        TextField email = labelled(TextField.class, "E-mail of the right person");
        _setValue(email, "learner@example.org");
        press("Unlink, and make the link");
        assertThat(email.getErrorMessage()).startsWith("It is linked to this account now.");

        _setValue(email, "right@example.com");
        press("Unlink, and make the link");

        assertThat(_find(Dialog.class)).isEmpty();
        assertThat(text())
                .contains("EU-1001 is free, and the link is ready", "It was also sent to right@example.com.")
                .contains("Not linked to an account yet", "somebody is invited to take it over, ")
                .containsOnlyOnce("Data Analytics, Data Analytics, autumn 2026");
        String link = _get(_get(CopyLink.class), TextField.class).getValue();
        assertThat(hasButton("Move to the right person")).isFalse();

        signIn("learner@example.org");
        open(link.substring(link.indexOf("accept/")));
        assertThat(text()).contains("Data Analytics", "EU-1001");
    }

    @Test
    void where_an_invitation_went_stands_there_and_one_click_leads_to_where_it_is_canceled() {
        invite.learner("EU 1/001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        open("learners/"
                + learners.learners(invite.program("Data Analytics").organisationId(), "EU 1/001", Slice.at(0, 1))
                        .getFirst()
                        .id());

        assertThat(text()).contains("to lea@example.com", "expires ");
        assertThat(_find(Anchor.class))
                .extracting(Anchor::getHref)
                .anySatisfy(address ->
                        assertThat(address).startsWith("programs/").endsWith("?tab=invitations&learner=EU+1%2F001"));
    }

    @Test
    void that_click_leads_to_this_learners_invitations_alone_and_another_one_to_all() {
        invite.learner("EU-1", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        invite.learner("EU-10", "leo@example.com", "Data Analytics", "DATA-ANALYTICS-2");
        for (String learner : List.of("EU-1", "EU-10")) {
            open("learners/"
                    + learners
                            .learners(invite.program("Data Analytics").organisationId(), learner, Slice.at(0, 10))
                            .stream()
                            .filter(one -> one.externalLearnerId().equals(learner))
                            .findFirst()
                            .orElseThrow()
                            .id());
            open(_find(Anchor.class).stream()
                    .map(Anchor::getHref)
                    .filter(address -> address.contains("tab=invitations"))
                    .findFirst()
                    .orElseThrow());

            assertThat(text()).contains("Invitations of the learner " + learner + " alone");
            assertThat(learnersShown()).containsExactly(learner);
            assertThat(_find(Button.class, spec -> spec.withClasses("filter")))
                    .extracting(filter -> filter.getElement().getTextRecursively())
                    .as("counted are this learner's alone")
                    .contains("All 1");

            press("Show those of all learners");
            assertThat(text()).doesNotContain("Invitations of the learner");
            assertThat(learnersShown()).containsExactlyInAnyOrder("EU-1", "EU-10");
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> learnersShown() {
        Grid<SentInvitation> grid = _get(Grid.class);
        return GridKt._findAll(grid).stream()
                .map(SentInvitation::externalLearnerId)
                .toList();
    }

    @Test
    void how_it_was_enrolled_and_from_whom_it_was_unlinked_stands_there() {
        assertThat(text()).containsAnyOf("accepted an invitation", "enrolled by a manager");
        press("Unlink");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(text()).contains("Unlinked from learner@example.org by manager@example.org, ");
    }

    @Test
    void keeping_a_link_keeps_it() {
        press("Move to the right person");
        press("Keep");
        press("Unlink");
        ConfirmDialogKt._fireCancel(_get(ConfirmDialog.class));
        assertThat(text()).contains("Linked to the account of Sample Learner, learner@example.org");
    }
}
