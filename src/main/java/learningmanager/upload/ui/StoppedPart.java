package learningmanager.upload.ui;

import com.vaadin.flow.component.html.Div;
import learningmanager.base.ui.Notice;
import learningmanager.upload.Upload;

/** An upload whose check was ended. */
final class StoppedPart extends Div {
    StoppedPart(Upload upload) {
        add(
                Notice.info(getTranslation("upload.stopped.title"), getTranslation("upload.stopped.text")),
                new ReuploadButton(ui -> ui.navigate(UploadNavigation.chooseFile()), true));
    }
}
