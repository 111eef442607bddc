package learningmanager.base.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.function.SerializableRunnable;

/** Does something once, however often it is clicked before the answer is there. */
public final class OnceButton extends Button {
    public OnceButton(String text, SerializableRunnable action) {
        super(text);
        setDisableOnClick(true);
        addClickListener(click -> {
            try {
                action.run();
            } finally {
                setEnabled(true);
            }
        });
    }
}
