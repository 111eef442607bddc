package learningmanager.upload.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Notice;
import learningmanager.upload.Upload;
import learningmanager.upload.UploadService;

/** My drafts, on the home page: each with the way on. Takes no room where there are none. */
public final class UploadsWaiting extends Div {
    public UploadsWaiting(UploadService uploads) {
        List<Upload> drafts = uploads.drafts();
        setVisible(!drafts.isEmpty());
        Notice notice = Notice.warning(getTranslation("uploads-waiting.title", drafts.size()));
        for (Upload draft : drafts) {
            notice.add(new Paragraph(
                    new Span(getTranslation(
                                    "uploads-waiting.draft",
                                    draft.fileName(),
                                    draft.rowCount(),
                                    draft.errorCount(),
                                    UtcTexts.brief(draft.touchedAt()))
                            + " "),
                    new Anchor(UploadNavigation.upload(draft.id()), getTranslation("uploads-waiting.go-on"))));
        }
        add(notice);
    }
}
