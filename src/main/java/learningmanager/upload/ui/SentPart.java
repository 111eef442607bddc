package learningmanager.upload.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import learningmanager.base.Changes;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Background;
import learningmanager.base.ui.CsvDownload;
import learningmanager.base.ui.Follower;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Numbers;
import learningmanager.base.ui.Question;
import learningmanager.invitation.FailedDelivery;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.RunStatus;
import learningmanager.invitation.SentInvitationService;
import learningmanager.invitation.UploadCancellation;
import learningmanager.invitation.UploadStanding;
import learningmanager.invitation.ui.StatusWords;
import learningmanager.mail.DeliveryStatus;
import learningmanager.mail.MailServerState;
import learningmanager.mail.ui.MailsWait;
import learningmanager.program.Program;
import learningmanager.program.ProgramRun;
import learningmanager.program.ProgramService;
import learningmanager.program.RunScope;
import learningmanager.program.ui.ProgramNavigation;
import learningmanager.upload.ReviewService;
import learningmanager.upload.Upload;
import learningmanager.upload.UploadService;

/** An upload whose invitations exist: what was sent, how delivery proceeds, where each stands, and "Cancel all pending". */
final class SentPart extends Div {
    /** Shown also where there is none. */
    private static final Set<DeliveryStatus> USUAL =
            EnumSet.of(DeliveryStatus.QUEUED, DeliveryStatus.SENT, DeliveryStatus.FAILED);

    private static final int FAILED_SHOWN = 20;

    /** Reading where a million invitations stand takes seconds. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private record Standing(UploadStanding all, List<FailedDelivery> failed, List<Program> programs) {}

    private final Upload upload;
    private final transient UploadService uploads;
    private final transient InvitationService invitations;
    private final transient SentInvitationService sentInvitations;
    private final transient ProgramService programs;
    private final transient Changes changes;

    private final Div canceled = new Div();
    private final Div delivery = new Div();
    private final ProgressBar delivering = new ProgressBar();
    private final Paragraph delivered = new Paragraph();
    private final MailsWait waiting;
    private final Div failed = new Div();
    private final Div standing = new Div();
    private final UnorderedList runs = new UnorderedList();
    private final Button cancel = new Button(getTranslation("upload.cancel-pending"), click -> askToCancel());
    private final Button stop = new Button(getTranslation("upload.stop-sending"), click -> stopSending());
    private final Button goOn = new Button(getTranslation("upload.go-on"), click -> goOnSending());
    private int pending;

    SentPart(
            Upload upload,
            UploadService uploads,
            ReviewService review,
            InvitationService invitations,
            SentInvitationService sentInvitations,
            ProgramService programs,
            Changes changes,
            MailServerState mailServer) {
        this.upload = upload;
        this.uploads = uploads;
        this.invitations = invitations;
        this.sentInvitations = sentInvitations;
        this.programs = programs;
        this.changes = changes;
        waiting = new MailsWait(mailServer);

        delivering.getElement().setAttribute("aria-label", getTranslation("upload.delivery"));
        delivered.getElement().setAttribute("role", "status");
        runs.addClassName("runs-of-upload");
        cancel.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
        cancel.addClassName("end");
        cancel.setVisible(false);
        Div actions = new Div(receipt());
        actions.addClassName("toolbar");
        // After thirty days they are gone.
        if (review.countLeftOut(upload.id()) > 0) {
            actions.add(leftOutRows(review));
        }
        stop.setVisible(false);
        goOn.setVisible(false);
        goOn.addThemeVariants(ButtonVariant.PRIMARY);
        Div sending = new Div(stop, goOn);
        sending.addClassName("toolbar");
        actions.add(cancel);

        add(
                sent(),
                canceled,
                new H2(getTranslation("upload.delivery")),
                delivery,
                delivering,
                delivered,
                waiting,
                sending,
                failed,
                new H2(getTranslation("upload.standing")),
                standing,
                runs,
                actions);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        Follower.followReading(this, changes, upload.id(), PAUSE, () -> {
            Standing now = read();
            return () -> show(now);
        });
    }

    private Notice sent() {
        int rows = Optional.ofNullable(upload.sentRows()).orElse(0);
        int leftOut = upload.rowCount() - rows;
        int invitationCount = Optional.ofNullable(upload.sentInvitations()).orElse(0);
        int mails = Optional.ofNullable(upload.sentMails()).orElse(0);
        String at = Optional.ofNullable(upload.sentAt()).map(UtcTexts::brief).orElse("");
        Notice notice = Notice.success(
                getTranslation("upload.sent.title", invitationCount),
                getTranslation("upload.sent.text", rows, invitationCount, mails, at));
        if (leftOut > 0) {
            notice.add(new Paragraph(getTranslation("upload.sent.left-out", leftOut)));
        }
        return notice;
    }

    private Anchor receipt() {
        Function<Enum<?>, String> words = StatusWords.ofAll();
        return new CsvDownload(
                getTranslation("upload.receipt"),
                () -> ReviewDownload.nameOf(upload) + "-receipt.csv",
                out -> uploads.writeReceipt(upload.id(), out, words));
    }

    private Anchor leftOutRows(ReviewService review) {
        Locale locale = getLocale();
        return new ReviewDownload(
                getTranslation("review.download-left-out"),
                upload,
                "-left-out",
                out -> review.writeLeftOutRows(upload.id(), out, refusal -> Messages.of(locale, refusal)));
    }

    private Standing read() {
        UploadStanding all = sentInvitations.standing(upload.id());
        List<FailedDelivery> someFailed =
                all.undelivered() > 0 ? sentInvitations.failedDeliveries(upload.id(), FAILED_SHOWN) : List.of();
        return new Standing(all, someFailed, programs.managed());
    }

    private void show(Standing now) {
        showDelivery(now.all());
        showFailed(now.all().undelivered(), now.failed());
        showStanding(now);
        pending = now.all().countOf(RunStatus.PENDING);
        cancel.setVisible(pending > 0);
    }

    private void showDelivery(UploadStanding now) {
        Numbers numbers = new Numbers();
        int all = 0;
        for (DeliveryStatus status : DeliveryStatus.values()) {
            int count = now.countOf(status);
            all += count;
            if (count > 0 || USUAL.contains(status)) {
                numbers.add(getTranslation("number", count), StatusWords.of(status));
            }
        }
        delivery.removeAll();
        delivery.add(numbers);
        int queued = now.countOf(DeliveryStatus.QUEUED);
        int held = now.countOf(DeliveryStatus.HELD);
        delivering.setVisible(queued > 0);
        delivering.setValue(all == 0 ? 1 : (double) (all - queued - held) / all);
        stop.setVisible(queued > 0);
        goOn.setVisible(held > 0);
        String text = "";
        if (held > 0) {
            text = getTranslation("upload.delivery.stopped", held)
                    + (now.countOf(RunStatus.PENDING) > 0
                            ? " " + getTranslation("upload.delivery.stopped.cancel")
                            : "");
        } else if (queued == 0) {
            text = getTranslation("upload.delivery.done");
        }
        waiting.show(() -> queued > 0);
        if (!text.equals(delivered.getText())) {
            delivered.setText(text);
        }
    }

    private void showFailed(int count, List<FailedDelivery> some) {
        failed.removeAll();
        if (count == 0) {
            return;
        }
        UnorderedList list = new UnorderedList();
        some.forEach(one -> list.add(
                new ListItem(getTranslation("upload.failed.one", one.externalLearnerId(), one.email(), one.answer()))));
        Notice notice = Notice.warning(
                getTranslation("upload.failed.title", count),
                new Paragraph(getTranslation("upload.failed.text")),
                list);
        if (count > some.size()) {
            notice.add(new Paragraph(getTranslation("upload.failed.more", count - some.size())));
        }
        failed.add(notice);
    }

    private void showStanding(Standing now) {
        Numbers numbers = new Numbers();
        for (RunStatus status : RunStatus.values()) {
            int count = now.all().countOf(status);
            if (count > 0 || status == RunStatus.PENDING || status == RunStatus.ACCEPTED) {
                numbers.add(getTranslation("number", count), StatusWords.of(status));
            }
        }
        standing.removeAll();
        standing.add(numbers);
        if (now.all().notMine() > 0) {
            standing.add(
                    new Paragraph(getTranslation("upload.not-mine", now.all().notMine())));
        }
        runs.removeAll();
        now.all().runs().stream()
                .map(run -> run(run, now.programs()))
                .flatMap(Optional::stream)
                .map(ListItem::new)
                .forEach(runs::add);
    }

    private Optional<Component> run(UploadStanding.OfRun run, List<Program> mine) {
        return mine.stream()
                .filter(program -> program.id().equals(run.program()))
                .findFirst()
                .map(program -> {
                    String name = run.run()
                            .flatMap(program::run)
                            .map(ProgramRun::name)
                            .map(runName -> program.title() + " · " + runName)
                            .orElse(program.title());
                    String counts = run.invitations().entrySet().stream()
                            .map(count ->
                                    getTranslation("number", count.getValue()) + " " + StatusWords.of(count.getKey()))
                            .collect(Collectors.joining(", "));
                    RunScope scope = new RunScope(run.program(), run.run());
                    return new Div(new Anchor(ProgramNavigation.invitations(scope), name), soft(" " + counts));
                });
    }

    private static Component soft(String text) {
        Span span = new Span(text);
        span.addClassName("soft");
        return span;
    }

    /** Asks nothing: it can be taken back, and each second some more are sent. */
    private void stopSending() {
        change(
                stop,
                goOn,
                () -> invitations.stopSending(upload.id()),
                held -> Notice.info(
                        getTranslation("upload.sending-stopped", held), getTranslation("upload.sending-stopped.text")));
    }

    private void goOnSending() {
        change(
                goOn,
                stop,
                () -> invitations.goOnSending(upload.id()),
                queued -> Notice.success(getTranslation("upload.sending-goes-on", queued)));
    }

    /** The button that takes the place of the one that was pressed gets the keyboard with it. */
    private void change(Button pressed, Button next, Supplier<Integer> work, Function<Integer, Notice> told) {
        inBackground(
                pressed,
                work,
                count -> {
                    if (count > 0) {
                        pressed.setVisible(false);
                        next.setVisible(true);
                        next.focus();
                    }
                    return told.apply(count);
                },
                () -> Notice.notWorked(this));
    }

    private <T> void inBackground(Button pressed, Supplier<T> work, Function<T, Notice> done, Supplier<Notice> failed) {
        pressed.setEnabled(false);
        Background.run(
                this,
                work,
                outcome -> {
                    pressed.setEnabled(true);
                    tell(done.apply(outcome));
                },
                () -> {
                    pressed.setEnabled(true);
                    tell(failed.get());
                });
    }

    private void askToCancel() {
        new Question(
                        getTranslation("upload.cancel.title", pending),
                        getTranslation("upload.cancel.text"),
                        getTranslation("upload.cancel.confirm"),
                        getTranslation("upload.cancel.keep"),
                        this::cancelPending)
                .ask();
    }

    private void cancelPending() {
        tell(Notice.info(getTranslation("upload.canceling"), getTranslation("upload.canceling.text")));
        inBackground(
                cancel,
                () -> invitations.cancelUpload(upload.id()),
                this::result,
                () -> Notice.error(
                        getTranslation("upload.cancel.failed"), getTranslation("upload.cancel.failed.text")));
    }

    private Notice result(UploadCancellation outcome) {
        UnorderedList others = new UnorderedList();
        tell(others, "upload.canceled.accepted", outcome.accepted());
        tell(others, "upload.canceled.declined", outcome.declined());
        tell(others, "upload.canceled.expired", outcome.expired());
        tell(others, "upload.canceled.before", outcome.canceledBefore());
        tell(others, "upload.canceled.not-mine", outcome.notMine());
        String title = getTranslation("upload.canceled.title", outcome.canceled());
        return others.getChildren().findAny().isPresent()
                ? Notice.success(title, new Paragraph(getTranslation("upload.canceled.left")), others)
                : Notice.success(title);
    }

    private void tell(UnorderedList list, String key, int count) {
        if (count > 0) {
            list.add(new ListItem(getTranslation(key, count)));
        }
    }

    private void tell(Notice notice) {
        canceled.removeAll();
        canceled.add(notice);
    }
}
