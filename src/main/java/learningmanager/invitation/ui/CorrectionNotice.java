package learningmanager.invitation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import learningmanager.base.EmailAddress;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Notice;
import learningmanager.invitation.Correction;
import learningmanager.invitation.Correction.NotDone;

/** What came of doing something to many: how many, and line by line what it could not be applied to. */
final class CorrectionNotice {
    private CorrectionNotice() {}

    /** @param title says how many it was done to */
    static Notice of(Component page, String title, Correction correction) {
        if (correction.notDone() == 0) {
            return Notice.success(title);
        }
        UnorderedList list = new UnorderedList();
        correction.some().forEach(one -> list.add(new ListItem(text(page, one))));
        Notice notice =
                Notice.warning(title, new Paragraph(page.getTranslation("run.not-done", correction.notDone())), list);
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
        String until = UtcTexts.brief(one.expiresAt());
        return switch (one.why()) {
            case ACCEPTED -> page.getTranslation("run.not-done.accepted", who);
            case DECLINED -> page.getTranslation("run.not-done.declined", who);
            case CANCELED -> page.getTranslation("run.not-done.canceled", who);
            case EXPIRED -> page.getTranslation("run.not-done.expired", who, until);
            case NO_EMAIL -> page.getTranslation("run.not-done.no-email", who);
            case STILL_QUEUED -> page.getTranslation("run.not-done.still-queued", who);
            case HOLDS_LONGER -> page.getTranslation("run.not-done.holds-longer", who, until);
            case OTHER_DOMAIN -> page.getTranslation("run.not-done.other-domain", who);
            case EMAIL_TOO_LONG -> page.getTranslation("run.not-done.email-too-long", who, EmailAddress.MAX_LENGTH);
        };
    }
}
