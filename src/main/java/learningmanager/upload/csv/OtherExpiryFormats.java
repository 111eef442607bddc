package learningmanager.upload.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import learningmanager.base.Cells;
import learningmanager.base.ExpiryTime;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;

/**
 * Reads expiry times as spreadsheets and other programs write them, to tell the value to write instead. None of them is taken
 * as it is: a file says what it means.
 */
final class OtherExpiryFormats {
    private static final String TIME =
            "(?:(?:[ T]|, ?| at )(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.](?<second>\\d{2})(?:[.,]\\d+)?)?"
                    + " ?(?<half>[AaPp]\\.?[Mm]\\.?)?"
                    + " ?(?<zone>Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?";
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<year>\\d{4})([-/.])(?<month>\\d{1,2})\\2(?<day>\\d{1,2})\\.?" + TIME);
    private static final Pattern YEAR_LAST =
            Pattern.compile("(?<one>\\d{1,2})(?<sign>[-/.])(?<two>\\d{1,2})\\2(?<year>\\d{4})" + TIME);
    private static final Pattern DAY_AND_NAME =
            Pattern.compile("(?<day>\\d{1,2})[. -]+(?<name>[A-Za-z]{3,9})[., -]+(?<year>\\d{4})" + TIME);
    private static final Pattern NAME_AND_DAY =
            Pattern.compile("(?<name>[A-Za-z]{3,9})[. -]+(?<day>\\d{1,2}),? +(?<year>\\d{4})" + TIME);
    private static final Pattern SERIAL_NUMBER = Pattern.compile("[3-7]\\d{4}([.,]\\d+)?");
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
    private static final int LONGEST = 60;

    private OtherExpiryFormats() {}

    /**
     * As {@link ExpiryTime#parse}, with what to write instead where that is certain. Further refusals:
     * {@code expiry.time-missing} (the value), {@code expiry.ambiguous} (the value, both readings),
     * {@code expiry.spreadsheet-number} (the value), {@code expiry.spreadsheet-hashes} (the value).
     */
    static Parsed<ExpiryTime> parse(String text, Instant now) {
        Parsed<ExpiryTime> parsed = ExpiryTime.parse(text, now);
        if (parsed instanceof Parsed.Wrong<ExpiryTime>(Refusal refusal)
                && refusal.code().equals("expiry.format")) {
            return new Parsed.Wrong<>(better(refusal, Cells.strip(text), now));
        }
        return parsed;
    }

    private static Refusal better(Refusal format, String value, Instant now) {
        if (value.length() > LONGEST) {
            return format;
        }
        if (value.chars().allMatch(c -> c == '#')) {
            return Refusal.of("expiry.spreadsheet-hashes", value);
        }
        if (SERIAL_NUMBER.matcher(value).matches()) {
            return Refusal.of("expiry.spreadsheet-number", value);
        }
        try {
            return understood(format, value, now).orElse(format);
        } catch (DateTimeException noSuchDate) {
            return Refusal.of("expiry.no-such-date", value);
        }
    }

    private static Optional<Refusal> understood(Refusal format, String value, Instant now) {
        Matcher yearFirst = YEAR_FIRST.matcher(value);
        if (yearFirst.matches()) {
            return Optional.of(
                    suggesting(format, yearFirst, number(yearFirst, "month"), number(yearFirst, "day"), now));
        }
        Matcher yearLast = YEAR_LAST.matcher(value);
        if (yearLast.matches()) {
            return Optional.of(dayOrMonthFirst(format, yearLast, now));
        }
        for (Pattern named : List.of(DAY_AND_NAME, NAME_AND_DAY)) {
            Matcher matcher = named.matcher(value);
            if (matcher.matches()) {
                int month = month(matcher.group("name"));
                return month == 0
                        ? Optional.empty()
                        : Optional.of(suggesting(format, matcher, month, number(matcher, "day"), now));
            }
        }
        return Optional.empty();
    }

    private static Refusal dayOrMonthFirst(Refusal format, Matcher date, Instant now) {
        int one = number(date, "one");
        int two = number(date, "two");
        // With dots the day comes first wherever dots are in use.
        boolean dayFirst = one > 12 || one == two || date.group("sign").equals(".");
        boolean monthFirst = two > 12;
        if (dayFirst) {
            return suggesting(format, date, two, one, now);
        }
        if (monthFirst) {
            return suggesting(format, date, one, two, now);
        }
        Refusal asDayFirst = suggesting(format, date, two, one, now);
        Refusal asMonthFirst = suggesting(format, date, one, two, now);
        if (asDayFirst.suggestion().isEmpty() && asMonthFirst.suggestion().isEmpty()) {
            // In the past, or too far ahead, either way: which way need not be asked.
            return asDayFirst;
        }
        return Refusal.of("expiry.ambiguous", date.group(), written(date, two, one), written(date, one, two));
    }

    private static Refusal suggesting(Refusal format, Matcher date, int month, int day, Instant now) {
        LocalDateTime time = time(date, month, day);
        Optional<Refusal> notThen = new ExpiryTime(time.toInstant(ZoneOffset.UTC)).refusal(now);
        if (notThen.isPresent()) {
            return notThen.get();
        }
        Refusal refusal = date.group("hour") == null ? Refusal.of("expiry.time-missing", date.group()) : format;
        return refusal.suggesting(written(date, month, day));
    }

    private static String written(Matcher date, int month, int day) {
        return new ExpiryTime(time(date, month, day).toInstant(ZoneOffset.UTC)).toString();
    }

    /** In UTC; without a time of day, the last minute of that day. */
    private static LocalDateTime time(Matcher date, int month, int day) {
        int year = number(date, "year");
        if (date.group("hour") == null) {
            return LocalDateTime.of(year, month, day, 23, 59);
        }
        int hour = number(date, "hour");
        String half = date.group("half");
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("No such hour: " + hour);
            }
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        }
        int second = date.group("second") == null ? 0 : number(date, "second");
        LocalDateTime local = LocalDateTime.of(year, month, day, hour, number(date, "minute"), second);
        String zone = date.group("zone");
        if (zone == null || Character.isLetter(zone.charAt(0))) {
            return local;
        }
        return local.minusSeconds(ZoneOffset.of(zone).getTotalSeconds());
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
