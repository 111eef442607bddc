package learningmanager.program.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramId;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Page;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.CourseSaving;
import learningmanager.program.Organisation;
import learningmanager.program.Program;
import learningmanager.program.ProgramFacts;
import learningmanager.program.ProgramKind;
import learningmanager.program.ProgramRun;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** Edits a program, one that is not there yet too, and leads to its runs. */
@Route(CourseCreatorNavigation.COURSE_CREATOR + "/:program")
@PermitAll
@ForHolders(Permission.COURSE_CREATOR)
class ProgramEditView extends Page implements BeforeEnterObserver {
    private final transient CourseCreatorService courses;

    private final Select<Organisation> organisation = new Select<>();
    private final ProgramForm form;
    private final Div told = new Div();
    private final Div runs = new Div();
    private final Div archiving = new Div();
    private Optional<Program> edited = Optional.empty();

    ProgramEditView(CourseCreatorService courses) {
        this.courses = courses;
        organisation.setLabel(getTranslation("program.organisation"));
        organisation.setItemLabelGenerator(Organisation::name);
        organisation.addClassName("full");
        form = new ProgramForm(title -> Optional.ofNullable(organisation.getValue())
                .map(one -> courses.suggestedCode(one.id(), title))
                .orElse(""));
        form.addComponentAsFirst(organisation);
        Button save = new Button(getTranslation("course-creator.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickShortcut(Key.ENTER).listenOn(form.textFields()).resetFocusOnActiveElement();
        Div toolbar = new Div(save);
        toolbar.addClassName("toolbar");
        told.addClassName("told");
        add(told, form, toolbar, runs, archiving);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String asked = event.getRouteParameters().get("program").orElse("");
        List<Organisation> mine = courses.organisations();
        if (mine.isEmpty()) {
            throw new NotFoundException("course creator's page for somebody who is none");
        }
        organisation.setItems(mine);
        told.removeAll();
        form.refuse(Map.of());
        if (asked.equals(CourseCreatorNavigation.NEW)) {
            showEmpty();
            trail(
                    Crumb.to(getTranslation("menu.course-creator"), CourseCreatorNavigation.COURSE_CREATOR),
                    Crumb.of(getTranslation("course-creator.add")));
            heading(getTranslation("course-creator.add"));
            organisation.setValue(mine.getFirst());
            organisation.setVisible(mine.size() > 1);
            form.focusTitle();
            return;
        }
        show(courses.program(
                Id.parse(asked, ProgramId::new).orElseThrow(() -> new NotFoundException("no program's address"))));
        if (event.getLocation().getQueryParameters().getParameters().containsKey(CourseCreatorNavigation.CODE)) {
            form.focusCode();
        }
    }

    @Override
    protected void changedForWhoLooks() {
        edited.map(Program::id).ifPresent(courses::program);
    }

    /** The window may have shown a program on this page before. */
    private void showEmpty() {
        edited = Optional.empty();
        form.fill(new ProgramFacts("", ProgramKind.MICROCREDENTIAL, ""));
        lead();
        runs.removeAll();
        archiving.removeAll();
    }

    private void show(Program program) {
        organisation.setValue(organisation
                .getListDataView()
                .getItems()
                .filter(one -> one.id().equals(program.organisationId()))
                .findFirst()
                .orElseThrow());
        organisation.setVisible(false);
        form.fill(ProgramFacts.of(program));
        showBeside(program);
    }

    /** All but the form, in which somebody may be writing. */
    private void showBeside(Program program) {
        edited = Optional.of(program);
        trail(
                Crumb.to(getTranslation("menu.course-creator"), CourseCreatorNavigation.COURSE_CREATOR),
                Crumb.of(program.title()));
        heading(program.title());
        lead(ProgramTexts.kind(this, program)
                + (program.isArchived() ? " · " + getTranslation("course-creator.archived") : ""));
        showRuns(program);
        showArchiving(program);
    }

    private void showRuns(Program program) {
        Button add = new Button(
                getTranslation("course-creator.run.add"),
                click -> UI.getCurrent().navigate(CourseCreatorNavigation.newRun(program.id())));
        UnorderedList cards = new UnorderedList();
        cards.addClassName("cards");
        program.runsInOrder().forEach(run -> cards.add(new ListItem(card(program, run))));
        if (program.runs().isEmpty()) {
            cards.add(new ListItem(
                    new EmptyState(getTranslation("program.no-runs"), getTranslation("course-creator.no-runs.text"))));
        }
        Div toolbar = new Div(add);
        toolbar.addClassName("toolbar");
        runs.removeAll();
        runs.add(new H2(getTranslation("program.runs")), cards, toolbar);
    }

    private CardButton card(Program program, ProgramRun run) {
        CardButton card = new CardButton(run.name(), CourseCreatorNavigation.run(program.id(), run.id()))
                .tell(ProgramTexts.code(this, run.codeIfSet()))
                .tell(ProgramTexts.dates(run))
                .tell(ProgramTexts.state(this, run));
        return run.isArchived() ? card.tell(getTranslation("course-creator.archived")) : card;
    }

    private void showArchiving(Program program) {
        Button archive = new Button(
                getTranslation(program.isArchived() ? "course-creator.bring-back" : "course-creator.archive"),
                click -> archive(program));
        archive.addThemeVariants(ButtonVariant.TERTIARY);
        Paragraph why = new Paragraph(getTranslation("course-creator.archive.text"));
        why.addClassName("soft");
        archiving.removeAll();
        archiving.add(new H2(getTranslation("course-creator.archive.title")), why, archive);
    }

    private void archive(Program program) {
        boolean wasArchived = program.isArchived();
        showBeside(wasArchived ? courses.bringBack(program.id()) : courses.archive(program.id()));
        Notifications.success(getTranslation(
                wasArchived ? "course-creator.brought-back" : "course-creator.archived-now", program.title()));
    }

    private void save() {
        told.removeAll();
        form.refuse(Map.of());
        ProgramFacts wanted = form.facts();
        tell(edited.map(program -> courses.change(program.id(), ProgramFacts.of(program), wanted))
                .orElseGet(() -> courses.add(organisation.getValue().id(), wanted)));
    }

    private void tell(CourseSaving outcome) {
        switch (outcome) {
            case CourseSaving.Refused(var problems) -> form.refuse(problems);
            case CourseSaving.ChangedMeanwhile(Program now) -> {
                showBeside(now);
                told.add(changedMeanwhile(now));
            }
            case CourseSaving.Saved(Program now) -> {
                Notifications.success(getTranslation("course-creator.saved", now.title()));
                if (edited.isEmpty()) {
                    UI.getCurrent().navigate(CourseCreatorNavigation.program(now.id()));
                } else {
                    show(now);
                }
            }
        }
    }

    private Notice changedMeanwhile(Program now) {
        Button take = new Button(getTranslation("course-creator.take-theirs"), click -> {
            told.removeAll();
            show(now);
        });
        ProgramFacts facts = ProgramFacts.of(now);
        return Notice.warning(
                getTranslation("course-creator.changed-meanwhile"),
                new Paragraph(getTranslation(
                        "course-creator.now.program",
                        facts.title(),
                        ProgramTexts.kind(this, now),
                        facts.code().isEmpty() ? getTranslation("program.no-code") : facts.code())),
                new Paragraph(getTranslation("course-creator.changed-meanwhile.text")),
                take);
    }
}
