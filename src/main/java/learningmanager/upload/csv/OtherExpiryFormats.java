package learningmanager.upload.csv;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import learningmanager.base.Cells;
import learningmanager.base.ExpiryTime;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.csv.OtherDateFormats;
import learningmanager.csv.OtherDateFormats.Reading;
import learningmanager.csv.SpreadsheetDays;

/**
 * Reads expiry times as spreadsheets and other programs write them, to tell the value to write instead. None of them is taken
 * as it is: a file says what it means.
 */
final class OtherExpiryFormats {
    private static final String TIME =
            "(?:(?:[ T]|, ?| at )(?<hour>\\d{1,2})[:.](?<minute>\\d{2})(?:[:.](?<second>\\d{2})(?:[.,]\\d+)?)?"
                    + " ?(?<half>[AaPp]\\.?[Mm]\\.?)?"
                    + " ?(?<zone>Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?";
    private static final OtherDateFormats DATES = new OtherDateFormats(TIME);
    private static final int LONGEST = 60;
    private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

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
        if (OtherDateFormats.isHashes(value)) {
            return Refusal.of("expiry.spreadsheet-hashes", value);
        }
        if (OtherDateFormats.isSerialNumber(value)) {
            return ofSerialNumber(Refusal.of("expiry.spreadsheet-number", value), value, now);
        }
        try {
            return understood(format, value, now).orElse(format);
        } catch (DateTimeException noSuchDate) {
            return Refusal.of("expiry.no-such-date", value);
        }
    }

    /** Counted from 1900, as nearly all workbooks are; a whole number is a day, until whose end it holds. */
    private static Refusal ofSerialNumber(Refusal refusal, String value, Instant now) {
        BigDecimal days = new BigDecimal(value.replace(',', '.'));
        LocalDateTime at = SpreadsheetDays.after(SpreadsheetDays.DAY_0, days);
        boolean withoutTime = days.stripTrailingZeros().scale() <= 0;
        LocalDateTime meant = withoutTime ? at.with(LAST_MINUTE) : at;
        ExpiryTime expiry = new ExpiryTime(meant.toInstant(ZoneOffset.UTC));
        return expiry.refusal(now).isPresent() ? refusal : refusal.suggesting(expiry.toString());
    }

    private static Optional<Refusal> understood(Refusal format, String value, Instant now) {
        List<Reading> readings = DATES.readings(value);
        return switch (readings.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(suggesting(format, readings.getFirst(), now));
            default -> Optional.of(dayOrMonthFirst(format, readings.getFirst(), readings.getLast(), now));
        };
    }

    private static Refusal dayOrMonthFirst(Refusal format, Reading dayFirst, Reading monthFirst, Instant now) {
        Refusal asDayFirst = suggesting(format, dayFirst, now);
        Refusal asMonthFirst = suggesting(format, monthFirst, now);
        if (asDayFirst.suggestion().isEmpty() && asMonthFirst.suggestion().isEmpty()) {
            // In the past, or too far ahead, either way: which way need not be asked.
            return asDayFirst;
        }
        return Refusal.of("expiry.ambiguous", dayFirst.written().group(), written(dayFirst), written(monthFirst));
    }

    private static Refusal suggesting(Refusal format, Reading date, Instant now) {
        Optional<Refusal> notThen = new ExpiryTime(time(date).toInstant(ZoneOffset.UTC)).refusal(now);
        if (notThen.isPresent()) {
            return notThen.get();
        }
        Matcher written = date.written();
        Refusal refusal = written.group("hour") == null ? Refusal.of("expiry.time-missing", written.group()) : format;
        return refusal.suggesting(written(date));
    }

    private static String written(Reading date) {
        return new ExpiryTime(time(date).toInstant(ZoneOffset.UTC)).toString();
    }

    /** In UTC; without a time of day, the last minute of that day. */
    private static LocalDateTime time(Reading date) {
        Matcher written = date.written();
        if (written.group("hour") == null) {
            return LocalDate.of(date.year(), date.month(), date.day()).atTime(LAST_MINUTE);
        }
        int hour = number(written, "hour");
        String half = written.group("half");
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("No such hour: " + hour);
            }
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
        }
        int second = written.group("second") == null ? 0 : number(written, "second");
        LocalDateTime local =
                LocalDateTime.of(date.year(), date.month(), date.day(), hour, number(written, "minute"), second);
        String zone = written.group("zone");
        if (zone == null || Character.isLetter(zone.charAt(0))) {
            return local;
        }
        return local.minusSeconds(ZoneOffset.of(zone).getTotalSeconds());
    }

    private static int number(Matcher date, String group) {
        return Integer.parseInt(date.group(group));
    }
}
