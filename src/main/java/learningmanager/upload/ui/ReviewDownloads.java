package learningmanager.upload.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Locale;
import java.util.stream.Stream;
import learningmanager.base.ui.Messages;
import learningmanager.upload.ReviewService;
import learningmanager.upload.Upload;

/** The draft's rows as files: those that there is a use for now. The links stay the same ones: a click on one may be on its way. */
final class ReviewDownloads extends Div {
    private final ReviewDownload withErrors;
    private final ReviewDownload corrected;
    private final ReviewDownload leftOut;
    private final Paragraph apostrophes = new Paragraph(getTranslation("review.download.apostrophes"));

    ReviewDownloads(Upload upload, ReviewService review) {
        Locale locale = getLocale();
        this.withErrors = new ReviewDownload(
                getTranslation("review.download-errors"),
                upload,
                "-with-errors",
                out -> review.writeFileWithErrors(upload.id(), out, refusal -> Messages.of(locale, refusal)));
        this.corrected = new ReviewDownload(
                getTranslation("review.download-corrected"),
                upload,
                "-corrected",
                out -> review.writeCorrectedFile(upload.id(), out));
        this.leftOut = new ReviewDownload(
                getTranslation("review.download-left-out"),
                upload,
                "-left-out",
                out -> review.writeLeftOutRows(upload.id(), out, refusal -> Messages.of(locale, refusal)));
        apostrophes.addClassNames("soft", "aside");
        add(withErrors, corrected, leftOut, apostrophes);
    }

    /**
     * @param changed whether there is something that could be undone
     * @param someLeftOut whether rows are left out
     */
    void refresh(Upload upload, boolean changed, boolean someLeftOut) {
        withErrors.setVisible(upload.hasErrors());
        corrected.setVisible(changed);
        leftOut.setVisible(someLeftOut);
        boolean some = Stream.of(withErrors, corrected, leftOut).anyMatch(ReviewDownload::isVisible);
        apostrophes.setVisible(some && !ReviewDownload.isWorkbook(upload));
        setVisible(some);
    }
}
