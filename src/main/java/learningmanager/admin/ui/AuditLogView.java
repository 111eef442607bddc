package learningmanager.admin.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.admin.AuditFilter;
import learningmanager.admin.AuditLine;
import learningmanager.admin.AuditText;
import learningmanager.admin.AuditTrailService;
import learningmanager.audit.AuditAction;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.CsvDownload;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.PagedGrid;
import learningmanager.base.ui.TypedDate;
import learningmanager.base.ui.UtcTime;
import learningmanager.security.ForHolders;
import learningmanager.security.Permission;

/** Who did what, and when. */
@Route(AdministrationNavigation.AUDIT_LOG)
@PermitAll
@ForHolders(Permission.PLATFORM_ADMINISTRATOR)
class AuditLogView extends Page implements BeforeEnterObserver {
    private final transient AuditTrailService trail;
    private final transient AuditWords words = new AuditWords(getLocale());

    private final TextField search = new TextField(getTranslation("audit.search"));
    private final ComboBox<AuditAction> action = new ComboBox<>(getTranslation("audit.action"));
    private final TypedDate from = new TypedDate(getTranslation("audit.from"));
    private final TypedDate until = new TypedDate(getTranslation("audit.until"));
    private final PagedGrid<AuditLine> grid;
    private final Div empty = new Div();
    private boolean isFilling;

    AuditLogView(AuditTrailService trail) {
        this.trail = trail;
        trail(
                Crumb.to(getTranslation("menu.administration"), AdministrationNavigation.ADMINISTRATION),
                Crumb.of(getTranslation("audit.title")));
        heading(getTranslation("audit.title"));
        lead(getTranslation("audit.lead"));

        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> change());
        action.setItems(Arrays.stream(AuditAction.values())
                .sorted(Comparator.comparing(words::action))
                .toList());
        action.setItemLabelGenerator(words::action);
        action.setClearButtonVisible(true);
        action.addValueChangeListener(change -> change());
        Stream.of(from, until).forEach(date -> {
            date.setClearButtonVisible(true);
            date.addValueChangeListener(change -> change());
        });
        Div toolbar = new Div(search, action, from, until, download());
        toolbar.addClassNames("toolbar", "with-labels");

        grid = PagedGrid.of(getTranslation("audit.title"), slice -> trail.events(filter(), slice), AuditLine::id);
        grid.addFirst(getTranslation("audit.at"), event -> new UtcTime(event.at()));
        grid.addFolding(getTranslation("audit.who"), this::who).setFlexGrow(2);
        grid.addFolding(getTranslation("audit.action"), event -> new Span(words.action(event.action())));
        grid.addFolding(getTranslation("audit.subject"), this::subject).setFlexGrow(2);
        grid.addFolding(getTranslation("audit.became"), this::became).setFlexGrow(3);
        add(toolbar, grid, empty);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        fill(AuditAddress.of(event.getLocation().getQueryParameters()).filter());
        show();
    }

    private void fill(AuditFilter asked) {
        isFilling = true;
        search.setValue(asked.search());
        asked.action().ifPresentOrElse(action::setValue, action::clear);
        asked.from().ifPresentOrElse(from::setValue, from::clear);
        asked.until().ifPresentOrElse(until::setValue, until::clear);
        isFilling = false;
    }

    private void change() {
        if (!isFilling) {
            show();
            keepInAddress(AdministrationNavigation.AUDIT_LOG, new AuditAddress(filter()).parameters());
        }
    }

    private CsvDownload download() {
        return new CsvDownload(
                        getTranslation("audit.download"),
                        () -> "audit-log.csv",
                        out -> trail.writeCsv(filter(), out, words::of))
                .atEnd();
    }

    private void show() {
        if (from.getOptionalValue()
                .flatMap(first -> until.getOptionalValue().filter(first::isAfter))
                .isPresent()) {
            until.setErrorMessage(getTranslation("audit.backwards"));
            until.setInvalid(true);
        } else if (until.problem().isEmpty()) {
            until.setInvalid(false);
        }
        int found = trail.countEvents(filter());
        grid.show(found);
        empty.removeAll();
        if (found == 0) {
            empty.add(new EmptyState(getTranslation("audit.none"), getTranslation("audit.none.text")));
        }
    }

    private AuditFilter filter() {
        String searched = search.getValue().strip();
        return new AuditFilter(
                searched,
                words.areInDeletedAccount(searched),
                action.getOptionalValue(),
                from.getOptionalValue(),
                until.getOptionalValue());
    }

    private Component who(AuditLine event) {
        Div who = new Div(new Span(words.of(event).who()));
        if (!event.from().isEmpty()) {
            Div address = new Div(getTranslation("audit.address", event.from()));
            address.addClassName("soft");
            who.add(address);
        }
        return who;
    }

    private Component subject(AuditLine event) {
        Div subject = new Div(new Span(words.of(event).subject()));
        String where = Stream.of(event.run(), event.program(), event.organisation())
                .filter(text -> !text.isEmpty() && !text.equals(event.subject()))
                .collect(Collectors.joining(", "));
        if (!where.isEmpty()) {
            Div place = new Div(where);
            place.addClassName("soft");
            subject.add(place);
        }
        return subject;
    }

    private Component became(AuditLine event) {
        AuditText text = words.of(event);
        Div texts = new Div();
        if (!text.was().isEmpty()) {
            texts.add(new Div(getTranslation("audit.was", text.was())));
        }
        if (!text.became().isEmpty()) {
            texts.add(new Div(text.became()));
        }
        return texts;
    }
}
