package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;

/** A message that stays on the page, at the place that it is about. Errors interrupt a screen reader, others wait. */
public final class Notice extends Div {
    private Notice(String kind, String role, String title, Component... more) {
        addClassNames("notice", kind);
        getElement().setAttribute("role", role);
        Div heading = new Div(title);
        heading.addClassName("notice-title");
        add(heading);
        add(more);
    }

    public static Notice error(String title, Component... more) {
        return new Notice("error", "alert", title, more);
    }

    public static Notice error(String title, String text) {
        return error(title, new Paragraph(text));
    }

    /** For work that failed for a reason that only the log has. */
    public static Notice notWorked(Component page) {
        return error(page.getTranslation("run.not-worked"), page.getTranslation("run.not-worked.text"));
    }

    public static Notice success(String title, Component... more) {
        return new Notice("success", "status", title, more);
    }

    public static Notice success(String title, String text) {
        return success(title, new Paragraph(text));
    }

    public static Notice warning(String title, Component... more) {
        return new Notice("warning", "status", title, more);
    }

    public static Notice warning(String title, String text) {
        return warning(title, new Paragraph(text));
    }

    public static Notice info(String title, Component... more) {
        return new Notice("info", "status", title, more);
    }

    public static Notice info(String title, String text) {
        return info(title, new Paragraph(text));
    }
}
