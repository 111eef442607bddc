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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        int enrolments = enrolments(lines);
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
    private record Row(
            int place, String organisation, String what, String count, String rate, String amount, boolean sum) {}

    private PagedGrid<Row> grid(List<ChargeLine> lines) {
        List<Row> rows = rows(lines);
        PagedGrid<Row> grid = new PagedGrid<>(
                getTranslation("charges.title"),
                (offset, limit) -> rows.subList(offset, Math.min(offset + limit, rows.size())),
                rows::size,
                Row::place);
        grid.addFirst(getTranslation("program.organisation"), row -> cell(row, row.organisation()));
        grid.addFolding(getTranslation("charges.what"), row -> cell(row, row.what()))
                .setFlexGrow(2);
        grid.addFolding(getTranslation("charges.count"), row -> cell(row, row.count()));
        grid.addFolding(getTranslation("charges.rate"), row -> cell(row, row.rate()));
        grid.addFolding(getTranslation("charges.amount"), row -> cell(row, row.amount()));
        return grid;
    }

    private static Span cell(Row row, String text) {
        Span cell = new Span(text);
        cell.setClassName("sum", row.sum());
        return cell;
    }

    /** A program of several lines is followed by what they come to. */
    private List<Row> rows(List<ChargeLine> lines) {
        List<Row> rows = new ArrayList<>();
        lines.stream()
                .collect(Collectors.groupingBy(ChargeLine::programId, LinkedHashMap::new, Collectors.toList()))
                .forEach((program, itsLines) -> {
                    itsLines.forEach(line -> rows.add(new Row(
                            rows.size(),
                            line.organisation(),
                            what(line),
                            count(line),
                            rate(line),
                            amount(line),
                            false)));
                    if (itsLines.size() > 1) {
                        rows.add(sum(rows.size(), itsLines));
                    }
                });
        return rows;
    }

    private Row sum(int place, List<ChargeLine> lines) {
        return new Row(
                place,
                lines.getFirst().organisation(),
                getTranslation("charges.of-program", lines.getFirst().program()),
                getTranslation("number", enrolments(lines)),
                NONE,
                amount(lines),
                true);
    }

    /** In each currency, and how many enrolments it is not of, as no rate was set. */
    private String amount(List<ChargeLine> lines) {
        int withoutRate =
                enrolments(lines.stream().filter(line -> line.total().isEmpty()).toList());
        return Stream.concat(
                        ChargeService.totals(lines).stream().map(Money::toString),
                        withoutRate == 0
                                ? Stream.empty()
                                : Stream.of(getTranslation("charges.without-rate", withoutRate)))
                .collect(Collectors.joining(", "));
    }

    private static int enrolments(List<ChargeLine> lines) {
        return lines.stream().mapToInt(ChargeLine::enrolments).sum();
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
                .forEach((organisation, itsLines) -> totals.add(new ListItem(
                        getTranslation("charges.of", organisation, enrolments(itsLines), amount(itsLines)))));
        return totals;
    }

    private String what(ChargeLine line) {
        String where = line.run().isEmpty() ? line.program() : line.program() + ", " + line.run();
        return line.reason().isEmpty() ? where : getTranslation("charges.correction-of", where, line.reason());
    }
}
