package learningmanager.upload.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import learningmanager.base.Id;
import learningmanager.base.NotFoundException;
import learningmanager.base.Parsed.Right;
import learningmanager.base.Parsed.Wrong;
import learningmanager.base.Refusal;
import learningmanager.base.UploadId;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Page;
import learningmanager.csv.ui.FileSteps;
import learningmanager.csv.ui.FileUpload;
import learningmanager.program.Organisation;
import learningmanager.program.ProgramService;
import learningmanager.program.ui.OrganisationField;
import learningmanager.security.ForManagers;
import learningmanager.upload.Upload;
import learningmanager.upload.UploadService;
import learningmanager.upload.UploadSettings;
import learningmanager.upload.UploadState;

/** Step two: choosing a file and sending it here. */
@Route(BulkUploadView.ADDRESS)
@PermitAll
@ForManagers
class BulkUploadView extends Page implements BeforeEnterObserver {
    static final String ADDRESS = "invite/bulk/upload";
    static final String REPLACES = "replaces";

    private final transient UploadService uploads;
    private final transient ProgramService programs;

    private final OrganisationField organisation = new OrganisationField();
    private final FileUpload upload;
    private final TextArea pasted = new TextArea();
    private final Div told = new Div();
    private final Div waiting = new Div();
    private final Div choosing = new Div();
    private transient Optional<UploadId> replaced = Optional.empty();

    BulkUploadView(UploadService uploads, ProgramService programs) {
        this.uploads = uploads;
        this.programs = programs;
        UploadSettings settings = uploads.settings();
        trail(BulkTrail.of(this));
        heading(getTranslation("bulk.upload.title"));

        organisation.setLabel(getTranslation("bulk.upload.organisation"));

        upload = new FileUpload(settings.maxFileSize().toBytes(), uploads::newFile, this::check, this::tell);

        Button send = new Button(getTranslation("bulk.upload.submit"), click -> sendFile());
        send.addThemeVariants(ButtonVariant.PRIMARY);
        Button back = new Button(
                getTranslation("bulk.upload.back"),
                click -> getUI().ifPresent(ui -> ui.navigate(UploadNavigation.begin())));
        back.addThemeVariants(ButtonVariant.TERTIARY);
        Div actions = new Div(send, back);
        actions.addClassName("toolbar");

        choosing.add(organisation, upload, actions, pasting());
        add(FileSteps.at(FileSteps.UPLOAD, this), told, waiting, choosing, new UploadLimits(settings));
    }

    private Details pasting() {
        pasted.setLabel(getTranslation("bulk.paste.rows"));
        pasted.setHelperText(getTranslation("bulk.paste.help"));
        pasted.addClassName("pasted-rows");
        Button check = new Button(getTranslation("bulk.paste.submit"), click -> checkPasted());
        return new Details(getTranslation("bulk.paste.title"), pasted, check);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        organisation.offer(mine());
        replaced = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(REPLACES)
                .flatMap(text -> Id.parse(text, UploadId::new))
                .map(before -> uploads.successor(before).orElse(before));
        Optional<Upload> draftToReplace = replaced.map(uploads::find);
        if (draftToReplace.filter(draft -> draft.state() == UploadState.SENT).isPresent()) {
            event.forwardTo(UploadNavigation.upload(draftToReplace.get().id()));
            return;
        }
        showWhetherThereIsRoom();
        draftToReplace.ifPresent(draft -> {
            lead(getTranslation("bulk.upload.replaces", draft.fileName()));
            organisation.choose(draft.organisationId());
            // By Alt+R, the keyboard's way here.
            upload.focus();
        });
    }

    @Override
    protected void changedForWhoLooks() {
        replaced.ifPresent(uploads::find);
        organisation.offer(mine()).ifPresent(gone -> {
            upload.clear();
            tell(getTranslation(
                    "bulk.upload.organisation-gone",
                    gone.name(),
                    organisation.getValue().name()));
        });
    }

    private List<Organisation> mine() {
        List<Organisation> mine = programs.managedOrganisations();
        if (mine.isEmpty()) {
            throw new NotFoundException("bulk upload for somebody who manages no program");
        }
        return mine;
    }

    /** Nobody chooses a file to learn afterwards that it would not have been taken. */
    private void showWhetherThereIsRoom() {
        Optional<Refusal> full = uploads.whyNoMore(replaced);
        told.removeAll();
        waiting.removeAll();
        full.ifPresent(refusal -> {
            tell(Messages.of(this, refusal));
            waiting.add(UploadsWaiting.all(uploads, this::discarded));
        });
        choosing.setVisible(full.isEmpty());
    }

    /** What was pressed is gone. */
    private void discarded() {
        showWhetherThereIsRoom();
        focusHeading();
    }

    private void sendFile() {
        told.removeAll();
        upload.send();
    }

    private void check(String fileName, Path file) {
        switch (uploads.check(organisation.getValue().id(), fileName, file, replaced)) {
            case Right<UploadId>(UploadId id) -> getUI().ifPresent(ui -> ui.navigate(UploadNavigation.upload(id)));
            case Wrong<UploadId>(Refusal refusal) -> refuse(file, refusal);
        }
    }

    private void checkPasted() {
        told.removeAll();
        String rows = pasted.getValue();
        switch (uploads.checkPasted(organisation.getValue().id(), getTranslation("bulk.paste.name"), rows, replaced)) {
            case Right<UploadId>(UploadId id) -> {
                pasted.clear();
                getUI().ifPresent(ui -> ui.navigate(UploadNavigation.upload(id)));
            }
            case Wrong<UploadId>(Refusal refusal) -> tell(Messages.of(this, refusal));
        }
    }

    private void refuse(Path file, Refusal refusal) {
        file.toFile().delete();
        upload.clear();
        showWhetherThereIsRoom();
        tell(Messages.of(this, refusal));
    }

    private void tell(String problem) {
        told.removeAll();
        told.add(Notice.error(problem));
    }
}
