package learningmanager.base;

/** What counts as blank around a value, in a form field and in a file's cell alike. */
public final class Cells {
    private Cells() {}

    /**
     * The text without outer blanks of any kind: white space, no-break and other Unicode spaces, zero-width characters,
     * byte-order marks (SPEC 5, "What an e-mail address is here").
     */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    public static boolean isBlank(String text) {
        return strip(text).isEmpty();
    }

    /** Whether the text holds a control or another invisible character, or half of a surrogate pair. */
    public static boolean hasControlCharacter(String text) {
        return !isPrintableAscii(text) && text.codePoints().anyMatch(Cells::isControlCharacter);
    }

    /** The text with a □ in place of each such character. */
    public static String withControlCharactersShown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().map(c -> isControlCharacter(c) ? '□' : c).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /** The text without those that take no room: a line end, say, parts what is beside it. */
    static String withoutFormatCharacters(String text) {
        return text.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The first such character as people look it up: U+200B, say. For a text that has one. */
    static String firstControlCharacter(String text) {
        return "U+%04X"
                .formatted(text.codePoints()
                        .filter(Cells::isControlCharacter)
                        .findFirst()
                        .orElseThrow());
    }

    private static boolean isControlCharacter(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> isInvisible(c);
        };
    }

    /**
     * Letters, marks and symbols that nobody sees: Unicode's Default_Ignorable_Code_Point but for the two selectors that emoji are
     * written with, and the blank of Braille.
     */
    private static boolean isInvisible(int c) {
        return c == 0x034F
                || c == 0x115F
                || c == 0x1160
                || c == 0x17B4
                || c == 0x17B5
                || (c >= 0x180B && c <= 0x180F)
                || c == 0x2800
                || c == 0x3164
                || (c >= 0xFE00 && c <= 0xFE0D)
                || c == 0xFFA0
                || (c >= 0xE0100 && c <= 0xE01EF);
    }

    /** Whether there is a blank of any kind in the text. */
    static boolean hasBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isBlank(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean isPrintableAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Control characters that take no room are no blanks: somebody has to look at them, so they are never dropped. */
    private static boolean isBlank(char c) {
        if (c <= '~') {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '\u0085'
                || (c >= '\u200B' && c <= '\u200F')
                || c == '\u180E'
                || c == '\u2060'
                || c == '\uFEFF';
    }
}
