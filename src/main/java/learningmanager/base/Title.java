package learningmanager.base;

import java.util.Optional;

/**
 * What people call a program, a run, an organisation or a person.
 *
 * @param text one line of up to 200 characters, no outer blanks, nothing invisible: a direction mark could make it read as
 *     something else
 */
public record Title(String text) {
    public static final int MAX_LENGTH = 200;

    public Title {
        if (!Cells.strip(text).equals(text) || refusal(text).isPresent()) {
            throw new IllegalArgumentException("Not a title: " + text);
        }
    }

    /** Refusals: {@code title.missing}, {@code title.too-long} (its length, the limit), {@code title.control-character}. */
    public static Parsed<Title> parse(String text) {
        String stripped = Cells.strip(text);
        return refusal(stripped)
                .<Parsed<Title>>map(Parsed.Wrong::new)
                .orElseGet(() -> Parsed.right(new Title(stripped)));
    }

    private static Optional<Refusal> refusal(String text) {
        if (text.isEmpty()) {
            return Optional.of(Refusal.of("title.missing"));
        }
        if (text.length() > MAX_LENGTH) {
            return Optional.of(Refusal.of("title.too-long", String.valueOf(text.length()), String.valueOf(MAX_LENGTH)));
        }
        return Cells.hasControlCharacter(text) ? Optional.of(Refusal.of("title.control-character")) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
