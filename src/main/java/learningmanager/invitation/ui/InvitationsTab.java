package learningmanager.invitation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.Optional;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.PagedGrid;
import learningmanager.base.ui.Question;
import learningmanager.base.ui.StatusChip;
import learningmanager.base.ui.Tone;
import learningmanager.base.ui.UtcTime;
import learningmanager.invitation.Invitation.Cancellation;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.RunStatus;
import learningmanager.invitation.SentInvitation;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.RunScope;

/** A run's "Invitations" tab: every invitation sent for it, where each stands, and "Cancel" on pending ones. */
public final class InvitationsTab extends Div {
    private final transient InvitationService invitations;
    private final Program program;
    private final RunScope scope;

    private final TextField search = new TextField();
    private final StatusFilter statuses = new StatusFilter(this::refresh);
    private final PagedGrid<SentInvitation> grid;
    private final Div empty = new Div();

    public InvitationsTab(InvitationService invitations, Program program, RunScope scope) {
        this.invitations = invitations;
        this.program = program;
        this.scope = scope;

        search.setPlaceholder(getTranslation("run.invitations.search"));
        search.setAriaLabel(getTranslation("run.invitations.search"));
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> refresh());
        Div toolbar = new Div(search, statuses);
        toolbar.addClassName("toolbar");

        grid = new PagedGrid<>(
                getTranslation("run.invitations"),
                (offset, limit) -> invitations.sent(scope, filter(), offset, limit),
                () -> invitations.countSent(scope, filter()),
                SentInvitation::key);
        grid.addFirst(getTranslation("run.learner-id"), row -> mono(row.externalLearnerId()));
        grid.addFolding(getTranslation("run.email"), row -> new Span(row.email().orElse("–")))
                .setWidth("10rem")
                .setFlexGrow(2);
        if (scope.run().isEmpty()) {
            grid.addFolding(getTranslation("run.run"), row -> new Span(runName(row)));
        }
        grid.addFolding(getTranslation("run.sent"), row -> new UtcTime(row.sentAt()));
        grid.addFolding(getTranslation("run.expires"), row -> new UtcTime(row.expiresAt()));
        grid.addFolding(getTranslation("run.status"), row -> StatusFilter.chip(row.status()))
                .setWidth("8rem")
                .setFlexGrow(0);
        grid.addFolding(getTranslation("run.delivery"), this::delivery);
        // As wide as its button, also where the rows at hand have none.
        grid.addStaying(getTranslation("run.actions"), this::actions)
                .setAutoWidth(false)
                .setWidth("5.5rem");

        add(toolbar, grid, empty);
        refresh();
    }

    /** Shows what is there now. */
    public void refresh() {
        statuses.tell(invitations.countByStatus(scope, wanted()));
        int found = invitations.countSent(scope, filter());
        grid.setVisible(found > 0);
        grid.getDataProvider().refreshAll();
        empty.removeAll();
        if (found == 0) {
            empty.add(emptyState());
        }
    }

    private EmptyState emptyState() {
        if (!filter().equals(InvitationFilter.ALL)) {
            return new EmptyState(getTranslation("run.none-found"), getTranslation("run.none-found.text"));
        }
        Button invite = new Button(getTranslation("home.invite"), click -> InvitationNavigation.invite(scope));
        invite.addThemeVariants(ButtonVariant.PRIMARY);
        return new EmptyState(
                getTranslation("run.invitations.empty"), getTranslation("run.invitations.empty.text"), invite);
    }

    private String wanted() {
        return search.getValue().strip();
    }

    private InvitationFilter filter() {
        return new InvitationFilter(wanted(), statuses.chosen());
    }

    private String runName(SentInvitation row) {
        return row.run().flatMap(program::run).map(ProgramRun::name).orElseGet(() -> getTranslation("run.no-run-yet"));
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
                    case FAILED, BOUNCED ->
                        new Span(
                                new StatusChip(Tone.BAD, "!", StatusWords.of(delivery)),
                                soft(row.answer().map(words -> " " + words)));
                    case DROPPED -> new Span(getTranslation("run.delivery.dropped"));
                })
                .orElseGet(() -> new Span("–"));
    }

    /** The mail server's words. */
    private static Span soft(Optional<String> words) {
        Span soft = new Span(words.orElse(""));
        soft.addClassName("soft");
        return soft;
    }

    private Component actions(SentInvitation row) {
        if (row.status() != RunStatus.PENDING) {
            return new Text("");
        }
        Button cancel = new Button(getTranslation("run.cancel"), click -> askToCancel(row));
        cancel.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
        cancel.getElement().setAttribute("aria-description", who(row));
        return cancel;
    }

    private void askToCancel(SentInvitation row) {
        int others = invitations.otherPendingRuns(row.invitation(), row.place());
        new Question(
                        getTranslation("run.cancel.title"),
                        others == 0
                                ? getTranslation("run.cancel.text", who(row), runName(row), program.title())
                                : getTranslation(
                                        "run.cancel.text.one-of-several",
                                        who(row),
                                        runName(row),
                                        program.title(),
                                        others),
                        getTranslation("run.cancel.confirm"),
                        getTranslation("run.cancel.keep"),
                        () -> cancel(row))
                .ask();
    }

    private void cancel(SentInvitation row) {
        switch (invitations.cancel(row.invitation(), row.place())) {
            case Cancellation.Canceled canceled -> Notifications.success(getTranslation("run.canceled", who(row)));
            case Cancellation.NotPending(RunStatus status) -> Notifications.error(notPending(row, status));
        }
        refresh();
    }

    private String notPending(SentInvitation row, RunStatus status) {
        return switch (status) {
            case ACCEPTED -> getTranslation("run.not-canceled.accepted", who(row));
            case DECLINED -> getTranslation("run.not-canceled.declined", who(row));
            case CANCELED -> getTranslation("run.not-canceled.canceled", who(row));
            case EXPIRED -> getTranslation("run.not-canceled.expired", who(row), UtcTexts.brief(row.expiresAt()));
            case PENDING -> getTranslation("run.not-canceled.pending", who(row));
        };
    }

    private static String who(SentInvitation row) {
        return row.email()
                .map(email -> row.externalLearnerId() + " (" + email + ")")
                .orElse(row.externalLearnerId());
    }

    private static Span mono(String text) {
        Span span = new Span(text);
        span.addClassName("mono");
        return span;
    }
}
