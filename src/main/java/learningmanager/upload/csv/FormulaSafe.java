package learningmanager.upload.csv;

/**
 * Keeps a spreadsheet from taking a cell for a formula (ASVS 5, 1.2.10): an apostrophe goes before what could begin one, and
 * is taken off again when the file comes back.
 */
final class FormulaSafe {
    private FormulaSafe() {}

    static String escape(String cell) {
        return startsFormula(cell, 0) ? "'" + cell : cell;
    }

    static String unescape(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == '\'' && startsFormula(cell, 1) ? cell.substring(1) : cell;
    }

    /** Also after apostrophes, so that a cell which came with one gets it back. */
    private static boolean startsFormula(String cell, int from) {
        int at = from;
        while (at < cell.length() && cell.charAt(at) == '\'') {
            at++;
        }
        return at < cell.length()
                && switch (cell.charAt(at)) {
                    case '=', '+', '-', '@', '\t', '\r', '\n' -> true;
                    default -> false;
                };
    }
}
