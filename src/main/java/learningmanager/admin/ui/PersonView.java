package learningmanager.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import learningmanager.admin.Grant;
import learningmanager.admin.OrganisationService;
import learningmanager.admin.OrganisationSummary;
import learningmanager.admin.PeopleService;
import learningmanager.admin.Person;
import learningmanager.admin.ProgramChoice;
import learningmanager.base.AccountId;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.OnceButton;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.Question;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** What somebody may do: given and withdrawn here. */
@Route(AdministrationNavigation.PEOPLE + "/:person")
@PermitAll
@ForHolders(Permission.PLATFORM_ADMINISTRATOR)
class PersonView extends Page implements BeforeEnterObserver {
    private final transient PeopleService people;
    private final transient OrganisationService organisations;

    private final Div waiting = new Div();
    private final Div grants = new Div();
    private final Select<Permission> permission = new Select<>();
    private final ComboBox<OrganisationSummary> organisation = new ComboBox<>(getTranslation("program.organisation"));
    private final ComboBox<ProgramChoice> program = new ComboBox<>(getTranslation("invite.form.program"));
    private transient Optional<AccountId> shown = Optional.empty();

    PersonView(PeopleService people, OrganisationService organisations) {
        this.people = people;
        this.organisations = organisations;
        permission.setLabel(getTranslation("people.permission"));
        permission.setItems(Permission.values());
        permission.setItemLabelGenerator(one -> PermissionWords.of(getLocale(), one));
        permission.addValueChangeListener(change -> askFor(change.getValue()));
        permission.addClassName("full");
        organisation.setItemLabelGenerator(OrganisationSummary::name);
        organisation.addValueChangeListener(change -> offerPrograms());
        program.setItemLabelGenerator(ProgramChoice::title);
        Button give = new OnceButton(getTranslation("people.give"), this::give);
        give.addThemeVariants(ButtonVariant.PRIMARY);
        Div form = new Div(permission, organisation, program);
        form.addClassName("form");
        Div toolbar = new Div(give);
        toolbar.addClassName("toolbar");
        add(waiting, new H2(getTranslation("people.permissions")), grants, new H2(getTranslation("people.give.title")));
        add(form, toolbar);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        AccountId id = event.getRouteParameters()
                .get("person")
                .flatMap(text -> Id.parse(text, AccountId::new))
                .orElseThrow(() -> new NotFoundException("no person's address"));
        shown = Optional.of(id);
        show();
        List<OrganisationSummary> all = organisations.all();
        organisation.setItems(all);
        if (all.size() == 1) {
            organisation.setValue(all.getFirst());
        }
        permission.setValue(Permission.LEARNING_MANAGER);
    }

    private void show() {
        Person person = people.person(shown.orElseThrow());
        trail(
                Crumb.to(getTranslation("menu.administration"), AdministrationNavigation.ADMINISTRATION),
                Crumb.to(getTranslation("people.title"), AdministrationNavigation.PEOPLE),
                Crumb.of(person.name()));
        heading(person.name());
        lead(person.email());
        waiting.removeAll();
        if (person.invited()) {
            Button again = new Button(getTranslation("people.invite-again"), click -> inviteAgain(person));
            waiting.add(Notice.info(getTranslation("people.invited.title", person.email()), again));
        } else if (!person.confirmed()) {
            Button send = new Button(getTranslation("people.unconfirmed.send"), click -> inviteAgain(person));
            waiting.add(Notice.warning(
                    getTranslation("people.unconfirmed.title", person.email()),
                    new Paragraph(getTranslation("people.unconfirmed.text")),
                    send));
        }
        grants.removeAll();
        if (person.grants().isEmpty()) {
            grants.add(new EmptyState(
                    getTranslation("people.no-permissions"), getTranslation("people.no-permissions.text")));
        } else {
            UnorderedList list = new UnorderedList();
            list.addClassName("requests");
            person.grants().forEach(grant -> list.add(item(person, grant)));
            grants.add(list);
        }
    }

    private ListItem item(Person person, Grant grant) {
        Button withdraw = new Button(getTranslation("people.withdraw"), click -> askToWithdraw(person, grant));
        withdraw.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
        withdraw.getElement().setAttribute("aria-description", PermissionWords.of(getLocale(), grant));
        Div may = new Div(PermissionWords.mayDo(getLocale(), grant.permission()));
        may.addClassName("soft");
        ListItem item = new ListItem(new Div(new Span(PermissionWords.of(getLocale(), grant)), may), withdraw);
        item.addClassName("request");
        return item;
    }

    private void askFor(Permission wanted) {
        permission.setHelperText(PermissionWords.mayDo(getLocale(), wanted));
        organisation.setVisible(wanted != Permission.PLATFORM_ADMINISTRATOR);
        program.setVisible(wanted == Permission.PROGRAM_LEARNER_ADMIN);
    }

    private void offerPrograms() {
        program.setItems(organisation
                .getOptionalValue()
                .map(chosen -> people.programs(chosen.id()))
                .orElse(List.of()));
    }

    private void give() {
        organisation.setInvalid(organisation.isVisible() && organisation.isEmpty());
        program.setInvalid(program.isVisible() && program.isEmpty());
        organisation.setErrorMessage(getTranslation("people.organisation.missing"));
        program.setErrorMessage(getTranslation("people.program.missing"));
        Optional<ComboBox<?>> wrong = Stream.<ComboBox<?>>of(organisation, program)
                .filter(ComboBox::isInvalid)
                .findFirst();
        if (wrong.isPresent()) {
            wrong.get().focus();
            return;
        }
        AccountId id = shown.orElseThrow();
        Optional<Refusal> refusal = program.isVisible()
                ? people.giveOnProgram(id, program.getValue().id())
                : people.give(
                        id,
                        permission.getValue(),
                        organisation.isVisible()
                                ? organisation.getOptionalValue().map(OrganisationSummary::id)
                                : Optional.empty());
        tell(refusal, "people.given");
    }

    private void askToWithdraw(Person person, Grant grant) {
        new Question(
                        getTranslation("people.withdraw.title", PermissionWords.of(getLocale(), grant)),
                        getTranslation("people.withdraw.text", person.name()),
                        getTranslation("people.withdraw"),
                        getTranslation("people.withdraw.keep"),
                        () -> withdraw(person, grant))
                .ask();
    }

    private void withdraw(Person person, Grant grant) {
        tell(people.withdraw(person.id(), grant.id()), "people.withdrawn");
        // What was pressed is gone.
        focusHeading();
    }

    private void tell(Optional<Refusal> refusal, String done) {
        refusal.ifPresentOrElse(
                why -> Notifications.error(Messages.of(this, why)), () -> Notifications.success(getTranslation(done)));
        show();
    }

    private void inviteAgain(Person person) {
        people.inviteAgain(person.id());
        Notifications.success(getTranslation("people.invite.done", person.email()));
    }
}
