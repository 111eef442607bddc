package learningmanager.invitation.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import learningmanager.base.ExternalLearnerId;

/** The learner whose invitations alone are shown, with the way back to all; takes no room where there is none. */
final class OneLearner extends Div {
    private final Span who = new Span();
    private transient Optional<ExternalLearnerId> chosen = Optional.empty();

    /** @param changed told when all are wanted again */
    OneLearner(Runnable changed) {
        addClassName("toolbar");
        Button all = new Button(getTranslation("run.invitations.of-all"), click -> {
            choose(Optional.empty());
            changed.run();
        });
        all.addThemeVariants(ButtonVariant.TERTIARY);
        add(who, all);
        setVisible(false);
    }

    Optional<ExternalLearnerId> chosen() {
        return chosen;
    }

    /** Shows that, telling nobody. */
    void choose(Optional<ExternalLearnerId> learner) {
        chosen = learner;
        who.setText(learner.map(id -> getTranslation("run.invitations.of", id.text()))
                .orElse(""));
        setVisible(learner.isPresent());
    }
}
