package learningmanager.base.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.SystemMessages;
import com.vaadin.flow.server.SystemMessagesInfo;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.Optional;
import java.util.function.UnaryOperator;
import learningmanager.base.BusyException;
import learningmanager.base.NotFoundException;
import org.springframework.stereotype.Component;

/** What a person sees when something fails within a page that is already there: a click, a push, an ended session. */
@Component
class UnexpectedErrors implements VaadinServiceInitListener, ErrorHandler {
    private final transient I18NProvider texts;

    UnexpectedErrors(I18NProvider texts) {
        this.texts = texts;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().setSystemMessagesProvider(this::systemMessages);
        event.getSource().addSessionInitListener(session -> session.getSession().setErrorHandler(this));
        event.addIndexHtmlRequestListener(ColorSchemeSwitch.keeper());
    }

    @Override
    public void error(ErrorEvent event) {
        Throwable error = event.getThrowable();
        Optional<UI> page = Optional.ofNullable(UI.getCurrent());
        if (Causes.include(error, NotFoundException.class)) {
            page.ifPresent(ui -> ui.access(() -> Notifications.error(ui.getTranslation("not-found.meanwhile"))));
            return;
        }
        if (Causes.include(error, BusyException.class)) {
            page.ifPresent(ui -> ui.access(() -> Notifications.error(ui.getTranslation("busy"))));
            return;
        }
        String reference = ErrorReference.log(error);
        page.ifPresent(ui -> ui.access(() -> tell(ui, reference)));
    }

    private static void tell(UI ui, String reference) {
        Dialog dialog = new Dialog();
        dialog.setHeaderTitle(ui.getTranslation("error.title"));
        Span number = new Span(reference);
        number.addClassName("mono");
        dialog.add(
                new Paragraph(ui.getTranslation("error.text")),
                new Paragraph(new Span(ui.getTranslation("error.reference") + " "), number));
        Button close = new Button(ui.getTranslation("error.close"), click -> dialog.close());
        close.addThemeVariants(ButtonVariant.PRIMARY);
        dialog.getFooter().add(close);
        dialog.open();
    }

    /** Asks nothing of the service or the application: Vaadin wants these also when it closes windows after both have stopped. */
    private SystemMessages systemMessages(SystemMessagesInfo about) {
        UnaryOperator<String> text = key -> texts.getTranslation(key, about.getLocale());
        CustomizedSystemMessages messages = new CustomizedSystemMessages();
        messages.setSessionExpiredNotificationEnabled(true);
        messages.setSessionExpiredCaption(text.apply("session-ended.title"));
        messages.setSessionExpiredMessage(text.apply("session-ended.text"));
        // A page that comes without its cookie: most often somebody cleared them.
        messages.setCookiesDisabledNotificationEnabled(true);
        messages.setCookiesDisabledCaption(text.apply("session-ended.title"));
        messages.setCookiesDisabledMessage(text.apply("session-ended.text"));
        messages.setInternalErrorNotificationEnabled(true);
        messages.setInternalErrorCaption(text.apply("error.title"));
        messages.setInternalErrorMessage(text.apply("error.reload"));
        return messages;
    }
}
