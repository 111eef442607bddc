package learningmanager.invitation.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.Selection;
import learningmanager.invitation.SentInvitation;

/** Which lines are chosen, and what can be done to all of them at once. */
final class SelectionBar extends Div {
    /** What can be done. */
    enum Deed {
        RESEND,
        EXTEND,
        CANCEL
    }

    /** Does it, or asks first. */
    interface Doing {
        void to(Deed deed, Selection selection, int count);
    }

    private final Span chosen = new Span();
    private final Button all;
    private final Div deeds;
    private final Set<SentInvitation.Key> keys = new HashSet<>();
    private final Doing doing;
    private InvitationFilter filter = InvitationFilter.ALL;
    private int matching;
    private boolean allMatching;

    /** @param cleared called when nothing is chosen any more, for the grid to show it */
    SelectionBar(Doing doing, Runnable cleared) {
        this.doing = doing;
        addClassName("selection-bar");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", getTranslation("run.selection"));
        chosen.getElement().setAttribute("role", "status");
        all = tertiary("", () -> {
            cleared.run();
            allMatching = true;
            tell();
        });
        Button cancel = tertiary(getTranslation("run.cancel-selected"), () -> act(Deed.CANCEL));
        cancel.addThemeVariants(ButtonVariant.ERROR);
        deeds = new Div(
                tertiary(getTranslation("run.resend"), () -> act(Deed.RESEND)),
                tertiary(getTranslation("run.extend"), () -> act(Deed.EXTEND)),
                cancel,
                tertiary(getTranslation("run.selection.clear"), () -> {
                    cleared.run();
                    clear();
                }));
        deeds.addClassName("selection-deeds");
        add(chosen, all, deeds);
    }

    /** What "all" means from now on, and how many that are; what was chosen by it is not chosen any more. */
    void matching(InvitationFilter wanted, int count) {
        matching = count;
        if (!wanted.equals(filter)) {
            filter = wanted;
            allMatching = false;
        }
        tell();
    }

    void choose(Set<SentInvitation> lines) {
        keys.clear();
        lines.stream().map(SentInvitation::key).forEach(keys::add);
        if (!keys.isEmpty()) {
            allMatching = false;
        }
        tell();
    }

    void clear() {
        keys.clear();
        allMatching = false;
        tell();
    }

    private int count() {
        return allMatching ? matching : keys.size();
    }

    private void act(Deed deed) {
        Selection selection = allMatching ? new Selection.AllMatching(filter) : new Selection.Lines(List.copyOf(keys));
        doing.to(deed, selection, count());
    }

    private void tell() {
        setVisible(matching > 0);
        chosen.setText(getTranslation("run.selection.count", count()));
        all.setText(getTranslation("run.selection.all", matching));
        all.setVisible(!allMatching && matching > 1);
        deeds.setVisible(count() > 0);
    }

    private static Button tertiary(String text, Runnable action) {
        Button button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }
}
