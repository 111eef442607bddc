package learningmanager.upload.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import learningmanager.base.Changes;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.UploadId;
import learningmanager.base.ui.Background;
import learningmanager.base.ui.Crumb;
import learningmanager.base.ui.Follower;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Page;
import learningmanager.csv.ui.FileSteps;
import learningmanager.csv.ui.RefusedFile;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.SentInvitationService;
import learningmanager.mail.MailServerState;
import learningmanager.program.ProgramService;
import learningmanager.upload.DraftEditService;
import learningmanager.upload.Progress;
import learningmanager.upload.ReviewService;
import learningmanager.upload.RowProblem;
import learningmanager.upload.SendingStep;
import learningmanager.upload.Upload;
import learningmanager.upload.UploadSending;
import learningmanager.upload.UploadService;
import learningmanager.upload.UploadState;

/** One upload, wherever on its way it is: being checked, refused, under review, sent. Follows by itself. */
@Route(UploadView.ADDRESS + "/:upload")
@PermitAll
class UploadView extends Page implements BeforeEnterObserver {
    static final String ADDRESS = "uploads";

    private final transient UploadService uploads;
    private final transient ReviewService review;
    private final transient DraftEditService edits;
    private final transient InvitationService invitations;
    private final transient SentInvitationService sentInvitations;
    private final transient ProgramService programs;
    private final transient Changes changes;
    private final transient MailServerState mailServer;

    private record Shown(UploadState state, long version, boolean sending, boolean checkingAgain) {}

    private final Div body = new Div();
    private transient Optional<UploadId> id = Optional.empty();
    private transient Optional<Shown> shown = Optional.empty();
    private transient Optional<CheckingPart> checking = Optional.empty();
    private transient Optional<SendingPart> sending = Optional.empty();
    private transient Optional<ReviewPart> reviewing = Optional.empty();

    UploadView(
            UploadService uploads,
            ReviewService review,
            DraftEditService edits,
            InvitationService invitations,
            SentInvitationService sentInvitations,
            ProgramService programs,
            Changes changes,
            MailServerState mailServer) {
        this.uploads = uploads;
        this.review = review;
        this.edits = edits;
        this.invitations = invitations;
        this.sentInvitations = sentInvitations;
        this.programs = programs;
        this.changes = changes;
        this.mailServer = mailServer;
        add(body);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String text = event.getRouteParameters().get("upload").orElse("");
        UploadId asked = Id.parse(text, UploadId::new).orElseThrow(() -> new NotFoundException("upload " + text));
        Optional<UploadId> successor = uploads.successor(asked);
        if (successor.isPresent()) {
            event.forwardTo(UploadNavigation.upload(successor.get()));
            return;
        }
        id = Optional.of(uploads.find(asked).id());
        follow();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        id.ifPresent(upload -> Follower.follow(this, changes, upload, this::follow));
        // What happened between building the page and listening.
        follow();
    }

    @Override
    protected void changedForWhoLooks() {
        id.ifPresent(uploads::find);
    }

    private void follow() {
        id.map(uploads::find).ifPresent(upload -> {
            Optional<SendingStep> step = uploads.sendingStep(upload.id());
            Optional<Progress> progress = uploads.progress(upload.id());
            boolean checkingAgain = upload.state() == UploadState.CHECKED && progress.isPresent();
            Shown now = new Shown(upload.state(), upload.version(), step.isPresent(), checkingAgain);
            if (!shown.equals(Optional.of(now))) {
                reviewing
                        .filter(part -> upload.state() == UploadState.CHECKED && step.isEmpty())
                        .ifPresentOrElse(
                                part -> showReview(part, upload, checkingAgain),
                                () -> showAnew(upload, step, checkingAgain));
                shown = Optional.of(now);
            }
            checking.ifPresent(part -> part.show(progress));
            sending.ifPresent(part -> step.ifPresent(part::show));
        });
    }

    /** While it is checked again it is out of sight: lists, places and what is typed are as they were afterwards. */
    private void showReview(ReviewPart part, Upload upload, boolean checkingAgain) {
        if (checkingAgain == part.isVisible()) {
            part.setVisible(!checkingAgain);
            checking.ifPresent(body::remove);
            checking = Optional.empty();
            if (checkingAgain) {
                body.add(checkingPart(upload));
            }
            heading(title(upload, Optional.empty(), checkingAgain));
            focusHeading();
        }
        if (!checkingAgain) {
            part.refresh(upload);
        }
    }

    private void showAnew(Upload upload, Optional<SendingStep> step, boolean checkingAgain) {
        reviewing
                .flatMap(ReviewPart::lineWrittenIn)
                .ifPresent(line -> Notifications.error(getTranslation("upload.sent-meanwhile", line)));
        show(upload, step, checkingAgain);
        if (shown.isPresent()) {
            focusHeading();
        }
    }

    private String title(Upload upload, Optional<SendingStep> step, boolean checkingAgain) {
        UploadState state = checkingAgain ? UploadState.CHECKING : upload.state();
        return getTranslation(step.isPresent() ? "upload.title.sending" : "upload.title." + state, upload.fileName());
    }

    private void show(Upload upload, Optional<SendingStep> step, boolean checkingAgain) {
        checking = Optional.empty();
        sending = Optional.empty();
        reviewing = Optional.empty();
        heading(title(upload, step, checkingAgain));
        trail(Crumb.to(getTranslation("uploads.title"), ADDRESS), Crumb.of(upload.fileName()));
        body.removeAll();
        body.add(FileSteps.at(
                upload.state() == UploadState.CHECKED || upload.state() == UploadState.SENT
                        ? FileSteps.REVIEW
                        : FileSteps.UPLOAD,
                this));
        body.add(step.map(this::sendingPart).orElseGet(() -> checkingAgain ? checkingPart(upload) : part(upload)));
    }

    private Component sendingPart(SendingStep step) {
        SendingPart part = new SendingPart(step);
        sending = Optional.of(part);
        return part;
    }

    private Component part(Upload upload) {
        return switch (upload.state()) {
            case CHECKING -> checkingPart(upload);
            case STOPPED, FAILED -> new StoppedPart(upload, reupload(upload));
            case REFUSED ->
                new RefusedFile(
                        review.fileProblems(upload.id()).stream()
                                .map(RowProblem::refusal)
                                .toList(),
                        upload.errorCount(),
                        upload.facts(),
                        reupload(upload));
            case CHECKED -> reviewPart(upload);
            case SENT ->
                new SentPart(upload, uploads, review, invitations, sentInvitations, programs, changes, mailServer);
        };
    }

    /** In place of the draft that this file was to replace, where that still waits. */
    private ReuploadButton reupload(Upload upload) {
        ReuploadButton again = new ReuploadButton(
                ui -> uploads.stillToReplace(upload.id())
                        .ifPresentOrElse(
                                draft -> UploadNavigation.reupload(ui, draft),
                                () -> ui.navigate(UploadNavigation.chooseFile())),
                true);
        again.addClickShortcut(Key.KEY_R, KeyModifier.ALT);
        return again;
    }

    private void send(UploadId upload) {
        Background.tell(this, uploads.beginSending(upload), this::tell, () -> {
            follow();
            Notifications.error(getTranslation("upload.sending.failed"));
        });
        follow();
    }

    private void tell(UploadSending outcome) {
        follow();
        switch (outcome) {
            case UploadSending.Sent(int invitationCount, int mails) ->
                Notifications.success(getTranslation("upload.sent.title", invitationCount));
            case UploadSending.ErrorsFound(int errors) ->
                Notifications.error(getTranslation("review.errors-found", errors));
        }
    }

    private void checkAgain(UploadId upload) {
        Background.tell(this, uploads.checkAgain(upload), checked -> tellCheckedAgain(upload, checked), () -> {
            follow();
            Notifications.error(getTranslation("upload.check-again.failed"));
        });
        follow();
    }

    private void tellCheckedAgain(UploadId upload, boolean checked) {
        if (!isAttached()) {
            return;
        }
        follow();
        if (checked) {
            Notifications.success(
                    getTranslation("upload.checked-again", uploads.find(upload).errorCount()));
        } else {
            Notifications.error(getTranslation("upload.check-again.stopped"));
        }
    }

    private Component reviewPart(Upload upload) {
        ReviewPart part = new ReviewPart(
                upload,
                uploads,
                review,
                edits,
                invitations,
                () -> send(upload.id()),
                () -> checkAgain(upload.id()),
                this::follow);
        reviewing = Optional.of(part);
        return part;
    }

    private Component checkingPart(Upload upload) {
        CheckingPart part = new CheckingPart(() -> {
            uploads.stop(upload.id());
            follow();
        });
        checking = Optional.of(part);
        return part;
    }
}
