package learningmanager.admin.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.stream.Stream;
import learningmanager.admin.Inviting;
import learningmanager.admin.PeopleService;
import learningmanager.admin.PersonField;
import learningmanager.base.AccountId;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.FieldProblems;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Page;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** Makes an account for somebody; what they may do is the next page's matter. */
@Route(AdministrationNavigation.PEOPLE + "/" + AdministrationNavigation.NEW)
@PermitAll
@ForHolders(Permission.PLATFORM_ADMINISTRATOR)
class InvitePersonView extends Page implements BeforeEnterObserver {
    private final transient PeopleService people;

    private final TextField name = new TextField(getTranslation("register.name"));
    private final TextField email = new TextField(getTranslation("register.email"));
    private final FieldProblems<PersonField> problems = new FieldProblems<>(this);

    InvitePersonView(PeopleService people) {
        this.people = people;
        trail(
                Crumb.to(getTranslation("menu.administration"), AdministrationNavigation.ADMINISTRATION),
                Crumb.to(getTranslation("people.title"), AdministrationNavigation.PEOPLE),
                Crumb.of(getTranslation("people.invite")));
        heading(getTranslation("people.invite"));
        lead(getTranslation("people.invite.lead"));
        Stream.of(name, email).forEach(field -> {
            field.setManualValidation(true);
            field.setRequiredIndicatorVisible(true);
        });
        email.getElement().setAttribute("inputmode", "email");
        problems.at(PersonField.NAME, name);
        problems.at(PersonField.EMAIL, email);
        Div form = new Div(name, email);
        form.addClassName("form");
        Button invite = new Button(getTranslation("people.invite.submit"), click -> invite());
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        invite.addClickShortcut(Key.ENTER).listenOn(name, email).resetFocusOnActiveElement();
        Div toolbar = new Div(invite);
        toolbar.addClassName("toolbar");
        add(form, toolbar);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        people.countPeople("", true);
        name.focus();
    }

    private void invite() {
        problems.show(Map.of());
        switch (people.invite(name.getValue(), email.getValue())) {
            case Inviting.Refused(var wrong) -> problems.show(wrong);
            case Inviting.Invited(AccountId id) -> goTo(id, "people.invite.done");
            case Inviting.HasAccount(AccountId id) -> goTo(id, "people.invite.has-account");
        }
    }

    private void goTo(AccountId id, String told) {
        Notifications.success(getTranslation(told, email.getValue().strip()));
        UI.getCurrent().navigate(AdministrationNavigation.person(id));
    }
}
