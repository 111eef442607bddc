package learningmanager.upload.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import learningmanager.base.UtcTexts;
import learningmanager.base.ui.Notice;
import learningmanager.program.Program;
import learningmanager.upload.Upload;

/** An upload whose invitations exist: what was sent, and where to follow it. */
final class SentPart extends Div {
    SentPart(Upload upload, List<Program> programs) {
        int invitations = Optional.ofNullable(upload.sentInvitations()).orElse(0);
        int mails = Optional.ofNullable(upload.sentMails()).orElse(0);
        add(Notice.success(
                getTranslation("upload.sent.title", invitations),
                getTranslation(
                        "upload.sent.text",
                        mails,
                        Optional.ofNullable(upload.sentAt())
                                .map(UtcTexts::brief)
                                .orElse(""))));
        UnorderedList list = new UnorderedList();
        programs.forEach(program -> list.add(new ListItem(new Anchor(
                "programs/" + program.id() + "/runs/all?tab=invitations",
                getTranslation("upload.sent.follow", program.title())))));
        add(new Paragraph(getTranslation("upload.sent.next")), list);
    }
}
