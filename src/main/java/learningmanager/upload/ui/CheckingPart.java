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
        Optional<Progress.Reading> reading =
                progress.filter(Progress.Reading.class::isInstance).map(Progress.Reading.class::cast);
        bar.setIndeterminate(reading.isEmpty());
        reading.ifPresent(now -> bar.setValue(Math.min(1, now.share())));
        text.setText(progress.map(this::words).orElseGet(() -> getTranslation("upload.checking")));
    }

    private String words(Progress progress) {
        return switch (progress) {
            case Progress.Waiting(int before) -> getTranslation("upload.waiting", before);
            case Progress.Reading(double share, int rows) -> getTranslation("upload.rows-read", rows);
            case Progress.Comparing() -> getTranslation("upload.comparing");
            case Progress.Stopping() -> getTranslation("upload.stopping");
        };
    }
}
