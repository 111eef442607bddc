package learningmanager.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import learningmanager.admin.OrganisationService;
import learningmanager.admin.OrganisationSummary;
import learningmanager.admin.PeopleService;
import learningmanager.admin.ProgramChoice;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.FieldProblems;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Page;
import learningmanager.learner.ChargeField;
import learningmanager.learner.ChargeService;
import learningmanager.learner.CorrectionFacts;
import learningmanager.learner.RunChoice;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** Adds a correction: a line of its own, as no charge is ever edited. */
@Route(AdministrationNavigation.CORRECTION)
@PermitAll
@ForHolders(Permission.PLATFORM_ADMINISTRATOR)
class CorrectionView extends Page implements BeforeEnterObserver {
    private final transient ChargeService charges;
    private final transient OrganisationService organisations;

    private final ComboBox<OrganisationSummary> organisation = new ComboBox<>(getTranslation("program.organisation"));
    private final ComboBox<ProgramChoice> program = new ComboBox<>(getTranslation("invite.form.program"));
    private final ComboBox<RunChoice> run = new ComboBox<>(getTranslation("run.run"));
    private final MonthField month;
    private final TextField amount = new TextField(getTranslation("rates.amount"));
    private final TextField currency = new TextField(getTranslation("rates.currency"));
    private final TextField reason = new TextField(getTranslation("correction.reason"));
    private final FieldProblems<ChargeField> problems = new FieldProblems<>(this);

    CorrectionView(ChargeService charges, OrganisationService organisations, PeopleService people) {
        this.charges = charges;
        this.organisations = organisations;
        trail(
                Crumb.to(getTranslation("menu.administration"), AdministrationNavigation.ADMINISTRATION),
                Crumb.to(getTranslation("charges.title"), AdministrationNavigation.CHARGES),
                Crumb.of(getTranslation("charges.correct")));
        heading(getTranslation("charges.correct"));
        lead(getTranslation("correction.lead"));
        month = new MonthField(getTranslation("charges.month"), charges.today());
        organisation.setItemLabelGenerator(OrganisationSummary::name);
        organisation.addValueChangeListener(change -> program.setItems(
                change.getValue() == null
                        ? List.of()
                        : people.programs(change.getValue().id())));
        program.setItemLabelGenerator(ProgramChoice::title);
        program.addValueChangeListener(change -> offerRuns());
        run.setItemLabelGenerator(RunChoice::name);
        run.setClearButtonVisible(true);
        run.setHelperText(getTranslation("correction.run.hint"));
        offerRuns();
        Stream.of(amount, currency, reason).forEach(field -> field.setManualValidation(true));
        amount.setHelperText(getTranslation("correction.amount.hint"));
        currency.setValue("EUR");
        reason.addClassName("full");
        problems.at(ChargeField.ORGANISATION, organisation);
        problems.at(ChargeField.PROGRAM, program);
        problems.at(ChargeField.AMOUNT, amount);
        problems.at(ChargeField.CURRENCY, currency);
        problems.at(ChargeField.REASON, reason);
        Div form = new Div(organisation, program, run, month, amount, currency, reason);
        form.addClassName("form");
        Button add = new Button(getTranslation("correction.add"), click -> correct());
        add.addThemeVariants(ButtonVariant.PRIMARY);
        Div toolbar = new Div(add);
        toolbar.addClassName("toolbar");
        add(form, toolbar);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        organisation.setItems(organisations.all());
    }

    private void offerRuns() {
        run.setItems(program.getOptionalValue()
                .map(chosen -> charges.runs(chosen.id()))
                .orElseGet(List::of));
        run.setEnabled(program.getOptionalValue().isPresent());
    }

    private void correct() {
        Map<ChargeField, Refusal> wrong = new EnumMap<>(ChargeField.class);
        wrong.putAll(charges.correct(new CorrectionFacts(
                program.getOptionalValue().map(ProgramChoice::id),
                run.getOptionalValue().map(RunChoice::id),
                month.getValue(),
                amount.getValue(),
                currency.getValue(),
                reason.getValue())));
        if (organisation.isEmpty()) {
            // There is no program to choose before.
            wrong.put(ChargeField.ORGANISATION, Refusal.of("charge.organisation-missing"));
        }
        problems.show(wrong);
        if (wrong.isEmpty()) {
            Notifications.success(getTranslation("correction.added"));
            UI.getCurrent().navigate(AdministrationNavigation.CHARGES);
        }
    }
}
