package learningmanager.upload.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;
import learningmanager.base.ui.Question;
import learningmanager.upload.Upload;
import learningmanager.upload.UploadService;

/** My drafts: each with the way on, and the way to be rid of it. Takes no room where there are none. */
public final class UploadsWaiting extends Div {
    /** What waits must not push the page that it stands on out of sight. */
    private static final int LATEST = 3;

    private final transient UploadService uploads;
    private final transient Runnable discarded;

    /**
     * The latest few, with a link to all.
     *
     * @param discarded is told when there is one less
     */
    public static UploadsWaiting latest(UploadService uploads, Runnable discarded) {
        return new UploadsWaiting(uploads, discarded, LATEST);
    }

    /** All of them, however many. */
    static UploadsWaiting all(UploadService uploads, Runnable discarded) {
        return new UploadsWaiting(uploads, discarded, Integer.MAX_VALUE);
    }

    private UploadsWaiting(UploadService uploads, Runnable discarded, int atMost) {
        this.uploads = uploads;
        this.discarded = discarded;
        List<Upload> drafts = uploads.drafts();
        setVisible(!drafts.isEmpty());
        Notice notice = Notice.warning(getTranslation("uploads-waiting.title", drafts.size()));
        drafts.stream().limit(atMost).forEach(draft -> notice.add(line(draft)));
        if (drafts.size() > atMost) {
            notice.add(new Paragraph(
                    new Anchor(UploadView.ADDRESS, getTranslation("uploads-waiting.all", drafts.size()))));
        }
        add(notice);
    }

    private Paragraph line(Upload draft) {
        Button discard = new Button(getTranslation("uploads-waiting.discard"), click -> askToDiscard(draft));
        discard.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.ERROR, ButtonVariant.SMALL);
        discard.getElement().setAttribute("aria-description", draft.fileName());
        Paragraph line = new Paragraph(
                new Span(getTranslation(
                        "uploads-waiting.draft",
                        draft.fileName(),
                        draft.rowCount(),
                        draft.errorCount(),
                        UtcTexts.brief(draft.touchedAt()))),
                new Anchor(UploadNavigation.upload(draft.id()), getTranslation("uploads-waiting.go-on")),
                discard);
        line.addClassName("upload-waiting");
        return line;
    }

    private void askToDiscard(Upload draft) {
        new Question(
                        getTranslation("uploads-waiting.discard.title", draft.fileName()),
                        getTranslation("uploads-waiting.discard.text", draft.rowCount()),
                        getTranslation("uploads-waiting.discard"),
                        getTranslation("uploads-waiting.discard.keep"),
                        () -> discard(draft))
                .ask();
    }

    private void discard(Upload draft) {
        if (uploads.discard(draft.id())) {
            Notifications.success(getTranslation("uploads-waiting.discarded", draft.fileName()));
        } else {
            Notifications.error(getTranslation("uploads.not-discarded", draft.fileName()));
        }
        discarded.run();
    }
}
