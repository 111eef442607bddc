package learningmanager.mail.ui;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.DescriptionList.Description;
import com.vaadin.flow.component.html.DescriptionList.Term;

/** The lines above a message: from, to, subject. */
final class MailHead extends DescriptionList {
    MailHead() {
        addClassNames("facts", "mail-head");
    }

    void add(String name, String value) {
        add(new Term(name), new Description(value));
    }
}
