package learningmanager.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import learningmanager.admin.OrganisationService;
import learningmanager.admin.PeopleService;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Page;
import learningmanager.program.ui.CardButton;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** What a platform administrator sees to. */
@Route(AdministrationNavigation.ADMINISTRATION)
@Menu(title = "menu.administration", order = 50)
@PermitAll
@ForHolders(Permission.PLATFORM_ADMINISTRATOR)
class AdministrationView extends Page implements BeforeEnterObserver {
    private final transient OrganisationService organisations;
    private final transient PeopleService people;

    AdministrationView(OrganisationService organisations, PeopleService people) {
        this.organisations = organisations;
        this.people = people;
        heading(getTranslation("administration.title"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        int organisationCount = organisations.all().size();
        int peopleCount = people.countPeople("", true);
        getChildren().skip(1).toList().forEach(this::remove);
        if (organisationCount == 0) {
            add(firstStep());
        }
        UnorderedList cards = new UnorderedList();
        cards.addClassName("cards");
        cards.add(
                new ListItem(
                        new CardButton(getTranslation("organisations.title"), AdministrationNavigation.ORGANISATIONS)
                                .tell(getTranslation("organisations.about"))
                                .number(organisationCount, getTranslation("organisations.count", organisationCount))),
                new ListItem(new CardButton(getTranslation("people.title"), AdministrationNavigation.PEOPLE)
                        .tell(getTranslation("people.about"))
                        .number(peopleCount, getTranslation("people.count", peopleCount))),
                new ListItem(new CardButton(getTranslation("charges.title"), AdministrationNavigation.CHARGES)
                        .tell(getTranslation("charges.about"))),
                new ListItem(new CardButton(getTranslation("audit.title"), AdministrationNavigation.AUDIT_LOG)
                        .tell(getTranslation("audit.lead"))));
        add(cards);
    }

    /** Of an installation that is new. */
    private EmptyState firstStep() {
        Button add = new Button(
                getTranslation("organisations.add"),
                click -> UI.getCurrent().navigate(AdministrationNavigation.newOrganisation()));
        add.addThemeVariants(ButtonVariant.PRIMARY);
        return new EmptyState(getTranslation("organisations.none"), getTranslation("organisations.none.text"), add);
    }
}
