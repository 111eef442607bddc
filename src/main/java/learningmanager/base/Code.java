package learningmanager.base;

import java.util.Locale;

/**
 * A program code or run code. Shown as it was set, compared without regard to case and outer blanks (SPEC 1).
 *
 * @param text up to 100 characters, no outer blanks, no control characters
 */
public record Code(String text) {
    public static final int MAX_LENGTH = 100;

    public Code {
        if (!Cells.strip(text).equals(text)
                || text.isEmpty()
                || text.length() > MAX_LENGTH
                || Cells.hasControlCharacter(text)) {
            throw new IllegalArgumentException("Not a code: " + text);
        }
    }

    /** Refusals: {@code code.missing}, {@code code.too-long} (its length, the limit), {@code code.control-character}. */
    public static Parsed<Code> parse(String text) {
        String stripped = Cells.strip(text);
        if (stripped.isEmpty()) {
            return Parsed.wrong("code.missing");
        }
        if (stripped.length() > MAX_LENGTH) {
            return Parsed.wrong("code.too-long", String.valueOf(stripped.length()), String.valueOf(MAX_LENGTH));
        }
        if (Cells.hasControlCharacter(stripped)) {
            return Parsed.wrong("code.control-character");
        }
        return Parsed.right(new Code(stripped));
    }

    /** What two codes are compared by; also what the database's {@code code_key} holds. */
    public String key() {
        return keyOf(text);
    }

    /** The key of a text that need not be a code, as for looking one up. */
    public static String keyOf(String text) {
        return Cells.strip(text).toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof Code code && code.key().equals(key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
