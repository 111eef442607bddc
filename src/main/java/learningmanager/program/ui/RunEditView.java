package learningmanager.program.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.Optional;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Page;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.CourseSaving;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.RunFacts;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;
import org.jspecify.annotations.Nullable;

/** Edits a run, one that is not there yet too. */
@Route(CourseCreatorNavigation.COURSE_CREATOR + "/:program/runs/:run")
@PermitAll
@ForHolders(Permission.COURSE_CREATOR)
class RunEditView extends Page implements BeforeEnterObserver {
    private final transient CourseCreatorService courses;

    private final RunForm form = new RunForm(this::suggestedCode);
    private final Div told = new Div();
    private final Div archiving = new Div();
    private @Nullable Program program;
    private Optional<ProgramRun> edited = Optional.empty();

    RunEditView(CourseCreatorService courses) {
        this.courses = courses;
        Button save = new Button(getTranslation("course-creator.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickShortcut(Key.ENTER).listenOn(form.textFields()).resetFocusOnActiveElement();
        Div toolbar = new Div(save);
        toolbar.addClassName("toolbar");
        told.addClassName("told");
        add(told, form, toolbar, archiving);
    }

    @Override
    protected void changedForWhoLooks() {
        if (program != null) {
            courses.program(program.id());
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Program of = courses.program(event.getRouteParameters()
                .get("program")
                .flatMap(text -> Id.parse(text, ProgramId::new))
                .orElseThrow(() -> new NotFoundException("no program's address")));
        program = of;
        told.removeAll();
        form.refuse(Map.of());
        String asked = event.getRouteParameters().get("run").orElse("");
        if (asked.equals(CourseCreatorNavigation.NEW)) {
            edited = Optional.empty();
            lead();
            archiving.removeAll();
            trailTo(of, getTranslation("course-creator.run.add"));
            heading(getTranslation("course-creator.run.add-to", of.title()));
            form.fill(new RunFacts("", Optional.empty(), Optional.empty(), true, ""));
            form.focusName();
            return;
        }
        ProgramRun run = Id.parse(asked, ProgramRunId::new)
                .flatMap(of::run)
                .orElseThrow(() -> new NotFoundException("no run's address"));
        showBeside(of, run.id());
        form.fill(RunFacts.of(run));
        if (event.getLocation().getQueryParameters().getParameters().containsKey(CourseCreatorNavigation.CODE)) {
            form.focusCode();
        }
    }

    private String suggestedCode() {
        return program == null ? "" : courses.suggestedRunCode(program.id());
    }

    private void trailTo(Program of, String here) {
        trail(
                Crumb.to(getTranslation("menu.course-creator"), CourseCreatorNavigation.COURSE_CREATOR),
                Crumb.to(of.title(), CourseCreatorNavigation.program(of.id())),
                Crumb.of(here));
    }

    /** All but the form, in which somebody may be writing. */
    private void showBeside(Program of, ProgramRunId id) {
        ProgramRun run = of.run(id).orElseThrow();
        program = of;
        edited = Optional.of(run);
        trailTo(of, run.name());
        heading(run.name());
        lead(getTranslation("course-creator.run.lead", of.title())
                + (run.isArchived() ? " · " + getTranslation("course-creator.archived") : ""));
        Button archive = new Button(
                getTranslation(run.isArchived() ? "course-creator.bring-back" : "course-creator.archive"),
                click -> archive(of.id(), run));
        archive.addThemeVariants(ButtonVariant.TERTIARY);
        Paragraph why = new Paragraph(getTranslation("course-creator.archive.text"));
        why.addClassName("soft");
        archiving.removeAll();
        archiving.add(new H2(getTranslation("course-creator.archive.title")), why, archive);
    }

    private void archive(ProgramId of, ProgramRun run) {
        showBeside(run.isArchived() ? courses.bringBackRun(of, run.id()) : courses.archiveRun(of, run.id()), run.id());
        Notifications.success(getTranslation(
                run.isArchived() ? "course-creator.brought-back" : "course-creator.archived-now", run.name()));
    }

    private void save() {
        if (program == null) {
            return;
        }
        told.removeAll();
        form.refuse(Map.of());
        ProgramId of = program.id();
        RunFacts wanted = form.facts();
        tell(edited.map(run -> courses.changeRun(of, run.id(), RunFacts.of(run), wanted))
                .orElseGet(() -> courses.addRun(of, wanted)));
    }

    private void tell(CourseSaving outcome) {
        switch (outcome) {
            case CourseSaving.Refused(var problems) -> form.refuse(problems);
            case CourseSaving.ChangedMeanwhile(Program now) ->
                edited.ifPresent(run -> {
                    showBeside(now, run.id());
                    now.run(run.id()).ifPresent(changed -> told.add(changedMeanwhile(changed)));
                });
            case CourseSaving.Saved(Program now) -> {
                Notifications.success(
                        getTranslation("course-creator.saved", form.facts().name()));
                UI.getCurrent().navigate(CourseCreatorNavigation.program(now.id()));
            }
        }
    }

    private Notice changedMeanwhile(ProgramRun now) {
        Button take = new Button(getTranslation("course-creator.take-theirs"), click -> {
            told.removeAll();
            form.fill(RunFacts.of(now));
        });
        return Notice.warning(
                getTranslation("course-creator.changed-meanwhile"),
                new Paragraph(getTranslation(
                        "course-creator.now.run",
                        now.name(),
                        ProgramTexts.dates(now),
                        ProgramTexts.state(this, now),
                        now.codeIfSet().map(code -> code.text()).orElseGet(() -> getTranslation("program.no-code")))),
                new Paragraph(getTranslation("course-creator.changed-meanwhile.text")),
                take);
    }
}
