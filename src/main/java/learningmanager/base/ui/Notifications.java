package learningmanager.base.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;

/** Short messages over the page, about something that just happened. */
public final class Notifications {
    private static final int SUCCESS_MILLISECONDS = 6_000;

    private Notifications() {}

    /** Goes by itself; a screen reader says it when it is done with what it says. */
    public static void success(String text) {
        Notification notification = notification(text, NotificationVariant.SUCCESS);
        notification.setDuration(SUCCESS_MILLISECONDS);
        notification.open();
    }

    /** Stays until closed, by the person or by who gave it; a screen reader says it at once. */
    public static Notification error(String text) {
        Notification notification = notification(text, NotificationVariant.ERROR);
        notification.setDuration(0);
        notification.setAssertive(true);
        notification.open();
        return notification;
    }

    private static Notification notification(String text, NotificationVariant variant) {
        Notification notification = new Notification();
        notification.addThemeVariants(variant);
        notification.setPosition(Notification.Position.BOTTOM_CENTER);
        Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> notification.close());
        close.addThemeVariants(ButtonVariant.TERTIARY);
        close.setAriaLabel(notification.getTranslation("notifications.close"));
        Div content = new Div(new Span(text), close);
        content.addClassName("notification");
        notification.add(content);
        return notification;
    }
}
