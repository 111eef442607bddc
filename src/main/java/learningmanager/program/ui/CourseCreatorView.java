package learningmanager.program.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import learningmanager.base.NotFoundException;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Page;
import learningmanager.program.CourseCreatorService;
import learningmanager.program.CourseImportService;
import learningmanager.program.Organisation;
import learningmanager.program.Program;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** The programs that I edit, by organisation; those without codes say so. */
@Route(CourseCreatorNavigation.COURSE_CREATOR)
@Menu(title = "menu.course-creator", order = 30)
@PermitAll
@ForHolders(Permission.COURSE_CREATOR)
class CourseCreatorView extends Page implements BeforeEnterObserver {
    private final transient CourseCreatorService courses;
    private final transient CourseImportService imports;

    private final Div waiting = new Div();
    private final ProgramSearch search = new ProgramSearch(getTranslation("home.search"), this::show);
    private final Checkbox archived = new Checkbox(getTranslation("course-creator.show-archived"));
    private final Div list = new Div();

    CourseCreatorView(CourseCreatorService courses, CourseImportService imports) {
        this.courses = courses;
        this.imports = imports;
        heading(getTranslation("course-creator.title"));
        lead(getTranslation("course-creator.lead"));

        Button add = new Button(
                getTranslation("course-creator.add"),
                click -> UI.getCurrent().navigate(CourseCreatorNavigation.newProgram()));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        archived.addValueChangeListener(change -> show());
        Button many = new Button(
                getTranslation("course-import.title"),
                click -> UI.getCurrent().navigate(CourseCreatorNavigation.IMPORT));
        Div toolbar = new Div(add, many, search, archived);
        toolbar.addClassName("toolbar");
        add(waiting, toolbar, list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (courses.organisations().isEmpty()) {
            throw new NotFoundException("course creator's page for somebody who is none");
        }
        showWaiting();
        show();
    }

    @Override
    protected void changedForWhoLooks() {
        showWaiting();
        show();
    }

    private void showWaiting() {
        waiting.removeAll();
        waiting.add(new CourseImportsWaiting(imports, this::discarded));
    }

    /** What was pressed is gone. */
    private void discarded() {
        showWaiting();
        focusHeading();
    }

    private void show() {
        List<Program> all = courses.programs();
        List<Organisation> organisations = courses.organisations();
        search.offerAmong(all.size());
        archived.setVisible(all.stream().anyMatch(Program::isArchived));
        list.removeAll();
        for (Organisation organisation : organisations) {
            list.add(new H2(organisation.name()), cards(organisation, all));
        }
    }

    private ProgramCards cards(Organisation organisation, List<Program> all) {
        List<Program> found = all.stream()
                .filter(program -> program.organisationId().equals(organisation.id()))
                .filter(program -> archived.getValue() || !program.isArchived())
                .filter(program -> program.isCalled(search.getValue()))
                .toList();
        ProgramCards cards = new ProgramCards();
        cards.show(found, this::card);
        if (found.isEmpty()) {
            cards.add(new ListItem(
                    search.isEmpty()
                            ? new EmptyState(
                                    getTranslation("home.no-programs"), getTranslation("course-creator.none.text"))
                            : search.noneFound()));
        }
        return cards;
    }

    private CardButton card(Program program) {
        CardButton card = new CardButton(program.title(), CourseCreatorNavigation.program(program.id()))
                .tell(ProgramTexts.kind(this, program))
                .tell(ProgramTexts.code(this, program.codeIfSet()))
                .tell(getTranslation("program.run-count", program.runs().size()));
        long without = program.runs().stream()
                .filter(run -> !run.isArchived() && run.codeIfSet().isEmpty())
                .count();
        if (without > 0) {
            Span missing = new Span(getTranslation("course-creator.runs-without-code", without));
            missing.addClassName("missing");
            card.tell(missing);
        }
        if (program.isArchived()) {
            card.tell(getTranslation("course-creator.archived"));
        }
        return card;
    }
}
