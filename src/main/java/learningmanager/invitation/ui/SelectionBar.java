package learningmanager.invitation.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import learningmanager.base.ui.PagedGrid;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.Selection;
import learningmanager.invitation.SentInvitation;

/** Which lines are chosen, and what can be done to all of them at once. */
final class SelectionBar extends Div {
    /** What can be done. */
    enum Deed {
        RESEND,
        EXTEND,
        CORRECT,
        CANCEL
    }

    /** Does it, or asks first. */
    interface Doing {
        /** @param count how many lines that are; none where nobody has counted them yet */
        void to(Deed deed, Selection selection, OptionalInt count);
    }

    private final Span chosen = new Span();
    private final Button all;
    private final Div deeds;
    private final Set<SentInvitation.Key> keys = new HashSet<>();
    private final Doing doing;
    private InvitationFilter filter = InvitationFilter.ALL;
    private int matching;
    private boolean counted;
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
                tertiary(getTranslation("run.correct"), () -> act(Deed.CORRECT)),
                cancel,
                tertiary(getTranslation("run.selection.clear"), () -> {
                    cleared.run();
                    clear();
                }));
        deeds.addClassName("selection-deeds");
        add(chosen, all, deeds);
    }

    /**
     * What "all" means from now on; what was chosen by it is not chosen any more.
     *
     * @param count how many that are, or, where not {@code allCounted}, as many as anybody has looked for
     */
    void matching(InvitationFilter wanted, int count, boolean allCounted) {
        matching = count;
        counted = allCounted;
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

    private void act(Deed deed) {
        if (allMatching) {
            doing.to(deed, new Selection.AllMatching(filter), counted ? OptionalInt.of(matching) : OptionalInt.empty());
        } else {
            doing.to(deed, new Selection.Lines(List.copyOf(keys)), OptionalInt.of(keys.size()));
        }
    }

    private void tell() {
        setVisible(matching > 0);
        chosen.setText(
                allMatching && !counted
                        ? getTranslation("run.selection.count-many", PagedGrid.MANY)
                        : getTranslation("run.selection.count", allMatching ? matching : keys.size()));
        all.setText(
                counted
                        ? getTranslation("run.selection.all", matching)
                        : getTranslation("run.selection.all-many", PagedGrid.MANY));
        all.setVisible(!allMatching && matching > 1);
        deeds.setVisible(allMatching ? matching > 0 : !keys.isEmpty());
    }

    private static Button tertiary(String text, Runnable action) {
        Button button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY);
        return button;
    }
}
