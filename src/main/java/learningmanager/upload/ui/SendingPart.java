package learningmanager.upload.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import learningmanager.upload.SendingStep;

/** An upload while its invitations are made. */
final class SendingPart extends Div {
    private final ProgressBar bar = new ProgressBar();
    private final Paragraph text = new Paragraph();

    SendingPart(SendingStep step) {
        bar.getElement().setAttribute("aria-label", getTranslation("upload.sending"));
        text.getElement().setAttribute("role", "status");
        Paragraph leaving = new Paragraph(getTranslation("upload.sending.leave"));
        leaving.addClassName("soft");
        add(text, bar, leaving);
        show(step);
    }

    void show(SendingStep step) {
        text.setText(getTranslation("upload.sending." + step));
        bar.setIndeterminate(step == SendingStep.WAITING);
        bar.setValue(step.share());
    }
}
