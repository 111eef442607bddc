package learningmanager.invitation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;
import learningmanager.base.EmailAddress;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.CsvDownload;
import learningmanager.base.ui.Notice;
import learningmanager.invitation.Correction;
import learningmanager.invitation.Correction.NotDone;
import learningmanager.invitation.CorrectionService;
import learningmanager.program.RunScope;

/** What came of doing something to many: how many, and line by line what it could not be applied to. */
final class CorrectionNotice {
    private CorrectionNotice() {}

    /**
     * @param title says how many it was done to
     * @param scope what it was done in
     */
    static Notice of(
            Component page, String title, Correction correction, CorrectionService corrections, RunScope scope) {
        if (correction.notDone() == 0) {
            return Notice.success(title);
        }
        Notice notice = Notice.warning(title, new Paragraph(page.getTranslation("run.not-done", correction.notDone())));
        // Not asked of the page when somebody downloads it: that is on a thread of its own.
        Locale locale = UI.getCurrent().getLocale();
        correction
                .all()
                .ifPresent(all -> notice.add(new CsvDownload(
                        page.getTranslation("run.not-done.download"),
                        () -> "not-done.csv",
                        out -> corrections.writeNotDone(scope, all, out, one -> why(locale, one)))));
        UnorderedList list = new UnorderedList();
        correction.some().forEach(one -> list.add(new ListItem(text(page, one))));
        notice.add(list);
        int more = correction.notDone() - correction.some().size();
        if (more > 0) {
            notice.add(new Paragraph(page.getTranslation("run.not-done.more", more)));
        }
        return notice;
    }

    static String text(Component page, NotDone one) {
        String who = one.email()
                .map(email -> one.externalLearnerId() + " (" + email + ")")
                .orElse(one.externalLearnerId());
        return page.getTranslation("run.not-done.line", who, why(UI.getCurrent().getLocale(), one));
    }

    private static String why(Locale locale, NotDone one) {
        String until = UtcTexts.brief(one.expiresAt());
        return switch (one.why()) {
            case ACCEPTED -> I18NProvider.translate(locale, "run.not-done.accepted");
            case DECLINED -> I18NProvider.translate(locale, "run.not-done.declined");
            case CANCELED -> I18NProvider.translate(locale, "run.not-done.canceled");
            case EXPIRED -> I18NProvider.translate(locale, "run.not-done.expired", until);
            case NO_EMAIL -> I18NProvider.translate(locale, "run.not-done.no-email");
            case STILL_QUEUED -> I18NProvider.translate(locale, "run.not-done.still-queued");
            case HOLDS_LONGER -> I18NProvider.translate(locale, "run.not-done.holds-longer", until);
            case OTHER_DOMAIN -> I18NProvider.translate(locale, "run.not-done.other-domain");
            case EMAIL_TOO_LONG ->
                I18NProvider.translate(locale, "run.not-done.email-too-long", EmailAddress.MAX_LENGTH);
        };
    }
}
