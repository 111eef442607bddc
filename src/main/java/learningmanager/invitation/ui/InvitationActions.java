package learningmanager.invitation.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.function.SerializableConsumer;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import learningmanager.base.EmailAddress;
import learningmanager.base.EmailDomain;
import learningmanager.base.ExpiryTime;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.base.Slice;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Background;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Question;
import learningmanager.invitation.Correction;
import learningmanager.invitation.Correction.NotDone;
import learningmanager.invitation.Correction.Why;
import learningmanager.invitation.CorrectionService;
import learningmanager.invitation.EmailCorrection;
import learningmanager.invitation.Invitation.Cancellation;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.InvitationOrder;
import learningmanager.invitation.InvitationOrder.By;
import learningmanager.invitation.InvitationRequest;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.RunStatus;
import learningmanager.invitation.Selection;
import learningmanager.invitation.SentInvitation;
import learningmanager.invitation.SentInvitationService;
import learningmanager.program.Program;
import learningmanager.program.RunScope;

/** What can be done in an "Invitations" tab to one invitation or to many: asks where that is due, does it, and tells what came of it. */
final class InvitationActions {
    /** More than so many are done in the background. */
    private static final int FEW = 500;

    private final InvitationsTab tab;
    private final InvitationService invitations;
    private final SentInvitationService sentInvitations;
    private final CorrectionService corrections;
    private final Clock clock;
    private final Program program;
    private final RunScope scope;

    InvitationActions(
            InvitationsTab tab,
            InvitationService invitations,
            SentInvitationService sentInvitations,
            CorrectionService corrections,
            Clock clock,
            Program program,
            RunScope scope) {
        this.tab = tab;
        this.invitations = invitations;
        this.sentInvitations = sentInvitations;
        this.corrections = corrections;
        this.clock = clock;
        this.program = program;
        this.scope = scope;
    }

    void askToCancel(SentInvitation row) {
        int others = sentInvitations.otherPendingRuns(row.invitation(), row.place());
        new Question(
                        tab.getTranslation("run.cancel.title"),
                        others == 0
                                ? tab.getTranslation("run.cancel.text", who(row), tab.runName(row), program.title())
                                : tab.getTranslation(
                                        "run.cancel.text.one-of-several",
                                        who(row),
                                        tab.runName(row),
                                        program.title(),
                                        others),
                        tab.getTranslation("run.cancel.confirm"),
                        tab.getTranslation("run.cancel.keep"),
                        () -> cancel(row))
                .ask();
    }

    private void cancel(SentInvitation row) {
        switch (invitations.cancel(row.invitation(), row.place())) {
            case Cancellation.Canceled canceled -> Notifications.success(tab.getTranslation("run.canceled", who(row)));
            case Cancellation.NotPending(RunStatus status) -> Notifications.error(notPending(row, status));
        }
        tab.refresh();
    }

    private String notPending(SentInvitation row, RunStatus status) {
        return switch (status) {
            case ACCEPTED -> tab.getTranslation("run.not-canceled.accepted", who(row));
            case DECLINED -> tab.getTranslation("run.not-canceled.declined", who(row));
            case CANCELED -> tab.getTranslation("run.not-canceled.canceled", who(row));
            case EXPIRED -> tab.getTranslation("run.not-canceled.expired", who(row), UtcTexts.brief(row.expiresAt()));
            case PENDING -> tab.getTranslation("run.not-canceled.pending", who(row));
        };
    }

    void showHistory(SentInvitation row) {
        List<Button> actions = new ArrayList<>();
        if (row.status() == RunStatus.PENDING) {
            if (row.email().isPresent()) {
                actions.add(new Button(tab.getTranslation("run.resend"), click -> resend(row)));
                actions.add(new Button(tab.getTranslation("run.correct"), click -> askForEmail(row)));
            }
            actions.add(new Button(
                    tab.getTranslation("run.extend"),
                    click -> askUntil(
                            who(row),
                            laterThan(Optional.of(row.expiresAt())),
                            lines(row),
                            told -> tellOne(row, told, extended()))));
        }
        HistoryDialog dialog =
                new HistoryDialog(who(row), sentInvitations.history(row.invitation()), actions.toArray(Button[]::new));
        actions.forEach(action -> action.addClickListener(click -> dialog.close()));
        dialog.open();
    }

    private void resend(SentInvitation row) {
        tellOne(row, corrections.resend(scope, lines(row)), tab.getTranslation("run.resent", 1));
    }

    void askForEmail(SentInvitation row) {
        new CorrectEmailDialog(row.externalLearnerId(), row.email().orElse(""), address -> correctEmail(row, address))
                .open();
    }

    private Optional<Refusal> correctEmail(SentInvitation row, String address) {
        Optional<Refusal> refusal = Optional.empty();
        switch (corrections.correctEmail(row.invitation(), address)) {
            case EmailCorrection.Corrected(EmailAddress email) ->
                Notifications.success(tab.getTranslation("run.corrected", row.externalLearnerId(), email.text()));
            case EmailCorrection.NotPending(RunStatus status) -> Notifications.error(notCorrected(row, status));
            case EmailCorrection.Refused(Refusal why) -> refusal = Optional.of(why);
        }
        tab.refresh();
        return refusal;
    }

    private String notCorrected(SentInvitation row, RunStatus status) {
        return switch (status) {
            case ACCEPTED -> notDone(row, Why.ACCEPTED);
            case DECLINED -> notDone(row, Why.DECLINED);
            case CANCELED -> notDone(row, Why.CANCELED);
            case EXPIRED -> notDone(row, Why.EXPIRED);
            case PENDING -> tab.getTranslation("run.not-canceled.pending", who(row));
        };
    }

    private String notDone(SentInvitation row, Why why) {
        return CorrectionNotice.text(tab, new NotDone(row.externalLearnerId(), row.email(), row.expiresAt(), why));
    }

    private void askUntil(String whom, Instant proposed, Selection chosen, SerializableConsumer<Correction> tell) {
        new ExtendDialog(whom, proposed, until -> switch (corrections.extend(scope, chosen, until)) {
                    case Parsed.Wrong<Correction>(Refusal why) -> Optional.of(why);
                    case Parsed.Right<Correction>(Correction told) -> {
                        tell.accept(told);
                        yield Optional.empty();
                    }
                })
                .open();
    }

    private String extended() {
        return tab.getTranslation("run.extended", 1);
    }

    private void tellOne(SentInvitation row, Correction correction, String done) {
        if (correction.done() > 0) {
            Notifications.success(row.externalLearnerId() + ": " + done);
        }
        correction.some().forEach(not -> Notifications.error(CorrectionNotice.text(tab, not)));
        tab.refresh();
    }

    private static Selection lines(SentInvitation row) {
        return new Selection.Lines(List.of(row.key()));
    }

    /** Nobody is asked about a number that is not the number it is done to. */
    void doToMany(SelectionBar.Deed deed, Selection chosen, OptionalInt count) {
        if (chosen instanceof Selection.AllMatching(InvitationFilter filter) && count.isEmpty()) {
            tab.tell(Notice.info(tab.getTranslation("run.counting"), tab.getTranslation("run.counting.text")));
            Background.run(
                    tab,
                    () -> sentInvitations.countSent(scope, filter),
                    counted -> {
                        tab.tellNothing();
                        doToMany(deed, chosen, counted);
                    },
                    this::tellNotWorked);
        } else {
            doToMany(deed, chosen, count.orElseThrow());
        }
    }

    private void doToMany(SelectionBar.Deed deed, Selection chosen, int count) {
        switch (deed) {
            case CANCEL ->
                new Question(
                                tab.getTranslation("run.cancel-many.title", count),
                                tab.getTranslation("run.cancel-many.text", program.title()),
                                tab.getTranslation("run.cancel-many.confirm"),
                                tab.getTranslation("run.cancel.keep"),
                                () -> many(
                                        count,
                                        () -> corrections.cancel(scope, chosen),
                                        told -> tellMany(told, done -> tab.getTranslation("run.canceled-many", done))))
                        .ask();
            case RESEND ->
                new Question(
                                tab.getTranslation("run.resend-many.title", count),
                                tab.getTranslation("run.resend-many.text", program.title()),
                                tab.getTranslation("run.resend-many.confirm"),
                                tab.getTranslation("run.cancel.keep"),
                                () -> many(
                                        count,
                                        () -> corrections.resend(scope, chosen),
                                        told -> tellMany(told, done -> tab.getTranslation("run.resent", done))))
                        .ask();
            case EXTEND ->
                new ExtendDialog(
                                tab.getTranslation("run.extend.many", count),
                                laterThan(latestExpiry(chosen)),
                                until -> extendMany(chosen, count, until))
                        .open();
            case CORRECT ->
                tab.onlyRowOf(chosen)
                        .filter(row ->
                                row.status() == RunStatus.PENDING && row.email().isPresent())
                        .ifPresentOrElse(this::askForEmail, () -> askForDomain(chosen, count));
        }
    }

    private void askForDomain(Selection chosen, int count) {
        new CorrectDomainDialog(
                        tab.getTranslation("run.extend.many", count),
                        tab.usualDomainChosen(),
                        (wrong, right) -> correctDomain(chosen, count, wrong, right))
                .open();
    }

    private void correctDomain(Selection chosen, int count, EmailDomain wrong, EmailDomain right) {
        many(
                count,
                () -> corrections.correctDomain(scope, chosen, wrong, right),
                told -> tellParsed(told, done -> tab.getTranslation("run.corrected-many", done, right.toString())));
    }

    private Optional<Instant> latestExpiry(Selection chosen) {
        return switch (chosen) {
            case Selection.Lines lines -> tab.latestExpiryChosen();
            case Selection.AllMatching(InvitationFilter filter) ->
                sentInvitations
                        .sent(scope, filter.pending(), new InvitationOrder(By.EXPIRES, true), Slice.at(0, 1))
                        .stream()
                        .findFirst()
                        .map(SentInvitation::expiresAt);
        };
    }

    /** As a new invitation would hold if it were sent at that time, or now where that is over; as far ahead as is allowed. */
    private Instant laterThan(Optional<Instant> expiry) {
        Instant now = clock.instant();
        Instant usual = InviteForm.usualExpiry(expiry.filter(now::isBefore).orElse(now));
        Instant furthest = ExpiryTime.furthest(now).truncatedTo(ChronoUnit.MINUTES);
        return usual.isBefore(furthest) ? usual : furthest;
    }

    private Optional<Refusal> extendMany(Selection chosen, int count, Optional<Instant> until) {
        Optional<Refusal> wrong =
                InvitationRequest.expiry(until, clock.instant()).whyNot();
        if (wrong.isEmpty()) {
            many(
                    count,
                    () -> corrections.extend(scope, chosen, until),
                    told -> tellParsed(told, done -> tab.getTranslation("run.extended", done)));
        }
        return wrong;
    }

    private void tellParsed(Parsed<Correction> outcome, IntFunction<String> done) {
        switch (outcome) {
            case Parsed.Wrong<Correction>(Refusal why) ->
                tab.tell(Notice.error(tab.getTranslation("run.not-worked"), Messages.of(tab, why)));
            case Parsed.Right<Correction>(Correction told) -> tellMany(told, done);
        }
    }

    private <T> void many(int count, Supplier<T> work, Consumer<T> tell) {
        if (count <= FEW) {
            tell.accept(work.get());
            return;
        }
        tab.tell(Notice.info(tab.getTranslation("run.working"), tab.getTranslation("run.working.text")));
        Background.run(tab, work, tell, this::tellNotWorked);
    }

    private void tellNotWorked() {
        tab.tell(Notice.notWorked(tab));
    }

    private void tellMany(Correction correction, IntFunction<String> done) {
        tab.tell(CorrectionNotice.of(tab, done.apply(correction.done()), correction, corrections, scope));
        // What could be done to none of them may be tried anew with the same rows.
        if (correction.done() > 0) {
            tab.deselect();
        }
        tab.refresh();
    }

    static String who(SentInvitation row) {
        return row.email()
                .map(email -> row.externalLearnerId() + " (" + email + ")")
                .orElse(row.externalLearnerId());
    }
}
