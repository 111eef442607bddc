package learningmanager.invitation.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import learningmanager.audit.AuditAction;
import learningmanager.base.UtcTexts;
import learningmanager.invitation.History;
import learningmanager.mail.DeliveryStatus;

/** An invitation's history: who did what, when, and its mails; and what can still be done to it. */
final class HistoryDialog extends Dialog {
    HistoryDialog(String learner, History history, Button... actions) {
        addClassName("history");
        setHeaderTitle(learner);
        Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> close());
        close.setAriaLabel(getTranslation("run.history.close"));
        getHeader().add(close);

        OrderedList events = new OrderedList();
        events.add(entry(
                UtcTexts.brief(history.sentAt()),
                history.file()
                        .map(file -> getTranslation("run.history.invited-by-file", file, history.sentBy()))
                        .orElseGet(() -> getTranslation("run.history.invited", history.sentBy()))));
        history.events().forEach(event -> events.add(entry(UtcTexts.brief(event.at()), text(event))));
        add(new H3(getTranslation("run.history")), events);

        if (!history.mails().isEmpty()) {
            OrderedList mails = new OrderedList();
            history.mails().forEach(mail -> mails.add(entry(UtcTexts.brief(mail.queuedAt()), text(mail))));
            add(new H3(getTranslation("run.history.mails")), mails);
        }
        getFooter().add(actions);
    }

    private static ListItem entry(String at, String text) {
        Span when = new Span(at);
        when.addClassName("soft");
        return new ListItem(new Div(text), when);
    }

    private String text(History.SentMail mail) {
        String status = StatusWords.of(mail.status());
        String stands = mail.sentAt()
                .map(UtcTexts::brief)
                .map(at -> mail.status() == DeliveryStatus.SENT
                        ? getTranslation("run.history.mail.sent-at", mail.recipient(), at)
                        : getTranslation("run.history.mail.sent-and", mail.recipient(), at, status))
                .orElseGet(() -> getTranslation("run.history.mail", mail.recipient(), status));
        return mail.answer()
                .map(answer -> getTranslation("run.history.mail.answer", stands, answer))
                .orElse(stands);
    }

    private String text(History.Event event) {
        String what = event.run()
                .map(run -> getTranslation("run.history.of-run", what(event), run))
                .orElseGet(() -> what(event));
        return event.by().map(by -> getTranslation("run.history.by", what, by)).orElse(what);
    }

    private String what(History.Event event) {
        String was = event.was().orElse("");
        String became = event.became().orElse("");
        AuditAction action = event.action();
        return switch (action) {
            case ACCEPTED -> getTranslation("run.history.accepted");
            case DECLINED -> getTranslation("run.history.declined");
            case CANCELED -> getTranslation("run.history.canceled");
            case RESENT -> getTranslation("run.history.resent");
            case REMINDED -> getTranslation("run.history.reminded", Integer.valueOf(became));
            case EXTENDED -> getTranslation("run.history.extended", was, became);
            case EMAIL_CORRECTED -> getTranslation("run.history.email-corrected", was, became);
            case NEW_LINK_ASKED -> getTranslation("run.history.new-link-asked");
            case NEW_LINK_DISMISSED -> getTranslation("run.history.new-link-dismissed");
            case RUN_ADDED -> getTranslation("run.history.run-added");
            default -> throw new IllegalStateException("nothing that is done to an invitation: " + action);
        };
    }
}
