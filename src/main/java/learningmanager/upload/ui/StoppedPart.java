package learningmanager.upload.ui;

import com.vaadin.flow.component.html.Div;
import learningmanager.base.ui.Notice;
import learningmanager.upload.Upload;
import learningmanager.upload.UploadState;

/** An upload whose check was ended, or failed. */
final class StoppedPart extends Div {
    StoppedPart(Upload upload, ReuploadButton reupload) {
        add(
                upload.state() == UploadState.FAILED
                        ? Notice.error(
                                getTranslation("upload.check-failed.title"),
                                getTranslation("upload.check-failed.text", upload.id()))
                        : Notice.info(getTranslation("upload.stopped.title"), getTranslation("upload.stopped.text")),
                reupload);
    }
}
