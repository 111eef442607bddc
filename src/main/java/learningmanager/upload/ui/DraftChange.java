package learningmanager.upload.ui;

import com.vaadin.flow.component.HasEnabled;
import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import learningmanager.base.BusyException;
import learningmanager.base.ui.Background;
import learningmanager.base.ui.Notice;
import learningmanager.base.ui.Notifications;

/** A change of many rows of a draft, made while the page answers: told here, and nothing else is changed meanwhile. */
final class DraftChange extends Div {
    /** So many rows are changed before anybody could notice. */
    static final int FEW = 50;

    private final HasEnabled[] controls;
    private final Div told = new Div();
    private transient Optional<Notice> failure = Optional.empty();
    private boolean underWay;

    /** @param controls that change the draft */
    DraftChange(HasEnabled... controls) {
        this.controls = controls;
        told.getElement().setAttribute("role", "status");
        add(told);
    }

    boolean isUnderWay() {
        return underWay;
    }

    /**
     * Makes a change, of few rows at once; none while another one is under way.
     *
     * @param says what is said meanwhile
     * @param done what to do in the page then
     * @param failed what to do in the page where it failed, which is told
     */
    <T> void make(int rows, String says, Supplier<T> change, Consumer<T> done, Runnable failed) {
        if (underWay) {
            return;
        }
        failure.ifPresent(this::remove);
        failure = Optional.empty();
        if (rows <= FEW) {
            tell(unlessBusy(change), done, failed);
            return;
        }
        begin(says);
        Background.run(
                this,
                () -> unlessBusy(change),
                outcome -> {
                    end();
                    if (isAttached()) {
                        tell(outcome, done, failed);
                    }
                },
                () -> {
                    end();
                    if (isAttached()) {
                        tellFailure();
                        failed.run();
                    }
                });
    }

    private static <T> Optional<T> unlessBusy(Supplier<T> change) {
        try {
            return Optional.of(change.get());
        } catch (BusyException checkedOrSent) {
            return Optional.empty();
        }
    }

    private <T> void tell(Optional<T> outcome, Consumer<T> done, Runnable failed) {
        outcome.ifPresentOrElse(done, () -> {
            Notifications.error(getTranslation("busy"));
            failed.run();
        });
    }

    private void begin(String says) {
        underWay = true;
        told.setText(says);
        setControlsEnabled(false);
    }

    private void end() {
        underWay = false;
        told.setText("");
        setControlsEnabled(true);
    }

    private void setControlsEnabled(boolean enabled) {
        for (HasEnabled control : controls) {
            control.setEnabled(enabled);
        }
    }

    private void tellFailure() {
        Notice notice = Notice.notWorked(this);
        failure = Optional.of(notice);
        add(notice);
    }
}
