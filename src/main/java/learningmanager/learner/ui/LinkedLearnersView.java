package learningmanager.learner.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Set;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.PagedGrid;
import learningmanager.learner.LinkedLearner;
import learningmanager.learner.LinkedLearnersService;
import learningmanager.program.Organisation;
import learningmanager.program.ProgramService;
import learningmanager.program.ui.OrganisationField;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;
import learningmanager.security.Permissions;

/** An organisation's learner IDs, and whose they are. */
@Route(LearnersNavigation.LEARNERS)
@Menu(title = "menu.learners", order = 25)
@PermitAll
@ForHolders(Permission.LEARNING_MANAGER)
class LinkedLearnersView extends Page implements BeforeEnterObserver {
    private final transient LinkedLearnersService learners;
    private final transient ProgramService programs;
    private final transient Permissions permissions;

    private final OrganisationField organisation = new OrganisationField();
    private final TextField search = new TextField();
    private final PagedGrid<LinkedLearner> grid;
    private final Div empty = new Div();

    LinkedLearnersView(LinkedLearnersService learners, ProgramService programs, Permissions permissions) {
        this.learners = learners;
        this.programs = programs;
        this.permissions = permissions;
        heading(getTranslation("learners.title"));
        lead(getTranslation("learners.lead"));

        organisation.setAriaLabel(getTranslation("program.organisation"));
        organisation.addValueChangeListener(change -> show());
        search.setPlaceholder(getTranslation("run.learners.search"));
        search.setAriaLabel(getTranslation("run.learners.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> show());
        Div toolbar = new Div(organisation, search);
        toolbar.addClassName("toolbar");

        grid = PagedGrid.of(
                getTranslation("learners.title"),
                slice -> learners.learners(organisation.getValue().id(), wanted(), slice),
                LinkedLearner::id);
        grid.addFirst(getTranslation("run.learner-id"), this::learnerId);
        grid.addFolding(getTranslation("learners.account"), this::account).setFlexGrow(3);
        grid.addFolding(
                getTranslation("learners.enrolments"), one -> new Span(getTranslation("number", one.enrolments())));
        grid.addFolding(getTranslation("learners.pending"), one -> new Span(getTranslation("number", one.pending())));
        add(toolbar, grid, empty);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        offerMine();
        show();
    }

    @Override
    protected void changedForWhoLooks() {
        offerMine();
        show();
    }

    private void offerMine() {
        Set<OrganisationId> mine = permissions.reach().organisations();
        List<Organisation> offered = programs.managedOrganisations().stream()
                .filter(one -> mine.contains(one.id()))
                .toList();
        if (offered.isEmpty()) {
            throw new NotFoundException("learners of somebody who manages no organisation");
        }
        organisation.offer(offered);
    }

    private void show() {
        if (organisation.isEmpty()) {
            // Others are offered at this moment, and one of them is chosen next.
            return;
        }
        int found = learners.countLearners(organisation.getValue().id(), wanted(), PagedGrid.MANY + 1);
        grid.show(found);
        empty.removeAll();
        if (found == 0) {
            empty.add(new EmptyState(getTranslation("learners.none"), getTranslation("learners.none.text")));
        }
    }

    private String wanted() {
        return search.getValue().strip();
    }

    private Component learnerId(LinkedLearner one) {
        Anchor link = new Anchor(LearnersNavigation.learner(one.id()), one.externalLearnerId());
        link.addClassName("mono");
        return link;
    }

    private Component account(LinkedLearner one) {
        return new Span(one.account().orElseGet(() -> getTranslation("learners.not-linked")));
    }
}
