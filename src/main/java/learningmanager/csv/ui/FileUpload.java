package learningmanager.csv.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import learningmanager.csv.FileSize;

/** Where one file is chosen or dropped; {@link #send} brings it here, and no more of it than is allowed. */
public final class FileUpload extends Composite<Upload> {
    /** Begins the sending, and says how many files there were to send. */
    private static final String SEND_FILES = "const n = this.files.length; if (n) { this.uploadFiles(); } return n;";

    /** The bar of a chosen file is made in the browser, without a name for a screen reader. */
    private static final String NAME_PROGRESS = """
            new MutationObserver(() => this.querySelectorAll('vaadin-progress-bar:not([aria-label])')
                .forEach(bar => bar.setAttribute('aria-label', $0)))
              .observe(this, {childList: true, subtree: true});""";

    private final Button choose = new Button(getTranslation("bulk.upload.choose"));
    private final long maxBytes;
    private final transient Consumer<String> tell;

    /**
     * @param newFile gives an empty temporary file
     * @param received takes the file's name and the temporary file, which is its own from then on
     * @param tell takes what a person has to know where no file comes
     */
    public FileUpload(long maxBytes, Supplier<Path> newFile, BiConsumer<String, Path> received, Consumer<String> tell) {
        this.maxBytes = maxBytes;
        this.tell = tell;
        Upload upload = getContent();
        upload.setUploadHandler(new FileIntake(maxBytes, newFile, received, this::refuseTooLarge));
        upload.setAutoUpload(false);
        upload.setMaxFiles(1);
        upload.setMaxFileSize((int) Math.min(Integer.MAX_VALUE, maxBytes));
        upload.setUploadButton(choose);
        upload.setDropLabel(new Span(getTranslation("bulk.upload.drop")));
        upload.setI18n(new UploadI18N()
                .setError(new UploadI18N.Error()
                        .setFileIsTooBig(tooLarge())
                        .setTooManyFiles(getTranslation("bulk.upload.one-file"))));
        upload.addFileRejectedListener(rejected -> tell.accept(rejected.getErrorMessage()));
        upload.addFailedListener(failed -> tell.accept(getTranslation("bulk.upload.failed")));
        upload.addAttachListener(
                attached -> upload.getElement().executeJs(NAME_PROGRESS, getTranslation("bulk.upload.progress")));
    }

    /** Brings the chosen file here. */
    public void send() {
        getContent().getElement().executeJs(SEND_FILES).then(Integer.class, files -> {
            if (files == 0) {
                tell.accept(getTranslation("bulk.upload.no-file"));
            }
        });
    }

    /** Puts the keyboard where a file is chosen. */
    public void focus() {
        choose.focus();
    }

    /** Makes room for another one. */
    public void clear() {
        getContent().clearFileList();
    }

    private void refuseTooLarge(String fileName) {
        clear();
        tell.accept(fileName + ": " + tooLarge());
    }

    private String tooLarge() {
        return getTranslation("bulk.upload.too-large", FileSize.inWords(maxBytes));
    }
}
