package learningmanager.upload.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Locale;
import learningmanager.base.ui.Messages;
import learningmanager.upload.DraftEditService;
import learningmanager.upload.ReviewService;
import learningmanager.upload.Upload;

/** The draft's rows as files: those that there is a use for now. */
final class ReviewDownloads extends Div {
    private final transient ReviewService review;
    private final transient DraftEditService edits;

    ReviewDownloads(ReviewService review, DraftEditService edits) {
        this.review = review;
        this.edits = edits;
    }

    void refresh(Upload upload) {
        Locale locale = getLocale();
        removeAll();
        if (upload.hasErrors()) {
            add(new ReviewDownload(
                    getTranslation("review.download-errors"),
                    upload,
                    "-with-errors",
                    out -> review.writeFileWithErrors(upload.id(), out, refusal -> Messages.of(locale, refusal))));
        }
        if (edits.undoable(upload.id()) > 0) {
            add(new ReviewDownload(
                    getTranslation("review.download-corrected"),
                    upload,
                    "-corrected",
                    out -> review.writeCorrectedFile(upload.id(), out)));
        }
        if (review.countLeftOut(upload.id()) > 0) {
            add(new ReviewDownload(
                    getTranslation("review.download-left-out"),
                    upload,
                    "-left-out",
                    out -> review.writeLeftOutRows(upload.id(), out, refusal -> Messages.of(locale, refusal))));
        }
        if (getComponentCount() > 0 && !ReviewDownload.isWorkbook(upload)) {
            Paragraph apostrophes = new Paragraph(getTranslation("review.download.apostrophes"));
            apostrophes.addClassNames("soft", "aside");
            add(apostrophes);
        }
    }
}
