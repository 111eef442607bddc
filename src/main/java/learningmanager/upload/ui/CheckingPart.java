package learningmanager.upload.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.Optional;
import learningmanager.upload.Progress;

/** An upload while it is read and checked. */
final class CheckingPart extends Div {
    private final ProgressBar bar = new ProgressBar();
    private final Paragraph text = new Paragraph();

    CheckingPart(Runnable stop) {
        bar.getElement().setAttribute("aria-label", getTranslation("upload.checking"));
        text.getElement().setAttribute("role", "status");
        Button stopping = new Button(getTranslation("upload.stop"), click -> stop.run());
        stopping.setDisableOnClick(true);
        add(text, bar, stopping);
        show(Optional.empty());
    }

    /** Without progress: the check runs elsewhere, or is about to end. */
    void show(Optional<Progress> progress) {
        Optional<Progress> reading = progress.filter(now -> !now.waiting());
        bar.setIndeterminate(reading.isEmpty());
        reading.ifPresent(now -> bar.setValue(Math.min(1, now.share())));
        text.setText(progress.map(now -> now.waiting()
                        ? getTranslation("upload.waiting")
                        : getTranslation("upload.rows-read", now.rows()))
                .orElseGet(() -> getTranslation("upload.checking")));
    }
}
