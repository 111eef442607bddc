package learningmanager.base;

import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from taking a cell for a formula (ASVS 5, 1.2.10), and from taking an ID or a code for a number or a date, which
 * it would write back as another text (0004711 as 4711, 123456789012 as 1.23457E+11, 10-12 as 10-Dec): an apostrophe goes before what
 * could be one, and is taken off again when the file comes back.
 */
public final class FormulaSafe {
    private static final Pattern REWRITTEN =
            Pattern.compile("0[0-9]+|[0-9]{12,}|[0-9]+[Ee][0-9]+|[0-9]{1,15}(?:[-/.,:][0-9]{1,15}){1,3}");

    private FormulaSafe() {}

    public static String escape(String cell) {
        return isTakenForAnother(cell, 0) ? "'" + cell : cell;
    }

    public static String unescape(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == '\'' && isTakenForAnother(cell, 1) ? cell.substring(1) : cell;
    }

    /** For a cell that a spreadsheet holds as text, apostrophes and all: only an apostrophe that would be taken off is doubled. */
    public static String kept(String cell) {
        return unescape(cell).equals(cell) ? cell : "'" + cell;
    }

    /** Also after apostrophes, so that a cell which came with one gets it back. */
    private static boolean isTakenForAnother(String cell, int from) {
        int at = from;
        while (at < cell.length() && cell.charAt(at) == '\'') {
            at++;
        }
        return at < cell.length()
                && switch (cell.charAt(at)) {
                    case '=', '+', '-', '@', '\t', '\r', '\n' -> true;
                    case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                        REWRITTEN.matcher(cell).region(at, cell.length()).matches();
                    default -> false;
                };
    }
}
