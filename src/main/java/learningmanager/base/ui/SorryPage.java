package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;

/** A page that has nothing to show but why, and the way home. */
abstract class SorryPage extends Page {
    protected SorryPage() {
        super("sorry");
    }

    /** @param more what else there is to know, between the text and the way home */
    final void sorry(String title, String text, Component... more) {
        removeAllBelow();
        heading(title);
        lead(text);
        add(more);
        Anchor home = new Anchor("", getTranslation("sorry.home"));
        home.addClassName("button-link");
        add(new Paragraph(home));
    }

    /** The router may use one instance for several errors in a row. */
    private void removeAllBelow() {
        getChildren().skip(1).toList().forEach(this::remove);
    }
}
