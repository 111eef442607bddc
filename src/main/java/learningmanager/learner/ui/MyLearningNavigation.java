package learningmanager.learner.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import java.util.Optional;

/** Ways to "My learning". */
public final class MyLearningNavigation {
    public static final String MY_LEARNING = "my-learning";

    /** What the page says once, on the way there. */
    private record JustEnrolled(String program) {}

    private MyLearningNavigation() {}

    /** Goes there, and says that one is enrolled on the program now. */
    public static void justEnrolled(String program) {
        UI ui = UI.getCurrent();
        ComponentUtil.setData(ui, JustEnrolled.class, new JustEnrolled(program));
        ui.navigate(MY_LEARNING);
    }

    static Optional<String> takeJustEnrolled() {
        UI ui = UI.getCurrent();
        Optional<String> program = Optional.ofNullable(ComponentUtil.getData(ui, JustEnrolled.class))
                .map(JustEnrolled::program);
        ComponentUtil.setData(ui, JustEnrolled.class, null);
        return program;
    }
}
