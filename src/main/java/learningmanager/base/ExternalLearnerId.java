package learningmanager.base;

import java.util.regex.Pattern;

/**
 * What an organisation calls a learner: student or employee ID ("Unique learner ID" on the form). Compared to the letter.
 *
 * @param text up to 100 characters, no outer blanks, no control characters
 */
public record ExternalLearnerId(String text) {
    public static final int MAX_LENGTH = 100;

    /** A long number made short, a column too narrow, a text taken for a formula: what spreadsheets save then. */
    private static final Pattern DAMAGED = Pattern.compile(
            "[0-9](?:[.,][0-9]+[Ee]\\+?|[Ee]\\+)[0-9]+|#+|#(?:N/A|NAME\\?|REF!|VALUE!|DIV/0!|NUM!|NULL!)");

    public ExternalLearnerId {
        if (!Cells.strip(text).equals(text) || refusal(text) != null) {
            throw new IllegalArgumentException("Not an external learner ID: " + text);
        }
    }

    /**
     * Refusals: {@code learner-id.missing}, {@code learner-id.too-long} (its length, the limit),
     * {@code learner-id.control-character} (the value with □ for what cannot be seen, and what that is), {@code learner-id.lost-letters} (the value, with U+FFFD where a letter was),
     * {@code learner-id.damaged-by-spreadsheet} (the value: 1.23E+11, say).
     */
    public static Parsed<ExternalLearnerId> parse(String text) {
        String stripped = Cells.strip(text);
        Refusal refusal = refusal(stripped);
        return refusal == null ? Parsed.right(new ExternalLearnerId(stripped)) : new Parsed.Wrong<>(refusal);
    }

    private static @org.jspecify.annotations.Nullable Refusal refusal(String text) {
        if (text.isEmpty()) {
            return Refusal.of("learner-id.missing");
        }
        if (text.length() > MAX_LENGTH) {
            return Refusal.of("learner-id.too-long", String.valueOf(text.length()), String.valueOf(MAX_LENGTH));
        }
        if (Cells.hasControlCharacter(text)) {
            return Refusal.of(
                    "learner-id.control-character",
                    Cells.withControlCharactersShown(text),
                    Cells.firstControlCharacter(text));
        }
        if (text.indexOf('\uFFFD') >= 0) {
            return Refusal.of("learner-id.lost-letters", text);
        }
        if (mayBeDamaged(text) && DAMAGED.matcher(text).matches()) {
            return Refusal.of("learner-id.damaged-by-spreadsheet", text);
        }
        return null;
    }

    /** Spares most of a million IDs the pattern. */
    private static boolean mayBeDamaged(String text) {
        char first = text.charAt(0);
        return first == '#'
                || (first >= '0' && first <= '9' && text.length() > 3 && !Character.isDigit(text.charAt(1)));
    }

    @Override
    public String toString() {
        return text;
    }
}
