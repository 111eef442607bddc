package learningmanager.base;

import java.util.Optional;

/**
 * What people call a program, a run, an organisation or a person, and whatever else they say in one line.
 *
 * @param text one line of up to 200 characters, no outer blanks, nothing invisible: a direction mark could make it read as
 *     something else
 */
public record Title(String text) {
    public static final int MAX_LENGTH = 200;

    public Title {
        if (!Cells.strip(text).equals(text) || Word.NAME.refusal(text).isPresent()) {
            throw new IllegalArgumentException("Not a title: " + text);
        }
    }

    /** Refusals: {@code name.missing}, {@code name.too-long} (its length, the limit), {@code name.control-character}. */
    public static Parsed<Title> parse(String text) {
        return read(text, Word.NAME);
    }

    /** As {@link #parse}, with refusals that speak of a title: {@code title.missing} and so on. */
    public static Parsed<Title> parseTitle(String text) {
        return read(text, Word.TITLE);
    }

    /** As {@link #parse}, with refusals that speak of a reason: {@code reason.missing} and so on. */
    public static Parsed<Title> parseReason(String text) {
        return read(text, Word.REASON);
    }

    private static Parsed<Title> read(String text, Word word) {
        String stripped = Cells.strip(text);
        return word.refusal(stripped)
                .<Parsed<Title>>map(Parsed.Wrong::new)
                .orElseGet(() -> Parsed.right(new Title(stripped)));
    }

    /** What its field is called, and so what a refusal speaks of. */
    private enum Word {
        NAME("name.missing", "name.too-long", "name.control-character"),
        TITLE("title.missing", "title.too-long", "title.control-character"),
        REASON("reason.missing", "reason.too-long", "reason.control-character");

        private final String missing;
        private final String tooLong;
        private final String controlCharacter;

        Word(String missing, String tooLong, String controlCharacter) {
            this.missing = missing;
            this.tooLong = tooLong;
            this.controlCharacter = controlCharacter;
        }

        Optional<Refusal> refusal(String text) {
            if (text.isEmpty()) {
                return Optional.of(Refusal.of(missing));
            }
            if (text.length() > MAX_LENGTH) {
                return Optional.of(Refusal.of(tooLong, String.valueOf(text.length()), String.valueOf(MAX_LENGTH)));
            }
            return Cells.hasControlCharacter(text) ? Optional.of(Refusal.of(controlCharacter)) : Optional.empty();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
