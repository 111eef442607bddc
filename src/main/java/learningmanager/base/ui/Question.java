package learningmanager.base.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before something is done that cannot be undone. The keyboard starts on the button that leaves all as it is. */
public final class Question extends ConfirmDialog {
    /** The dialog itself puts the focus on its first button; that first time it is passed on, once the dialog is done with it. */
    private static final String START_ON_KEEP = """
            const passOn = event => {
              if (event.target.slot === 'confirm-button') {
                this.removeEventListener('focusin', passOn);
                queueMicrotask(() => this.querySelector('[slot="cancel-button"]').focus());
              }
            };
            this.addEventListener('focusin', passOn);
            """;

    /** @param keep the button that leaves everything as it is */
    public Question(String title, String text, String confirm, String keep, Runnable confirmed) {
        super();
        setHeader(title);
        setText(text);
        setConfirmText(confirm);
        setConfirmButtonTheme("error primary");
        setCancelable(true);
        setCancelText(keep);
        addConfirmListener(answer -> confirmed.run());
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                getElement().executeJs(START_ON_KEEP);
            }
        });
    }

    /** Opens it; not while the window asks already, as a double click would have it. */
    public void ask() {
        UI window = UI.getCurrent();
        Question asked = ComponentUtil.getData(window, Question.class);
        if (asked == null || !asked.isOpened()) {
            ComponentUtil.setData(window, Question.class, this);
            open();
        }
    }
}
