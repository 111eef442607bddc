package learningmanager.upload.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.upload.RowProblem;
import learningmanager.upload.Upload;

/** An upload with something wrong with the file as such: that alone is told. */
final class RefusedPart extends Div {
    RefusedPart(Upload upload, List<RowProblem> problems) {
        UnorderedList list = new UnorderedList();
        problems.forEach(problem -> list.add(new ListItem(Messages.of(this, problem.refusal()))));
        Notice notice = Notice.error(getTranslation("upload.refused.title", upload.errorCount()), list);
        if (upload.errorCount() > problems.size()) {
            notice.add(new Paragraph(getTranslation("upload.refused.more", upload.errorCount() - problems.size())));
        }
        notice.add(new Paragraph(getTranslation("upload.refused.next")));
        Div actions = new Div(new ReuploadButton(ui -> ui.navigate(UploadNavigation.chooseFile()), true));
        actions.addClassName("toolbar");
        add(notice, actions, new ReadAs(upload));
    }
}
