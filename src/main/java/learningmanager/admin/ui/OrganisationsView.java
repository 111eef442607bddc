package learningmanager.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import learningmanager.admin.OrganisationService;
import learningmanager.admin.OrganisationSummary;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Page;
import learningmanager.program.ui.CardButton;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** The organisations of this installation. */
@Route(AdministrationNavigation.ORGANISATIONS)
@PermitAll
@ForHolders(Permission.PLATFORM_ADMINISTRATOR)
class OrganisationsView extends Page implements BeforeEnterObserver {
    private final transient OrganisationService organisations;
    private final UnorderedList cards = new UnorderedList();

    OrganisationsView(OrganisationService organisations) {
        this.organisations = organisations;
        trail(
                Crumb.to(getTranslation("menu.administration"), AdministrationNavigation.ADMINISTRATION),
                Crumb.of(getTranslation("organisations.title")));
        heading(getTranslation("organisations.title"));
        Button add = new Button(
                getTranslation("organisations.add"),
                click -> UI.getCurrent().navigate(AdministrationNavigation.newOrganisation()));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        Div toolbar = new Div(add);
        toolbar.addClassName("toolbar");
        cards.addClassName("cards");
        add(toolbar, cards);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        List<OrganisationSummary> all = organisations.all();
        cards.removeAll();
        all.forEach(one -> cards.add(new ListItem(card(one))));
        if (all.isEmpty()) {
            cards.add(new ListItem(
                    new EmptyState(getTranslation("organisations.none"), getTranslation("organisations.none.text"))));
        }
    }

    private CardButton card(OrganisationSummary one) {
        return new CardButton(one.name(), AdministrationNavigation.organisation(one.id()))
                .number(one.programs(), getTranslation("organisations.programs", one.programs()))
                .number(one.learners(), getTranslation("organisations.learners", one.learners()))
                .number(one.people(), getTranslation("people.count", one.people()));
    }
}
