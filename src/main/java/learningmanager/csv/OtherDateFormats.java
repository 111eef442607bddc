package learningmanager.csv;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates as spreadsheets and other programs write them, to tell the value to write instead. None of them is taken as it is: a
 * file says what it means.
 */
public final class OtherDateFormats {
    private static final Pattern SERIAL_NUMBER = Pattern.compile("[3-7]\\d{4}([.,]\\d+)?");
    private static final int LONGEST = 60;

    /** Of years of two digits: no file is about learners of the century before. */
    private static final int CENTURY = 2000;

    /** Spreadsheets write two digits after a day and a month's name (30-Jun-28); among digits they may be a day. */
    private static final String YEAR = "(?<year>\\d{4}|\\d{2})";

    private static final List<String> MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");

    private final Pattern yearFirst;
    private final Pattern yearLast;
    private final List<Pattern> named;

    /**
     * A date as it can be understood; whether there is such a day is still to be seen.
     *
     * @param written with the group {@code year}, and those of what follows the date
     */
    public record Reading(Matcher written, int month, int day) {
        public int year() {
            int year = number(written, "year");
            return written.group("year").length() == 2 ? CENTURY + year : year;
        }
    }

    /** @param more a pattern of what may follow the date, with groups of its own */
    public OtherDateFormats(String more) {
        yearFirst = Pattern.compile("(?<year>\\d{4})([-/.])(?<month>\\d{1,2})\\2(?<day>\\d{1,2})\\.?" + more);
        yearLast = Pattern.compile("(?<one>\\d{1,2})(?<sign>[-/.])(?<two>\\d{1,2})\\2(?<year>\\d{4})" + more);
        named = List.of(
                Pattern.compile("(?<day>\\d{1,2})[. -]+(?<name>[A-Za-z]{3,9})[., -]+" + YEAR + more),
                Pattern.compile("(?<name>[A-Za-z]{3,9})[. -]+(?<day>\\d{1,2}),? +" + YEAR + more));
    }

    /** How the text can be read: in no way, in one, or in two, of which the first has the day before the month. */
    public List<Reading> readings(String text) {
        if (text.length() > LONGEST) {
            return List.of();
        }
        Matcher date = yearFirst.matcher(text);
        if (date.matches()) {
            return List.of(new Reading(date, number(date, "month"), number(date, "day")));
        }
        date = yearLast.matcher(text);
        if (date.matches()) {
            return dayOrMonthFirst(date);
        }
        for (Pattern pattern : named) {
            date = pattern.matcher(text);
            if (date.matches()) {
                int month = month(date.group("name"));
                return month == 0 ? List.of() : List.of(new Reading(date, month, number(date, "day")));
            }
        }
        return List.of();
    }

    private static List<Reading> dayOrMonthFirst(Matcher date) {
        int one = number(date, "one");
        int two = number(date, "two");
        Reading dayFirst = new Reading(date, two, one);
        Reading monthFirst = new Reading(date, one, two);
        // With dots the day comes first wherever dots are in use.
        if (one > 12 || one == two || date.group("sign").equals(".")) {
            return List.of(dayFirst);
        }
        return two > 12 ? List.of(monthFirst) : List.of(dayFirst, monthFirst);
    }

    /** Whether it is how a spreadsheet counts days. */
    public static boolean isSerialNumber(String text) {
        return SERIAL_NUMBER.matcher(text).matches();
    }

    /** Whether a spreadsheet saved it from a column that was too narrow; empty is too. */
    public static boolean isHashes(String text) {
        return text.chars().allMatch(c -> c == '#');
    }

    private static int month(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        if (wanted.equals("sept")) {
            return 9;
        }
        for (int i = 0; i < MONTHS.size(); i++) {
            if (MONTHS.get(i).equals(wanted) || MONTHS.get(i).substring(0, 3).equals(wanted)) {
                return i + 1;
            }
        }
        return 0;
    }

    private static int number(Matcher date, String group) {
        return Integer.parseInt(date.group(group));
    }
}
