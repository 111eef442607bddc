package learningmanager.admin.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import learningmanager.admin.OrganisationService;
import learningmanager.admin.OrganisationSummary;
import learningmanager.admin.PeopleService;
import learningmanager.admin.ProgramChoice;
import learningmanager.base.Refusal;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.FieldProblems;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.OnceButton;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.Question;
import learningmanager.base.ui.TypedDate;
import learningmanager.learner.ChargeField;
import learningmanager.learner.ChargeRate;
import learningmanager.learner.ChargeService;
import learningmanager.learner.RateFacts;
import learningmanager.program.ProgramKind;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** What organisations pay for each enrolment, and since when. */
@Route(AdministrationNavigation.RATES)
@PermitAll
@ForHolders(Permission.PLATFORM_ADMINISTRATOR)
class RatesView extends Page implements BeforeEnterObserver {
    private final transient ChargeService charges;
    private final transient OrganisationService organisations;

    private final UnorderedList rates = new UnorderedList();
    private final ComboBox<OrganisationSummary> organisation = new ComboBox<>(getTranslation("program.organisation"));
    private final Select<ProgramKind> kind = new Select<>();
    private final ComboBox<ProgramChoice> program = new ComboBox<>(getTranslation("rates.program"));
    private final TextField amount = new TextField(getTranslation("rates.amount"));
    private final TextField currency = new TextField(getTranslation("rates.currency"));
    private final TypedDate validFrom = new TypedDate(getTranslation("rates.valid-from"));
    private final FieldProblems<ChargeField> problems = new FieldProblems<>(this);

    RatesView(ChargeService charges, OrganisationService organisations, PeopleService people) {
        this.charges = charges;
        this.organisations = organisations;
        trail(
                Crumb.to(getTranslation("menu.administration"), AdministrationNavigation.ADMINISTRATION),
                Crumb.to(getTranslation("charges.title"), AdministrationNavigation.CHARGES),
                Crumb.of(getTranslation("charges.rates")));
        heading(getTranslation("charges.rates"));
        lead(getTranslation("rates.lead"));
        rates.addClassName("requests");

        organisation.setItemLabelGenerator(OrganisationSummary::name);
        organisation.addValueChangeListener(change -> program.setItems(
                change.getValue() == null
                        ? List.of()
                        : people.programs(change.getValue().id())));
        kind.setLabel(getTranslation("program.kind"));
        kind.setItems(ProgramKind.values());
        kind.setEmptySelectionAllowed(true);
        kind.setEmptySelectionCaption(getTranslation("rates.all-kinds"));
        kind.setItemLabelGenerator(one -> one == null ? getTranslation("rates.all-kinds") : words(one));
        program.setItemLabelGenerator(ProgramChoice::title);
        program.setHelperText(getTranslation("rates.program.hint"));
        program.setClearButtonVisible(true);
        amount.setManualValidation(true);
        amount.setPlaceholder("120.00");
        currency.setManualValidation(true);
        currency.setValue("EUR");
        validFrom.setValue(charges.today());
        problems.at(ChargeField.ORGANISATION, organisation);
        problems.at(ChargeField.AMOUNT, amount);
        problems.at(ChargeField.CURRENCY, currency);
        problems.at(ChargeField.VALID_FROM, validFrom);
        Div form = new Div(organisation, kind, program, validFrom, amount, currency);
        form.addClassName("form");
        Button set = new OnceButton(getTranslation("rates.set"), this::set);
        set.addThemeVariants(ButtonVariant.PRIMARY);
        set.addClickShortcut(Key.ENTER).listenOn(amount, currency).resetFocusOnActiveElement();
        Div toolbar = new Div(set);
        toolbar.addClassName("toolbar");
        add(rates, new H2(getTranslation("rates.set")), form, toolbar);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        organisation.setItems(organisations.all());
        show();
    }

    private void show() {
        rates.removeAll();
        charges.rates().forEach(rate -> rates.add(item(rate)));
        if (rates.getChildren().findAny().isEmpty()) {
            rates.add(new ListItem(new EmptyState(getTranslation("rates.none"), getTranslation("rates.none.text"))));
        }
    }

    private ListItem item(ChargeRate rate) {
        String what = rate.programTitle()
                .orElseGet(() -> rate.kind().map(this::words).orElseGet(() -> getTranslation("rates.all-kinds")));
        Div since = new Div(getTranslation("rates.since", UtcTexts.date(rate.validFrom())));
        since.addClassName("soft");
        Span price = new Span(rate.price().toString());
        price.addClassName("tabular");
        ListItem item = new ListItem(new Div(new Span(rate.organisation() + ", " + what), since), price);
        item.addClassName("request");
        return item;
    }

    private String words(ProgramKind one) {
        return switch (one) {
            case MICROCREDENTIAL -> getTranslation("rates.microcredentials");
            case DEGREE -> getTranslation("rates.degrees");
        };
    }

    private void set() {
        RateFacts facts = new RateFacts(
                organisation.getOptionalValue().map(OrganisationSummary::id),
                kind.getOptionalValue(),
                program.getOptionalValue().map(ProgramChoice::id),
                amount.getValue(),
                currency.getValue(),
                validFrom.getOptionalValue());
        int charged = charges.wouldCharge(facts);
        if (charged == 0) {
            set(facts);
            return;
        }
        problems.show(Map.of());
        new Question(
                        getTranslation("rates.ask", charged),
                        getTranslation("rates.ask.text", UtcTexts.date(validFrom.getValue())),
                        getTranslation("rates.ask.set"),
                        getTranslation("rates.ask.keep"),
                        () -> set(facts))
                .ask();
    }

    private void set(RateFacts facts) {
        Map<ChargeField, Refusal> wrong = charges.setRate(facts);
        problems.show(wrong);
        if (wrong.isEmpty()) {
            Notifications.success(getTranslation("rates.set-done"));
            amount.clear();
            show();
        }
    }
}
