package learningmanager.admin.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.admin.LogoService;
import learningmanager.admin.OrganisationFacts;
import learningmanager.admin.OrganisationField;
import learningmanager.admin.OrganisationSaving;
import learningmanager.admin.OrganisationService;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.FieldProblems;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Page;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** Edits an organisation, one that is not there yet too. */
@Route(AdministrationNavigation.ORGANISATIONS + "/:organisation")
@PermitAll
@ForHolders(Permission.PLATFORM_ADMINISTRATOR)
class OrganisationView extends Page implements BeforeEnterObserver {
    private final transient OrganisationService organisations;
    private final transient LogoService logos;

    private final TextField name = new TextField(getTranslation("organisation.name"));
    private final TextField senderName = new TextField(getTranslation("organisation.sender-name"));
    private final TextField replyTo = new TextField(getTranslation("organisation.reply-to"));
    private final TextField reminderDays = new TextField(getTranslation("organisation.reminder-days"));
    private final TextField emailDomain = new TextField(getTranslation("organisation.email-domain"));
    private final FieldProblems<OrganisationField> problems = new FieldProblems<>(this);
    private final Div told = new Div();
    private final Div logo = new Div();
    private Optional<OrganisationId> edited = Optional.empty();
    private transient OrganisationFacts seen = OrganisationFacts.named("");

    OrganisationView(OrganisationService organisations, LogoService logos) {
        this.organisations = organisations;
        this.logos = logos;
        TextField[] fields = {name, senderName, replyTo, reminderDays, emailDomain};
        Stream.of(fields).forEach(field -> field.setManualValidation(true));
        name.setRequiredIndicatorVisible(true);
        name.addClassName("full");
        senderName.setHelperText(getTranslation("organisation.sender-name.hint"));
        replyTo.setHelperText(getTranslation("organisation.reply-to.hint"));
        replyTo.getElement().setAttribute("inputmode", "email");
        reminderDays.setHelperText(getTranslation("organisation.reminder-days.hint"));
        reminderDays.setPlaceholder("7, 1");
        emailDomain.setHelperText(getTranslation("organisation.email-domain.hint"));
        emailDomain.setPlaceholder("example.org");
        problems.at(OrganisationField.NAME, name);
        problems.at(OrganisationField.SENDER_NAME, senderName);
        problems.at(OrganisationField.REPLY_TO, replyTo);
        problems.at(OrganisationField.REMINDER_DAYS, reminderDays);
        problems.at(OrganisationField.EMAIL_DOMAIN, emailDomain);
        Div form = new Div(fields);
        form.addClassName("form");
        Button save = new Button(getTranslation("course-creator.save"), click -> save());
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.addClickShortcut(Key.ENTER).listenOn(fields).resetFocusOnActiveElement();
        Div toolbar = new Div(save);
        toolbar.addClassName("toolbar");
        told.addClassName("told");
        add(told, form, toolbar, logo);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String asked = event.getRouteParameters().get("organisation").orElse("");
        told.removeAll();
        problems.show(Map.of());
        logo.removeAll();
        if (asked.equals(AdministrationNavigation.NEW)) {
            organisations.all();
            edited = Optional.empty();
            fill(OrganisationFacts.named(""));
            title(getTranslation("organisations.add"));
            name.focus();
            return;
        }
        OrganisationId id = Id.parse(asked, OrganisationId::new)
                .orElseThrow(() -> new NotFoundException("no organisation's address"));
        edited = Optional.of(id);
        fill(organisations.facts(id));
        logo.add(new LogoPart(logos, id));
    }

    private void title(String text) {
        trail(
                Crumb.to(getTranslation("menu.administration"), AdministrationNavigation.ADMINISTRATION),
                Crumb.to(getTranslation("organisations.title"), AdministrationNavigation.ORGANISATIONS),
                Crumb.of(text));
        heading(text);
    }

    private void fill(OrganisationFacts facts) {
        seen = facts;
        title(facts.name());
        name.setValue(facts.name());
        senderName.setValue(facts.senderName());
        replyTo.setValue(facts.replyTo());
        reminderDays.setValue(facts.reminderDays());
        emailDomain.setValue(facts.emailDomain());
    }

    private void save() {
        told.removeAll();
        problems.show(Map.of());
        OrganisationFacts wanted = new OrganisationFacts(
                name.getValue(),
                senderName.getValue(),
                replyTo.getValue(),
                reminderDays.getValue(),
                emailDomain.getValue());
        tell(edited.map(id -> organisations.change(id, seen, wanted)).orElseGet(() -> organisations.add(wanted)));
    }

    private void tell(OrganisationSaving outcome) {
        switch (outcome) {
            case OrganisationSaving.Refused(var wrong) -> problems.show(wrong);
            case OrganisationSaving.ChangedMeanwhile(OrganisationFacts now) -> {
                seen = now;
                told.add(changedMeanwhile(now));
            }
            case OrganisationSaving.Saved(OrganisationId id) -> {
                Notifications.success(getTranslation("course-creator.saved", name.getValue()));
                if (edited.isEmpty()) {
                    UI.getCurrent().navigate(AdministrationNavigation.ORGANISATIONS);
                } else {
                    fill(organisations.facts(id));
                }
            }
        }
    }

    private Notice changedMeanwhile(OrganisationFacts now) {
        Button take = new Button(getTranslation("course-creator.take-theirs"), click -> {
            told.removeAll();
            fill(now);
        });
        return Notice.warning(
                getTranslation("course-creator.changed-meanwhile"),
                new Paragraph(getTranslation(
                        "organisation.now",
                        Stream.of(now.name(), now.senderName(), now.replyTo(), now.reminderDays(), now.emailDomain())
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(" · ")))),
                new Paragraph(getTranslation("course-creator.changed-meanwhile.text")),
                take);
    }
}
