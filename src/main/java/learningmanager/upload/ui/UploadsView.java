package learningmanager.upload.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import learningmanager.base.Changes;
import learningmanager.base.NotFoundException;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.EmptyState;
import learningmanager.base.ui.Follower;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Page;
import learningmanager.base.ui.PagedGrid;
import learningmanager.base.ui.Question;
import learningmanager.base.ui.StatusChip;
import learningmanager.base.ui.Tone;
import learningmanager.program.ProgramService;
import learningmanager.security.ForManagers;
import learningmanager.security.Permissions;
import learningmanager.upload.Upload;
import learningmanager.upload.UploadService;
import learningmanager.upload.UploadState;

/** All my uploads, drafts and sent ones, the latest first. */
@Route(UploadView.ADDRESS)
@Menu(title = "menu.uploads", order = 20)
@PermitAll
@ForManagers
class UploadsView extends Page implements BeforeEnterObserver {
    private final transient UploadService uploads;
    private final transient ProgramService programs;
    private final transient Permissions permissions;
    private final transient Changes changes;

    private final PagedGrid<Upload> grid;
    private final Div empty = new Div();

    UploadsView(UploadService uploads, ProgramService programs, Permissions permissions, Changes changes) {
        this.uploads = uploads;
        this.programs = programs;
        this.permissions = permissions;
        this.changes = changes;
        heading(getTranslation("uploads.title"));
        lead(getTranslation("uploads.lead"));

        Button begin = new Button(
                getTranslation("uploads.begin"), click -> UI.getCurrent().navigate(UploadNavigation.begin()));
        Div toolbar = new Div(begin);
        toolbar.addClassName("toolbar");

        grid = new PagedGrid<>(getTranslation("uploads.title"), uploads::mine, uploads::countMine, Upload::id);
        grid.addFirst(
                        getTranslation("uploads.file"),
                        upload -> new Anchor(UploadNavigation.upload(upload.id()), upload.fileName()))
                .setFlexGrow(2);
        grid.addFolding(getTranslation("uploads.state"), this::state).setWidth("11rem");
        grid.addFolding(getTranslation("uploads.rows"), upload -> new Span(number(upload.rowCount())));
        grid.addFolding(
                getTranslation("uploads.invitations"),
                upload -> new Span(Optional.ofNullable(upload.sentInvitations())
                        .map(this::number)
                        .orElse("–")));
        grid.addFolding(getTranslation("uploads.begun"), upload -> new Span(UtcTexts.brief(upload.createdAt())));
        grid.addFolding(getTranslation("uploads.touched"), upload -> new Span(UtcTexts.brief(upload.touchedAt())));
        grid.addStaying(getTranslation("uploads.actions"), this::actions);
        add(toolbar, grid, empty);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (programs.managedOrganisations().isEmpty()) {
            throw new NotFoundException("uploads of somebody who manages no program");
        }
        show();
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        Follower.follow(this, changes, permissions.me().id(), this::show);
    }

    private void show() {
        boolean any = uploads.countMine() > 0;
        grid.setVisible(any);
        grid.getDataProvider().refreshAll();
        empty.removeAll();
        if (!any) {
            empty.add(new EmptyState(getTranslation("uploads.none"), getTranslation("uploads.none.text")));
        }
    }

    private Component state(Upload upload) {
        return switch (upload.state()) {
            case CHECKING -> new StatusChip(Tone.PENDING, "◷", getTranslation("uploads.state.checking"));
            case STOPPED -> new StatusChip(Tone.IDLE, "✕", getTranslation("uploads.state.stopped"));
            case FAILED -> new StatusChip(Tone.BAD, "!", getTranslation("uploads.state.failed"));
            case REFUSED -> new StatusChip(Tone.BAD, "!", getTranslation("uploads.state.refused"));
            case CHECKED ->
                upload.hasErrors()
                        ? new StatusChip(Tone.BAD, "!", getTranslation("uploads.state.errors", upload.errorCount()))
                        : new StatusChip(Tone.PENDING, "◷", getTranslation("uploads.state.ready"));
            case SENT -> new StatusChip(Tone.GOOD, "✓", getTranslation("uploads.state.sent"));
        };
    }

    private Component actions(Upload upload) {
        Button open = new Button(
                getTranslation("uploads.open"),
                click -> UI.getCurrent().navigate(UploadNavigation.upload(upload.id())));
        open.addThemeVariants(ButtonVariant.TERTIARY);
        open.getElement().setAttribute("aria-description", upload.fileName());
        Div actions = new Div(open);
        actions.addClassName("row-actions");
        if (upload.state() != UploadState.SENT && upload.state() != UploadState.CHECKING) {
            Button discard = new Button(getTranslation("uploads.discard"), click -> askToDiscard(upload));
            discard.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
            discard.getElement().setAttribute("aria-description", upload.fileName());
            actions.add(discard);
        }
        return actions;
    }

    private void askToDiscard(Upload upload) {
        new Question(
                        getTranslation("uploads.discard.title", upload.fileName()),
                        getTranslation("uploads.discard.text"),
                        getTranslation("uploads.discard"),
                        getTranslation("uploads.discard.keep"),
                        () -> discard(upload))
                .ask();
    }

    private void discard(Upload upload) {
        if (uploads.discard(upload.id())) {
            Notifications.success(getTranslation("uploads.discarded", upload.fileName()));
        } else {
            Notifications.error(getTranslation("uploads.not-discarded", upload.fileName()));
        }
        show();
        focusHeading();
    }

    private String number(int value) {
        return getTranslation("number", value);
    }
}
