package learningmanager.csv.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import learningmanager.base.Refusal;
import learningmanager.base.ui.Messages;
import learningmanager.base.ui.Notice;
import learningmanager.csv.FileFacts;

/** A file with something wrong with it as such: that alone is told. */
public final class RefusedFile extends Div {
    /**
     * @param problems the first of them
     * @param count how many there are in truth
     * @param again leads to choosing another version
     */
    public RefusedFile(List<Refusal> problems, int count, Optional<FileFacts> facts, Component again) {
        UnorderedList list = new UnorderedList();
        problems.forEach(problem -> list.add(new ListItem(Messages.of(this, problem))));
        Notice notice = Notice.error(getTranslation("upload.refused.title", count), list);
        if (count > problems.size()) {
            notice.add(new Paragraph(getTranslation("upload.refused.more", count - problems.size())));
        }
        notice.add(new Paragraph(getTranslation("upload.refused.next")));
        Div actions = new Div(again);
        actions.addClassName("toolbar");
        add(notice, actions, new ReadAs(facts));
    }
}
