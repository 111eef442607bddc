package learningmanager.csv.ui;

import com.vaadin.flow.component.Component;
import learningmanager.base.ui.Steps;

/** The three steps by which a file comes in, whatever is in it. */
public final class FileSteps {
    public static final int TEMPLATE = 1;
    public static final int UPLOAD = 2;
    public static final int REVIEW = 3;

    private FileSteps() {}

    public static Steps at(int step, Component page) {
        return new Steps(
                step,
                page.getTranslation("bulk.step.template"),
                page.getTranslation("bulk.step.upload"),
                page.getTranslation("bulk.step.review"));
    }
}
