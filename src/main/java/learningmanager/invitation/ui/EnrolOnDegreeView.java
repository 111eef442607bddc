package learningmanager.invitation.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Refusal;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.CopyLink;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.FieldProblems;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.OnceButton;
import learningmanager.base.ui.Page;
import learningmanager.invitation.DegreeEnrolment;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.InviteField;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import learningmanager.security.ForManagers;
import learningmanager.security.Permissions;

/** Enrols a single learner on a degree, or gives the link through which they accept. */
@Route(InvitationNavigation.DEGREE)
@PermitAll
@ForManagers
class EnrolOnDegreeView extends Page implements BeforeEnterObserver {
    private final transient ProgramService programs;
    private final transient InvitationService invitations;
    private final transient Permissions permissions;

    private final ProgramField degree;
    private final RunsField runs = new RunsField();
    private final TextField learnerId = new TextField(getTranslation("invite.form.learner-id"));
    private final Button enrol = new OnceButton(getTranslation("degree.form.enrol"), this::enrol);
    private final Div told = new Div();
    private final FieldProblems<InviteField> problems = new FieldProblems<>(this);

    EnrolOnDegreeView(ProgramService programs, InvitationService invitations, Permissions permissions) {
        this.programs = programs;
        this.invitations = invitations;
        this.permissions = permissions;
        trail(
                Crumb.to(getTranslation("menu.invite"), InvitationNavigation.CHOICE),
                Crumb.of(getTranslation("degree.title")));
        heading(getTranslation("invite.choice.degree"));
        lead(getTranslation("degree.lead"));

        List<Program> degrees = degrees();
        degree = new ProgramField(getTranslation("degree.form.degree"), degrees, Program::title);
        if (degrees.isEmpty()) {
            add(new EmptyState(getTranslation("degree.none"), getTranslation("degree.none.text")));
        } else {
            told.addClassName("told");
            add(form(), toolbar(), told);
            if (degrees.size() == 1) {
                degree.setValue(degrees.getFirst());
            }
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!permissions.reach().managesLearners()) {
            throw new NotFoundException("nothing to enrol on");
        }
    }

    @Override
    protected void changedForWhoLooks() {
        Set<ProgramRunId> chosen = runs.chosen();
        degree.offer(degrees());
        runs.choose(chosen);
    }

    private List<Program> degrees() {
        return programs.offered().stream().filter(Program::isDegree).toList();
    }

    private Div form() {
        degree.addValueChangeListener(change -> changeDegree());
        runs.setHelperText(getTranslation("degree.form.runs.hint"));
        runs.setRequiredIndicatorVisible(true);
        runs.addClassName("full");
        learnerId.setHelperText(getTranslation("invite.form.learner-id.hint"));
        learnerId.setRequiredIndicatorVisible(true);
        learnerId.setManualValidation(true);
        learnerId.addValueChangeListener(change -> changeLearner());
        problems.at(InviteField.RUNS, runs);
        problems.at(InviteField.LEARNER_ID, learnerId);
        Div form = new Div(degree, runs, learnerId);
        form.addClassName("form");
        return form;
    }

    private Div toolbar() {
        enrol.addThemeVariants(ButtonVariant.PRIMARY);
        enrol.addClickShortcut(Key.ENTER).listenOn(learnerId).resetFocusOnActiveElement();
        Div toolbar = new Div(enrol);
        toolbar.addClassName("toolbar");
        return toolbar;
    }

    private void changeDegree() {
        degree.setInvalid(false);
        runs.choicesOf(degree.getOptionalValue());
        markHeldRuns();
    }

    private void changeLearner() {
        problems.forget(InviteField.RUNS, RunsField.PROBLEMS_OF_THE_LEARNER);
        markHeldRuns();
    }

    private void markHeldRuns() {
        degree.getOptionalValue().ifPresent(chosen -> runs.mark(invitations.held(chosen.id(), learnerId.getValue())));
    }

    private void enrol() {
        told.removeAll();
        Optional<Program> chosen = degree.getOptionalValue();
        if (chosen.isEmpty()) {
            problems.show(wrongWithoutDegree());
            degree.setErrorMessage(getTranslation("degree.form.degree.missing"));
            degree.setInvalid(true);
            degree.focus();
            return;
        }
        tell(chosen.get(), invitations.enrolOnDegree(chosen.get().id(), runs.chosen(), learnerId.getValue()));
    }

    /** What else is wrong is told at the same time. */
    private Map<InviteField, Refusal> wrongWithoutDegree() {
        return ExternalLearnerId.parse(learnerId.getValue())
                .whyNot()
                .map(refusal -> Map.of(InviteField.LEARNER_ID, refusal))
                .orElse(Map.of());
    }

    private void tell(Program chosen, DegreeEnrolment outcome) {
        switch (outcome) {
            case DegreeEnrolment.Refused(var wrong) -> problems.show(wrong);
            case DegreeEnrolment.Enrolled(var learner, var names) -> {
                told.add(Notice.success(
                        getTranslation("degree.enrolled", learner.text(), chosen.title()), listed(names)));
                next();
            }
            case DegreeEnrolment.LinkReady(var learner, var link, var expiresAt, var names) -> {
                told.add(Notice.info(
                        getTranslation("degree.link", learner.text()),
                        new Paragraph(getTranslation("degree.link.text", UtcTexts.spelled(expiresAt))),
                        new Paragraph(getTranslation("degree.runs", names.size())),
                        listed(names),
                        new CopyLink(getTranslation("invite.link"), link)));
                next();
            }
        }
    }

    private static UnorderedList listed(List<String> names) {
        return new UnorderedList(names.stream().map(ListItem::new).toArray(ListItem[]::new));
    }

    private void next() {
        problems.show(Map.of());
        learnerId.clear();
        learnerId.focus();
    }
}
