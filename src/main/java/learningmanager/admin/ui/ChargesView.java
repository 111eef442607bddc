package learningmanager.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.CsvDownload;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Numbers;
import learningmanager.base.ui.Page;
import learningmanager.learner.ChargeLine;
import learningmanager.learner.ChargeService;
import learningmanager.learner.Money;

/** A month's charges: by organisation, program and run, with totals. */
@Route(AdministrationNavigation.CHARGES)
@PermitAll
class ChargesView extends Page implements BeforeEnterObserver {
    private final transient ChargeService charges;

    private final MonthField month;
    private final Div report = new Div();

    ChargesView(ChargeService charges) {
        this.charges = charges;
        trail(
                Crumb.to(getTranslation("menu.administration"), AdministrationNavigation.ADMINISTRATION),
                Crumb.of(getTranslation("charges.title")));
        heading(getTranslation("charges.title"));
        lead(getTranslation("charges.lead"));
        month = new MonthField(getTranslation("charges.month"), charges.today());
        month.addValueChangeListener(change -> show());
        Button rates = new Button(
                getTranslation("charges.rates"), click -> UI.getCurrent().navigate(AdministrationNavigation.RATES));
        Button correct = new Button(
                getTranslation("charges.correct"),
                click -> UI.getCurrent().navigate(AdministrationNavigation.CORRECTION));
        Div toolbar = new Div(
                month,
                rates,
                correct,
                new CsvDownload(
                        getTranslation("audit.download"),
                        () -> "charges-" + month.getValue() + ".csv",
                        out -> charges.writeFile(month.getValue(), out)));
        toolbar.addClassName("toolbar");
        add(toolbar, report);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show();
    }

    private void show() {
        List<ChargeLine> lines = charges.report(month.getValue());
        report.removeAll();
        if (lines.isEmpty()) {
            report.add(new EmptyState(getTranslation("charges.none"), getTranslation("charges.none.text")));
            return;
        }
        int enrolments = lines.stream().mapToInt(ChargeLine::enrolments).sum();
        Numbers numbers = new Numbers()
                .add(getTranslation("number", enrolments), getTranslation("charges.enrolments", enrolments));
        ChargeService.totals(lines).forEach(total -> numbers.add(total.toString(), getTranslation("charges.total")));
        report.add(numbers, grid(lines));
    }

    private Grid<ChargeLine> grid(List<ChargeLine> lines) {
        Grid<ChargeLine> grid = new Grid<>();
        grid.getElement().setAttribute("aria-label", getTranslation("charges.title"));
        grid.addThemeVariants(GridVariant.WRAP_CELL_CONTENT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setAllRowsVisible(true);
        grid.addColumn(ChargeLine::organisation).setHeader(getTranslation("program.organisation"));
        grid.addColumn(this::what).setHeader(getTranslation("charges.what")).setFlexGrow(2);
        grid.addColumn(line -> line.reason().isEmpty() ? getTranslation("number", line.enrolments()) : "")
                .setHeader(getTranslation("charges.count"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.addColumn(line -> line.total().map(Money::toString).orElseGet(() -> getTranslation("charges.no-rate")))
                .setHeader(getTranslation("charges.amount"))
                .setAutoWidth(true)
                .setFlexGrow(0);
        grid.setItems(lines);
        return grid;
    }

    private String what(ChargeLine line) {
        if (!line.reason().isEmpty()) {
            return getTranslation("charges.correction-of", line.program(), line.reason());
        }
        return line.run().isEmpty() ? line.program() : line.program() + ", " + line.run();
    }
}
