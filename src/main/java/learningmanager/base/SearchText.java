package learningmanager.base;

import java.util.Locale;

/**
 * What somebody looks for in a long list, without regard to case: anywhere in a text or, while it is too short for a trigram index, at
 * the beginning (ADR 12).
 */
public record SearchText(String text) {
    private static final int ANYWHERE_FROM = 3;

    public SearchText {
        text = text.toLowerCase(Locale.ROOT);
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** That of two conditions on {@link #pattern} which an index serves; empty where nothing is looked for. */
    public String condition(String beginning, String anywhere) {
        if (text.isEmpty()) {
            return "";
        }
        return isFoundAnywhere() ? anywhere : beginning;
    }

    /** For {@code lower(…) like … escape '!'}. */
    public String pattern() {
        return isFoundAnywhere() ? Columns.containing(text) : Columns.startingWith(text);
    }

    private boolean isFoundAnywhere() {
        return text.length() >= ANYWHERE_FROM;
    }
}
