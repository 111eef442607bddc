package learningmanager.invitation.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import learningmanager.base.NotFoundException;
import learningmanager.base.ui.Page;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import learningmanager.program.ui.NoPrograms;
import learningmanager.security.ForManagers;
import learningmanager.security.Permissions;
import learningmanager.security.Reach;

/** Asks what to do: invite learners, or enrol a single one on a degree. */
@Route(InvitationNavigation.CHOICE)
@Menu(title = "menu.invite", order = 10)
@PermitAll
@ForManagers
class InviteChoiceView extends Page implements BeforeEnterObserver {
    private enum Choice {
        INVITE,
        ENROL_ON_DEGREE
    }

    private final transient Permissions permissions;
    private final transient ProgramService programs;
    private final RadioButtonGroup<Choice> choice = new RadioButtonGroup<>();
    private final Div toolbar;

    InviteChoiceView(ProgramService programs, Permissions permissions) {
        this.programs = programs;
        this.permissions = permissions;
        heading(getTranslation("invite.choice.title"));

        choice.setLabel(getTranslation("invite.choice.question"));
        choice.setItems(
                programs.offered().stream().anyMatch(Program::isDegree)
                        ? List.of(Choice.values())
                        : List.of(Choice.INVITE));
        choice.setItemLabelGenerator(this::text);
        choice.setValue(Choice.INVITE);

        Button go = new Button(
                getTranslation("invite.choice.continue"),
                click -> UI.getCurrent()
                        .navigate(
                                choice.getValue() == Choice.ENROL_ON_DEGREE
                                        ? InvitationNavigation.DEGREE
                                        : InvitationNavigation.INVITE));
        go.addThemeVariants(ButtonVariant.PRIMARY);
        toolbar = new Div(go);
        toolbar.addClassName("toolbar");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Reach reach = permissions.reach();
        if (!reach.managesLearners()) {
            throw new NotFoundException("nothing to invite to");
        }
        if (programs.managed().isEmpty()) {
            add(NoPrograms.told(this, reach));
        } else {
            add(choice, toolbar);
        }
    }

    private String text(Choice what) {
        return switch (what) {
            case INVITE -> getTranslation("invite.choice.invite");
            case ENROL_ON_DEGREE -> getTranslation("invite.choice.degree");
        };
    }
}
