package learningmanager.admin.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import java.util.Optional;
import learningmanager.admin.LogoService;
import learningmanager.base.OrganisationId;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Question;
import learningmanager.program.Logo;
import learningmanager.program.ui.LogoImage;

/** An organisation's logo: shown, replaced, taken away. */
final class LogoPart extends Div {
    private final transient LogoService logos;
    private final OrganisationId organisation;

    private final Div told = new Div();
    private final Div shown = new Div();
    private final Upload upload = new Upload();

    LogoPart(LogoService logos, OrganisationId organisation) {
        this.logos = logos;
        this.organisation = organisation;
        Paragraph about = new Paragraph(getTranslation("organisation.logo.text"));
        about.addClassName("soft");
        told.addClassName("told");

        upload.setUploadHandler(
                new LogoIntake(logos.settings().maxFileSize().toBytes(), this::change, this::refuseTooLarge));
        upload.setMaxFiles(1);
        upload.setMaxFileSize((int) logos.settings().maxFileSize().toBytes());
        upload.setAcceptedMimeTypes("image/png", "image/jpeg");
        upload.setUploadButton(new Button(getTranslation("organisation.logo.choose")));
        upload.setDropLabel(new Span(getTranslation("organisation.logo.drop")));
        upload.setI18n(new UploadI18N()
                .setError(new UploadI18N.Error()
                        .setFileIsTooBig(words(logos.tooLarge()))
                        .setIncorrectFileType(words(Refusal.of("logo.format")))));
        upload.addFileRejectedListener(rejected -> tell(rejected.getErrorMessage()));
        add(new H2(getTranslation("organisation.logo")), about, told, shown, upload);
        show();
    }

    private void show() {
        shown.removeAll();
        logos.logo(organisation).ifPresent(this::show);
    }

    private void show(Logo logo) {
        Button remove = new Button(getTranslation("organisation.logo.remove"), click -> askToRemove());
        remove.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR);
        Div toolbar = new Div(new LogoImage(logo), remove);
        toolbar.addClassName("toolbar");
        shown.add(toolbar);
    }

    private void change(byte[] file) {
        upload.clearFileList();
        told.removeAll();
        Optional<Refusal> refusal = logos.change(organisation, file);
        refusal.ifPresentOrElse(why -> tell(words(why)), () -> {
            show();
            Notifications.success(getTranslation("organisation.logo.changed"));
        });
    }

    private void refuseTooLarge() {
        upload.clearFileList();
        tell(words(logos.tooLarge()));
    }

    private void askToRemove() {
        new Question(
                        getTranslation("organisation.logo.ask"),
                        getTranslation("organisation.logo.ask.text"),
                        getTranslation("organisation.logo.remove"),
                        getTranslation("organisation.logo.keep"),
                        this::remove)
                .ask();
    }

    private void remove() {
        logos.remove(organisation);
        show();
        Notifications.success(getTranslation("organisation.logo.removed"));
    }

    private void tell(String problem) {
        told.removeAll();
        told.add(Notice.error(problem));
    }

    private String words(Refusal refusal) {
        return Messages.of(this, refusal);
    }
}
