package learningmanager.csv;

/**
 * Looks through a sheet's markup, byte by byte, for what no spreadsheet program writes and a reader would hold in memory: a tag
 * or text of megabytes, and a cell's address so far to the right that its row alone would fill the heap.
 */
final class MarkupScan {
    /** A cell has at most 32,767 characters, each written in ten bytes at most. */
    private static final int LONGEST_PIECE = 1 << 19;

    /** XFD is the last column there is. */
    private static final int MOST_LETTERS = 3;

    private static final String DECLARES_NAMESPACE = "xmlns";

    private enum At {
        TEXT,
        TAG,
        /** After white space in a tag: an attribute may begin. */
        BEFORE_NAME,
        AFTER_R,
        AFTER_EQUALS,
        COLUMN,
        ROW,
        VALUE
    }

    private At at = At.TEXT;
    private int piece;
    private int letters;
    private int quote;
    private int tagAt;
    private int nameAt;
    private boolean declaresNamespace;
    private boolean declaration;
    private boolean elements;
    private boolean maybeRow;
    private int rows;

    /** Rows that began so far. */
    int rows() {
        return rows;
    }

    boolean isHarmless(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (!take(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean take(byte b) {
        // In UTF-16, which would be looked at in vain, every other byte of markup is 0.
        if (b == 0 || ++piece > LONGEST_PIECE) {
            return false;
        }
        switch (at) {
            case TEXT -> {
                if (b == '<') {
                    enter(At.TAG);
                    tagAt = 0;
                }
            }
            case TAG -> {
                return inTag(b);
            }
            case BEFORE_NAME -> {
                if (b == 'r') {
                    at = At.AFTER_R;
                    declaresNamespace = false;
                } else {
                    return inTag(b);
                }
            }
            case AFTER_R -> {
                if (b == '=') {
                    at = At.AFTER_EQUALS;
                } else if (!isBlank(b)) {
                    return inTag(b);
                }
            }
            case AFTER_EQUALS -> {
                if (isQuote(b)) {
                    quote = b;
                    letters = 0;
                    at = At.COLUMN;
                } else if (!isBlank(b)) {
                    return inTag(b);
                }
            }
            case COLUMN -> {
                if (isDigit(b)) {
                    at = At.ROW;
                } else if (b == quote) {
                    at = At.TAG;
                } else {
                    return b != '&' && ++letters <= MOST_LETTERS;
                }
            }
            case ROW -> {
                if (b == quote) {
                    at = At.TAG;
                } else {
                    return isDigit(b);
                }
            }
            case VALUE -> {
                if (b == quote) {
                    at = At.TAG;
                }
            }
        }
        return true;
    }

    /** Comments and the like, in which quotes need not pair, are in no sheet that a spreadsheet program wrote. */
    private boolean inTag(byte b) {
        at = At.TAG;
        if (tagAt == 0 && (b == '!' || b == '?' && elements)) {
            return false;
        }
        if (tagAt == 0) {
            declaration = b == '?';
            elements |= b != '?';
            maybeRow = true;
        }
        if (declaration && tagAt >= 1 && tagAt <= 4 && b != "?xml ".charAt(tagAt)) {
            return false;
        }
        if (maybeRow && tagAt <= 3) {
            maybeRow = tagAt == 3 ? isBlank(b) || b == '>' : b == "row".charAt(tagAt);
            rows += maybeRow && tagAt == 3 ? 1 : 0;
        }
        tagAt++;
        if (b == '>') {
            enter(At.TEXT);
        } else if (isBlank(b)) {
            at = At.BEFORE_NAME;
            nameAt = 0;
            declaresNamespace = true;
        } else if (b == ':') {
            at = declaresNamespace && nameAt == DECLARES_NAMESPACE.length() ? At.TAG : At.BEFORE_NAME;
        } else if (isQuote(b)) {
            quote = b;
            at = At.VALUE;
        } else {
            declaresNamespace &= nameAt < DECLARES_NAMESPACE.length() && b == DECLARES_NAMESPACE.charAt(nameAt);
            nameAt++;
        }
        return true;
    }

    private void enter(At next) {
        at = next;
        piece = 0;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private static boolean isQuote(byte b) {
        return b == '"' || b == '\'';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
