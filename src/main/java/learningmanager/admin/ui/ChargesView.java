package learningmanager.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.CsvDownload;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Numbers;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.PagedGrid;
import learningmanager.learner.ChargeLine;
import learningmanager.learner.ChargeService;
import learningmanager.learner.Money;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** A month's charges: by organisation, program and run, with totals. */
@Route(AdministrationNavigation.CHARGES)
@PermitAll
@ForHolders(Permission.PLATFORM_ADMINISTRATOR)
class ChargesView extends Page implements BeforeEnterObserver {
    private static final String NONE = "–";

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
                                out -> charges.writeFile(month.getValue(), out))
                        .atEnd());
        toolbar.addClassNames("toolbar", "with-labels");
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
        report.add(numbers);
        if (lines.stream().map(ChargeLine::organisation).distinct().count() > 1) {
            report.add(totals(lines));
        }
        report.add(grid(lines));
    }

    /** Two lines may be alike: the place tells them apart. */
    private record Row(int place, ChargeLine line) {}

    private PagedGrid<Row> grid(List<ChargeLine> lines) {
        PagedGrid<Row> grid = new PagedGrid<>(
                getTranslation("charges.title"),
                (offset, limit) -> IntStream.range(offset, Math.min(offset + limit, lines.size()))
                        .mapToObj(place -> new Row(place, lines.get(place)))
                        .toList(),
                lines::size,
                Row::place);
        grid.addFirst(
                getTranslation("program.organisation"),
                row -> new Span(row.line().organisation()));
        grid.addFolding(getTranslation("charges.what"), row -> new Span(what(row.line())))
                .setFlexGrow(2);
        grid.addFolding(getTranslation("charges.count"), row -> new Span(count(row.line())));
        grid.addFolding(getTranslation("charges.rate"), row -> new Span(rate(row.line())));
        grid.addFolding(getTranslation("charges.amount"), row -> new Span(amount(row.line())));
        return grid;
    }

    private String count(ChargeLine line) {
        return line.reason().isEmpty() ? getTranslation("number", line.enrolments()) : "";
    }

    private String rate(ChargeLine line) {
        return line.rate()
                .map(Money::toString)
                .orElseGet(() -> line.reason().isEmpty() ? getTranslation("charges.no-rate") : NONE);
    }

    private static String amount(ChargeLine line) {
        return line.total().map(Money::toString).orElse(NONE);
    }

    /** What each of several organisations is charged: a bill goes to one. */
    private UnorderedList totals(List<ChargeLine> lines) {
        UnorderedList totals = new UnorderedList();
        lines.stream()
                .collect(Collectors.groupingBy(ChargeLine::organisation, LinkedHashMap::new, Collectors.toList()))
                .forEach((organisation, itsLines) -> totals.add(new ListItem(getTranslation(
                        "charges.of",
                        organisation,
                        itsLines.stream().mapToInt(ChargeLine::enrolments).sum(),
                        ChargeService.totals(itsLines).stream()
                                .map(Money::toString)
                                .collect(Collectors.joining(", "))))));
        return totals;
    }

    private String what(ChargeLine line) {
        String where = line.run().isEmpty() ? line.program() : line.program() + ", " + line.run();
        return line.reason().isEmpty() ? where : getTranslation("charges.correction-of", where, line.reason());
    }
}
