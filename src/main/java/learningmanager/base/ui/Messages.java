package learningmanager.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.I18NProvider;
import java.util.Locale;
import java.util.ResourceBundle;
import learningmanager.base.Refusal;

/** A refusal in words: what is wrong and how to put it right. */
public final class Messages {
    private static final ResourceBundle TEXTS =
            ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT, Messages.class.getClassLoader());

    private Messages() {}

    /** In the language of the component's page. */
    public static String of(Component component, Refusal refusal) {
        return of(component.getUI().map(UI::getLocale).orElseGet(Messages::localeHere), refusal);
    }

    /**
     * The translation {@code problem.<code>} with the refusal's arguments; then, where the refusal has a suggestion and the
     * translation exists, {@code problem.<code>.suggestion} with the suggestion as {0}; where it has none,
     * {@code problem.<code>.advice} with the refusal's arguments, where that exists.
     */
    public static String of(Locale locale, Refusal refusal) {
        String key = "problem." + refusal.code();
        String problem = I18NProvider.translate(locale, key, refusal.arguments().toArray());
        String suggestionKey = key + ".suggestion";
        return refusal.suggestion()
                .filter(suggestion -> TEXTS.containsKey(suggestionKey))
                .map(suggestion -> problem + " " + I18NProvider.translate(locale, suggestionKey, suggestion))
                .orElseGet(() -> refusal.suggestion().isEmpty() && TEXTS.containsKey(key + ".advice")
                        ? problem + " "
                                + I18NProvider.translate(
                                        locale,
                                        key + ".advice",
                                        refusal.arguments().toArray())
                        : problem);
    }

    private static Locale localeHere() {
        UI current = UI.getCurrent();
        return current == null ? Locale.ENGLISH : current.getLocale();
    }
}
