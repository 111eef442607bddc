package learningmanager.upload.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import learningmanager.base.Refusal;

/** The messages of problems, as the bundle has them. */
final class ProblemTexts {
    static final ResourceBundle BUNDLE = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT);

    private ProblemTexts() {}

    static String brief(Refusal refusal) {
        return (refusal.code() + " " + String.join("|", refusal.arguments())).strip()
                + refusal.suggestion().map(value -> " → " + value).orElse("");
    }

    /** As the review shows it: what is wrong, and the way out. */
    static String sentence(Refusal refusal) {
        String key = "problem." + refusal.code();
        String message = text(key, refusal.arguments().toArray());
        if (refusal.suggestion().isPresent()) {
            return BUNDLE.containsKey(key + ".suggestion")
                    ? message + " "
                            + text(key + ".suggestion", refusal.suggestion().get())
                    : message;
        }
        return BUNDLE.containsKey(key + ".advice")
                ? message + " " + text(key + ".advice", refusal.arguments().toArray())
                : message;
    }

    private static String text(String key, Object... arguments) {
        String pattern = BUNDLE.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, Locale.ENGLISH).format(arguments);
    }

    /** Fails where somebody would read a key, a {0} or half a sentence. */
    static void assertTold(Refusal refusal) {
        String key = "problem." + refusal.code();
        assertThat(BUNDLE.keySet()).contains(key, key + ".kind");
        String message = BUNDLE.getString(key);
        if (!refusal.arguments().isEmpty()) {
            // Any values: those of the refusal may have two apostrophes of their own.
            message = new MessageFormat(message, Locale.ENGLISH)
                    .format(refusal.arguments().stream().map(value -> "x").toArray());
        }
        assertThat(message).as(key).doesNotContain("''");
        for (int i = refusal.arguments().size(); i < 10; i++) {
            assertThat(BUNDLE.getString(key)).as(key).doesNotContain("{" + i + "}");
        }
        if (BUNDLE.containsKey(key + ".advice")) {
            for (int i = refusal.arguments().size(); i < 10; i++) {
                assertThat(BUNDLE.getString(key + ".advice")).as(key).doesNotContain("{" + i + "}");
            }
        }
        if (refusal.suggestion().isPresent()) {
            assertThat(BUNDLE.getString(key + ".suggestion")).contains("{0}");
        }
    }
}
