package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.function.Consumer;

/** Tells a component whether the browser's window has room for a table's columns side by side. */
public final class PageWidth {
    /** CSS pixels. Below, tables fold into one column. */
    private static final int ROOM_FOR_COLUMNS = 900;

    private PageWidth() {}

    /** Calls {@code narrow} when the component is attached and whenever the window's width changes sides. */
    public static void follow(Component component, Consumer<Boolean> narrow) {
        component.addAttachListener(attached -> {
            UI ui = attached.getUI();
            ui.getPage()
                    .retrieveExtendedClientDetails(details -> narrow.accept(isNarrow(details.getWindowInnerWidth())));
            var resizing =
                    ui.getPage().addBrowserWindowResizeListener(resized -> narrow.accept(isNarrow(resized.getWidth())));
            component.addDetachListener(detached -> {
                detached.unregisterListener();
                resizing.remove();
            });
        });
    }

    /** Unknown is 0 or less. */
    private static boolean isNarrow(int width) {
        return width > 0 && width < ROOM_FOR_COLUMNS;
    }
}
