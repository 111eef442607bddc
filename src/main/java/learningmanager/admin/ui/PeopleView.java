package learningmanager.admin.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import learningmanager.admin.PeopleService;
import learningmanager.admin.Person;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.PagedGrid;
import learningmanager.base.ui.StatusChip;
import learningmanager.base.ui.Tone;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** People and what they may do. */
@Route(AdministrationNavigation.PEOPLE)
@PermitAll
@ForHolders(Permission.PLATFORM_ADMINISTRATOR)
class PeopleView extends Page implements BeforeEnterObserver {
    private final transient PeopleService people;

    private final TextField search = new TextField();
    private final Checkbox everybody = new Checkbox(getTranslation("people.everybody"));
    private final PagedGrid<Person> grid;
    private final Div empty = new Div();

    PeopleView(PeopleService people) {
        this.people = people;
        trail(
                Crumb.to(getTranslation("menu.administration"), AdministrationNavigation.ADMINISTRATION),
                Crumb.of(getTranslation("people.title")));
        heading(getTranslation("people.title"));

        Button invite = new Button(
                getTranslation("people.invite"),
                click ->
                        UI.getCurrent().navigate(AdministrationNavigation.PEOPLE + "/" + AdministrationNavigation.NEW));
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        search.setPlaceholder(getTranslation("people.search"));
        search.setAriaLabel(getTranslation("people.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> show());
        everybody.addValueChangeListener(change -> show());
        Div toolbar = new Div(invite, search, everybody);
        toolbar.addClassName("toolbar");

        grid = PagedGrid.of(
                getTranslation("people.title"),
                slice -> people.people(wanted(), !everybody.getValue(), slice),
                Person::id);
        grid.addFirst(getTranslation("register.name"), this::name).setFlexGrow(2);
        grid.addFolding(getTranslation("register.email"), person -> new Span(person.email()))
                .setFlexGrow(2);
        grid.addFolding(getTranslation("people.permissions"), this::permissions).setFlexGrow(3);
        add(toolbar, grid, empty);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show();
    }

    private void show() {
        int found = people.countPeople(wanted(), !everybody.getValue());
        grid.show(found);
        empty.removeAll();
        if (found == 0) {
            empty.add(new EmptyState(getTranslation("people.none"), getTranslation("people.none.text")));
        }
    }

    private String wanted() {
        return search.getValue().strip();
    }

    private Component name(Person person) {
        Div name = new Div(new Anchor(AdministrationNavigation.person(person.id()), person.name()));
        if (person.invited()) {
            name.add(new Span(" "), new StatusChip(Tone.PENDING, "◷", getTranslation("people.invited")));
        }
        return name;
    }

    private Component permissions(Person person) {
        UnorderedList list = new UnorderedList();
        list.addClassName("plain-list");
        person.grants().forEach(grant -> list.add(new ListItem(PermissionWords.of(getLocale(), grant))));
        return list;
    }
}
