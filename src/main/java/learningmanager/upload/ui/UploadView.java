package learningmanager.upload.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
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
import learningmanager.base.ui.Page;
import learningmanager.invitation.InvitationService;
import learningmanager.upload.ReviewService;
import learningmanager.upload.Upload;
import learningmanager.upload.UploadService;
import learningmanager.upload.UploadState;

/** One upload, wherever on its way it is: being checked, refused, under review, sent. Follows by itself. */
@Route(UploadView.ADDRESS + "/:upload")
@PermitAll
class UploadView extends Page implements BeforeEnterObserver {
    static final String ADDRESS = "uploads";

    private final transient UploadService uploads;
    private final transient ReviewService review;
    private final transient InvitationService invitations;
    private final transient Changes changes;

    private final Div body = new Div();
    private transient Optional<UploadId> id = Optional.empty();
    private transient Optional<Changes.Listening> listening = Optional.empty();
    private transient Optional<Upload> shown = Optional.empty();
    private transient Optional<CheckingPart> checking = Optional.empty();
    private transient Optional<ReviewPart> reviewing = Optional.empty();

    UploadView(UploadService uploads, ReviewService review, InvitationService invitations, Changes changes) {
        this.uploads = uploads;
        this.review = review;
        this.invitations = invitations;
        this.changes = changes;
        trail(BulkSteps.trail(this));
        add(body);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String text = event.getRouteParameters().get("upload").orElse("");
        id = Id.parse(text, UploadId::new);
        uploads.find(id.orElseThrow(() -> new NotFoundException("upload " + text)));
        follow();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        UI ui = attached.getUI();
        listening = id.map(upload -> changes.listen(upload, () -> ui.access(this::follow)));
        // What happened between building the page and listening.
        follow();
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        listening.ifPresent(Changes.Listening::end);
    }

    private void follow() {
        id.map(uploads::find).ifPresent(upload -> {
            boolean same = shown.filter(
                            before -> before.state() == upload.state() && before.version() == upload.version())
                    .isPresent();
            if (!same) {
                Optional<ReviewPart> open = reviewing.filter(part -> upload.state() == UploadState.CHECKED);
                open.ifPresent(part -> part.refresh(upload));
                if (open.isEmpty()) {
                    show(upload);
                }
                shown = Optional.of(upload);
            }
            checking.ifPresent(part -> part.show(uploads.progress(upload.id())));
        });
    }

    private void show(Upload upload) {
        checking = Optional.empty();
        reviewing = Optional.empty();
        heading(getTranslation("upload.title." + upload.state(), upload.fileName()));
        body.removeAll();
        body.add(BulkSteps.at(
                upload.state() == UploadState.CHECKED || upload.state() == UploadState.SENT
                        ? BulkSteps.REVIEW
                        : BulkSteps.UPLOAD,
                this));
        body.add(part(upload));
    }

    private Component part(Upload upload) {
        return switch (upload.state()) {
            case CHECKING -> checkingPart(upload);
            case STOPPED -> new StoppedPart(upload);
            case REFUSED -> new RefusedPart(upload, review.fileProblems(upload.id()));
            case CHECKED -> reviewPart(upload);
            case SENT -> new SentPart(upload, uploads.programs(upload.id()));
        };
    }

    private Component reviewPart(Upload upload) {
        ReviewPart part = new ReviewPart(upload, uploads, review, invitations, this::follow);
        reviewing = Optional.of(part);
        return part;
    }

    private Component checkingPart(Upload upload) {
        CheckingPart part = new CheckingPart(() -> uploads.stop(upload.id()));
        checking = Optional.of(part);
        return part;
    }
}
