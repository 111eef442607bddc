package learningmanager.program.ui;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.function.SerializableRunnable;
import learningmanager.base.ui.EmptyState;

/** Finds one of many programs: there once there are more than are looked through (SPEC 3). */
public final class ProgramSearch extends TextField {
    private static final int FEW = 12;

    /** @param what it looks in, as its placeholder says */
    public ProgramSearch(String what, SerializableRunnable changed) {
        super();
        setPlaceholder(what);
        setAriaLabel(what);
        setClearButtonVisible(true);
        setValueChangeMode(ValueChangeMode.LAZY);
        addValueChangeListener(change -> changed.run());
    }

    /** @param programs how many there are */
    public void offerAmong(int programs) {
        setVisible(programs > FEW);
    }

    /** In place of what was looked for and is not there. */
    public EmptyState noneFound() {
        return new EmptyState(getTranslation("home.none-found"), getTranslation("home.none-found.text"));
    }
}
