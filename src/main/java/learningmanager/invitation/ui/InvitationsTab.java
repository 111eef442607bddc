package learningmanager.invitation.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import learningmanager.base.Code;
import learningmanager.base.EmailAddress;
import learningmanager.base.EmailDomain;
import learningmanager.base.ui.CsvDownload;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.LongCount;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.PagedGrid;
import learningmanager.base.ui.StatusChip;
import learningmanager.base.ui.Tone;
import learningmanager.base.ui.UtcTime;
import learningmanager.invitation.CorrectionService;
import learningmanager.invitation.InvitationCounts;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.InvitationOrder;
import learningmanager.invitation.InvitationOrder.By;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.RunStatus;
import learningmanager.invitation.Selection;
import learningmanager.invitation.SentInvitation;
import learningmanager.invitation.SentInvitationService;
import learningmanager.mail.DeliveryStatus;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.RunScope;

/** A run's "Invitations" tab: every invitation sent for it, where each stands, and what can be done to one or to many. */
public final class InvitationsTab extends Div {
    private final transient SentInvitationService sentInvitations;
    private final transient InvitationActions actions;
    private final transient Consumer<Map<String, List<String>>> keepInAddress;
    private final transient LongCount<InvitationFilter, InvitationCounts> longCount;
    private final Program program;
    private final RunScope scope;

    private final TextField search = new TextField();
    private final StatusFilter statuses = new StatusFilter(this::change);
    private final DeliveryFilter deliveries = new DeliveryFilter(this::change);
    private final OneLearner learner = new OneLearner(this::change);
    private final Div told = new Div();
    private final SelectionBar selection;
    private final PagedGrid<SentInvitation> grid;
    private final Map<By, Grid.Column<SentInvitation>> columns = new EnumMap<>(By.class);
    private final Div empty = new Div();

    private InvitationOrder order;
    private volatile InvitationFilter shown = InvitationFilter.ALL;

    /** Whose counts stand on the filters. */
    private transient Optional<InvitationFilter> counted = Optional.empty();

    /**
     * @param asked what the address asks for
     * @param keepInAddress told what to ask for, from now on, to see the same
     */
    public InvitationsTab(
            InvitationService invitations,
            SentInvitationService sentInvitations,
            CorrectionService corrections,
            Clock clock,
            Program program,
            RunScope scope,
            QueryParameters asked,
            Consumer<Map<String, List<String>>> keepInAddress) {
        this.sentInvitations = sentInvitations;
        this.actions = new InvitationActions(this, invitations, sentInvitations, corrections, clock, program, scope);
        this.keepInAddress = keepInAddress;
        this.longCount = new LongCount<>(this, filter -> sentInvitations.counts(scope, filter), this::tell);
        this.program = program;
        this.scope = scope;

        InvitationsAddress address = InvitationsAddress.of(asked);
        order = address.order();
        statuses.choose(address.filter().status());
        deliveries.choose(address.filter().delivery());
        learner.choose(address.filter().learner());
        search.setValue(address.filter().search());
        search.setPlaceholder(getTranslation("run.invitations.search"));
        search.setAriaLabel(getTranslation("run.invitations.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> change());
        Div toolbar = new Div(search, statuses, deliveries, download());
        toolbar.addClassName("toolbar");

        selection = new SelectionBar(actions::doToMany, this::deselectRows);
        grid = PagedGrid.of(
                getTranslation("run.invitations"),
                slice -> sentInvitations.sent(scope, shown, order, slice),
                SentInvitation::key);
        addColumns();
        told.addClassName("told");

        add(learner, toolbar, told, selection, grid, empty);
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        if (!counted.equals(Optional.of(shown.wherever()))) {
            longCount.ask(shown.wherever());
        }
    }

    /** Shows what is there now. */
    public void refresh() {
        shown = new InvitationFilter(
                learner.chosen(), search.getValue().strip(), statuses.chosen(), deliveries.chosen());
        int found = sentInvitations.countSent(scope, shown, PagedGrid.MANY + 1);
        grid.show(found);
        selection.matching(shown, found, found <= PagedGrid.MANY);
        empty.removeAll();
        if (found == 0) {
            empty.add(emptyState());
        }
        tellCounts(found);
    }

    /** Of the rows that are chosen; none where none is. */
    Optional<Instant> latestExpiryChosen() {
        return grid.getSelectedItems().stream().map(SentInvitation::expiresAt).max(Comparator.naturalOrder());
    }

    /** What most of the chosen rows' addresses end in; none where no row with an address is chosen. */
    Optional<EmailDomain> usualDomainChosen() {
        return grid.getSelectedItems().stream()
                .flatMap(row -> row.email().stream())
                .map(email -> new EmailDomain(new EmailAddress(email).domain()))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<EmailDomain, Long>comparingByValue()
                        .thenComparing(entry -> entry.getKey().text()))
                .map(Map.Entry::getKey);
    }

    /** The row that alone is chosen; none where it isn't one, or not one by one. */
    Optional<SentInvitation> onlyRowOf(Selection chosen) {
        return chosen instanceof Selection.Lines(List<SentInvitation.Key> keys) && keys.size() == 1
                ? grid.getSelectedItems().stream().findFirst()
                : Optional.empty();
    }

    private void deselectRows() {
        grid.deselectAll();
    }

    void deselect() {
        deselectRows();
        selection.clear();
    }

    void tell(Notice notice) {
        tellNothing();
        told.add(notice);
    }

    void tellNothing() {
        told.removeAll();
    }

    String runName(SentInvitation row) {
        return row.run().flatMap(program::run).map(ProgramRun::name).orElseGet(() -> getTranslation("run.no-run-yet"));
    }

    private void change() {
        refresh();
        keepInAddress.accept(new InvitationsAddress(shown, order).parameters());
    }

    /** Counting a million takes seconds, which nobody waits for: the rows are there meanwhile. */
    private void tellCounts(int found) {
        InvitationFilter all = shown.wherever();
        int some = shown.equals(all) ? found : sentInvitations.countSent(scope, all, PagedGrid.MANY + 1);
        if (some <= PagedGrid.MANY) {
            tell(sentInvitations.counts(scope, shown));
        } else {
            if (!counted.equals(Optional.of(all))) {
                statuses.tellNothing();
                deliveries.tellNothing();
            }
            longCount.ask(all);
        }
    }

    private void tell(InvitationFilter what, InvitationCounts counts) {
        if (what.equals(shown.wherever())) {
            tell(counts);
        }
    }

    private void tell(InvitationCounts counts) {
        counted = Optional.of(shown.wherever());
        statuses.tell(counts.all(), counts::of);
        deliveries.tell(counts.all(), counts::of);
        if (shown.status().isEmpty() && shown.delivery().isEmpty()) {
            selection.matching(shown, counts.all(), true);
        } else if (shown.delivery().isEmpty()) {
            selection.matching(shown, counts.of(shown.status().orElseThrow()), true);
        }
    }

    private void addColumns() {
        columns.put(By.LEARNER_ID, grid.addFirst(getTranslation("run.learner-id"), this::learner));
        columns.put(
                By.EMAIL,
                grid.addFolding(
                                getTranslation("run.email"),
                                row -> new Span(row.email().orElse("–")))
                        .setWidth("10rem")
                        .setFlexGrow(2));
        if (scope.run().isEmpty()) {
            columns.put(By.RUN, grid.addFolding(getTranslation("run.run"), row -> new Span(runName(row))));
        }
        columns.put(By.SENT, grid.addFolding(getTranslation("run.sent"), row -> new UtcTime(row.sentAt())));
        columns.put(By.EXPIRES, grid.addFolding(getTranslation("run.expires"), row -> new UtcTime(row.expiresAt())));
        columns.put(
                By.STATUS,
                grid.addFolding(getTranslation("run.status"), row -> StatusFilter.chip(row.status()))
                        .setWidth("8rem")
                        .setFlexGrow(0));
        columns.put(By.DELIVERY, grid.addFolding(getTranslation("run.delivery"), this::delivery));
        // As wide as its button, also where the rows at hand have none.
        grid.addStaying(getTranslation("run.actions"), this::cancel)
                .setAutoWidth(false)
                .setWidth("5.5rem");
        grid.chooseSeveral(getTranslation("run.invitations.choose"));
        grid.addSelectionListener(chosen -> selection.choose(chosen.getAllSelectedItems()));
        columns.forEach((by, column) -> column.setSortProperty(by.name()).setSortable(true));
        grid.sort(List.of(new GridSortOrder<>(
                columns.getOrDefault(order.by(), columns.get(By.SENT)),
                order.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
        grid.addSortListener(sorted -> sort(sorted.getSortOrder()));
    }

    private void sort(List<GridSortOrder<SentInvitation>> wanted) {
        order = wanted.stream()
                .findFirst()
                .flatMap(one -> columns.entrySet().stream()
                        .filter(column -> column.getValue().equals(one.getSorted()))
                        .map(column ->
                                new InvitationOrder(column.getKey(), one.getDirection() == SortDirection.DESCENDING))
                        .findFirst())
                .orElse(InvitationOrder.NEWEST_FIRST);
        change();
    }

    private CsvDownload download() {
        Function<Enum<?>, String> words = StatusWords.ofAll();
        return new CsvDownload(
                        getTranslation("run.download"),
                        this::fileName,
                        out -> sentInvitations.writeFile(scope, shown, out, words))
                .atEnd();
    }

    private String fileName() {
        String code = scope.run()
                .flatMap(program::run)
                .flatMap(ProgramRun::codeIfSet)
                .or(program::codeIfSet)
                .map(Code::text)
                .orElse("run");
        return code.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-") + "-invitations.csv";
    }

    private EmptyState emptyState() {
        if (!shown.equals(InvitationFilter.ALL)) {
            return new EmptyState(getTranslation("run.none-found"), getTranslation("run.none-found.text"));
        }
        Button invite = new Button(getTranslation("home.invite"), click -> InvitationNavigation.invite(scope));
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        return new EmptyState(
                getTranslation("run.invitations.empty"), getTranslation("run.invitations.empty.text"), invite);
    }

    /** Opens the history. */
    private Component learner(SentInvitation row) {
        Button learner = forRow(row, row.externalLearnerId(), () -> actions.showHistory(row));
        learner.addClassName("mono");
        learner.getElement().setAttribute("aria-description", getTranslation("run.history"));
        return learner;
    }

    private Component delivery(SentInvitation row) {
        if (row.email().isEmpty()) {
            return new Span(getTranslation("run.delivery.link"));
        }
        return row.delivery()
                .<Component>map(delivery -> switch (delivery) {
                    case QUEUED ->
                        new Span(
                                new Span(getTranslation("run.delivery.queued")),
                                soft(row.answer()
                                        .map(words -> ", " + getTranslation("run.delivery.tried-again", words))));
                    case SENT ->
                        row.mailSentAt()
                                .map(at ->
                                        new Span(new Text(getTranslation("run.delivery.sent") + " "), new UtcTime(at)))
                                .orElseGet(() -> new Span(getTranslation("run.delivery.sent")));
                    case FAILED, BOUNCED -> undelivered(row, delivery);
                    case HELD, DROPPED -> new Span(StatusWords.of(delivery));
                })
                .orElseGet(() -> new Span("–"));
    }

    private Component undelivered(SentInvitation row, DeliveryStatus delivery) {
        Span undelivered = new Span(
                new StatusChip(Tone.BAD, "!", StatusWords.of(delivery)),
                soft(row.answer().map(words -> " " + words)));
        if (row.status() == RunStatus.PENDING) {
            undelivered.add(new Text(" "), forRow(row, getTranslation("run.correct"), () -> actions.askForEmail(row)));
        }
        return undelivered;
    }

    /** The mail server's words. */
    private static Span soft(Optional<String> words) {
        Span soft = new Span(words.orElse(""));
        soft.addClassName("soft");
        return soft;
    }

    private Component cancel(SentInvitation row) {
        if (row.status() != RunStatus.PENDING) {
            return new Text("");
        }
        Button cancel = forRow(row, getTranslation("run.cancel"), () -> actions.askToCancel(row));
        cancel.addThemeVariants(ButtonVariant.ERROR);
        return cancel;
    }

    private static Button forRow(SentInvitation row, String text, Runnable action) {
        Button button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        button.getElement().setAttribute("aria-description", InvitationActions.who(row));
        return button;
    }
}
