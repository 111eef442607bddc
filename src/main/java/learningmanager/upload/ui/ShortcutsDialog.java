package learningmanager.upload.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import java.util.List;

/** "Keyboard shortcuts": what each key does in the review. */
final class ShortcutsDialog extends Dialog {
    private record Shortcut(String keys, String text) {}

    private static final List<Shortcut> SHORTCUTS = List.of(
            new Shortcut("↑ ↓ ← →", "move"),
            new Shortcut("F8", "next"),
            new Shortcut("Shift+F8", "previous"),
            new Shortcut("Enter, F2", "edit"),
            new Shortcut("Ctrl+Enter", "keep-all"),
            new Shortcut("Esc", "give-up"),
            new Shortcut("Alt+U", "use"),
            new Shortcut("Alt+A", "fix-all"),
            new Shortcut("Alt+L", "leave-out"),
            new Shortcut("Alt+Z", "undo"),
            new Shortcut("Alt+E", "only-errors"),
            new Shortcut("Alt+R", "reupload"),
            new Shortcut("Alt+S", "send"),
            new Shortcut("Alt+K", "keys"));

    ShortcutsDialog() {
        setHeaderTitle(getTranslation("review.keys"));
        DescriptionList list = new DescriptionList();
        list.addClassName("facts");
        for (Shortcut shortcut : SHORTCUTS) {
            Span keys = new Span(shortcut.keys());
            keys.addClassName("key");
            list.add(
                    new DescriptionList.Term(keys),
                    new DescriptionList.Description(getTranslation("review.key." + shortcut.text())));
        }
        add(list);
        Button close = new Button(getTranslation("review.keys.close"), click -> close());
        getFooter().add(close);
    }
}
