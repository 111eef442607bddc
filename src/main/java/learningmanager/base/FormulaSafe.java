package learningmanager.base;

import java.text.DateFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps a spreadsheet from taking a cell for a formula (ASVS 5, 1.2.10), and from taking a text for a number or a date, which it would
 * write back as another text (0004711 as 4711, 123456789012 as 1.23457E+11, 10-12 as 10-Dec, MAR-2027 as Mar-27, 2027-03-01 09:00:00
 * as 01/03/2027 09:00): an apostrophe goes before what could be one, and is taken off again when the file comes back. So it does within
 * a cell, where a spreadsheet that parts lines elsewhere would have a cell begin: at semicolons in much of Europe, quotes or not.
 */
public final class FormulaSafe {
    /** A spreadsheet knows the months in its person's language. */
    private static final List<String> LANGUAGES =
            List.of("en", "da", "de", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "sv");

    /** In lower case, long and short; with those that spreadsheets know beside the locale's own. */
    private static final Set<String> MONTHS = Stream.concat(
                    LANGUAGES.stream()
                            .map(Locale::of)
                            .map(DateFormatSymbols::new)
                            .flatMap(FormulaSafe::months),
                    Stream.of("mrz", "sept"))
            .collect(Collectors.toUnmodifiableSet());

    private static final String BETWEEN = "[-/.,: ]";

    /** What stands where a month may. */
    private static final String WORD = "(\\p{L}{3,14})\\.?";

    private static final Pattern REWRITTEN = Pattern.compile(
            Stream.of(
                            "0[0-9]+",
                            "[0-9]{12,}",
                            "[0-9]+e[0-9]+",
                            "[0-9]{1,15}(?:" + BETWEEN + "[0-9]{1,15}){1,6}(?: [ap]m?)?",
                            "[0-9]{1,2} [ap]m?",
                            "[0-9]{1,4}" + BETWEEN + "{0,2}" + WORD + "(?:" + BETWEEN + "{0,2}[0-9]{1,4})?",
                            WORD + "(?:" + BETWEEN + "{0,2}[0-9]{1,4}){1,2}",
                            "true|false")
                    .collect(Collectors.joining("|", " *(?:", ") *")),
            Pattern.CASE_INSENSITIVE);

    private static final String FORMULA_FOLLOWS = "(?='*+[=+\\-@＝＋－＠])";
    private static final Pattern FORMULA_INSIDE = Pattern.compile("([;\t|] *+)" + FORMULA_FOLLOWS);
    private static final Pattern ESCAPED_INSIDE = Pattern.compile("([;\t|] *+)'" + FORMULA_FOLLOWS);

    private FormulaSafe() {}

    private static Stream<String> months(DateFormatSymbols symbols) {
        return Stream.of(symbols.getMonths(), symbols.getShortMonths())
                .flatMap(Stream::of)
                .map(month -> month.replace(".", "").toLowerCase(Locale.ROOT))
                .filter(month -> !month.isEmpty());
    }

    public static String escape(String cell) {
        String inside = escapeInside(cell);
        return isTakenForAnother(cell, 0) ? "'" + inside : inside;
    }

    public static String unescape(String cell) {
        // As nearly all of a big file's are.
        return cell.indexOf('\'') < 0 ? cell : unescapeInside(unescapeBeginning(cell));
    }

    /** For a cell that a spreadsheet holds as text, apostrophes and all: only an apostrophe that would be taken off is doubled. */
    public static String kept(String cell) {
        String inside = unescapeInside(cell).equals(cell) ? cell : escapeInside(cell);
        return unescapeBeginning(cell).equals(cell) ? inside : "'" + inside;
    }

    private static String unescapeBeginning(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == '\'' && isTakenForAnother(cell, 1) ? cell.substring(1) : cell;
    }

    private static String escapeInside(String cell) {
        return FORMULA_INSIDE.matcher(cell).replaceAll("$1'");
    }

    private static String unescapeInside(String cell) {
        return ESCAPED_INSIDE.matcher(cell).replaceAll("$1");
    }

    /** Also after apostrophes, so that a cell which came with one gets it back. */
    private static boolean isTakenForAnother(String cell, int from) {
        int at = from;
        while (at < cell.length() && cell.charAt(at) == '\'') {
            at++;
        }
        return at < cell.length()
                && switch (cell.charAt(at)) {
                    // Full-width signs, too, begin a formula in East Asian settings (OWASP, CSV injection).
                    case '=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠' -> true;
                    default -> isRewritten(REWRITTEN.matcher(cell).region(at, cell.length()));
                };
    }

    private static boolean isRewritten(Matcher cell) {
        return cell.matches() && isMonth(cell, 1) && isMonth(cell, 2);
    }

    private static boolean isMonth(Matcher cell, int group) {
        String word = cell.group(group);
        return word == null || MONTHS.contains(word.toLowerCase(Locale.ROOT));
    }
}
