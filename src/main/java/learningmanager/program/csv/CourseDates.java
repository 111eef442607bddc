package learningmanager.program.csv;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.regex.Pattern;
import learningmanager.base.Cells;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.csv.OtherDateFormats;
import learningmanager.csv.OtherDateFormats.Reading;

/** Reads the days on which runs start and end. */
final class CourseDates {
    private static final Pattern FORMAT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final DateTimeFormatter STRICT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    /** A spreadsheet may have put midnight behind a day. */
    private static final OtherDateFormats OTHERS = new OtherDateFormats("(?:[ T]0?0:00(?::00)?)?");

    private CourseDates() {}

    /**
     * A day, written YYYY-MM-DD. Refusals: {@code course.date-missing}; {@code course.date-format} (the value), with what to write
     * instead where that is certain; {@code course.date-ambiguous} (the value, both readings); {@code course.date-spreadsheet} (the
     * value); {@code course.no-such-date} (the value).
     */
    static Parsed<LocalDate> parse(String text) {
        String value = Cells.strip(text);
        if (value.isEmpty()) {
            return Parsed.wrong("course.date-missing");
        }
        if (OtherDateFormats.isHashes(value) || OtherDateFormats.isSerialNumber(value)) {
            return Parsed.wrong("course.date-spreadsheet", value);
        }
        try {
            return FORMAT.matcher(value).matches()
                    ? Parsed.right(LocalDate.parse(value, STRICT))
                    : new Parsed.Wrong<>(another(value));
        } catch (DateTimeException noSuchDate) {
            return Parsed.wrong("course.no-such-date", value);
        }
    }

    private static Refusal another(String value) {
        List<String> readings =
                OTHERS.readings(value).stream().map(CourseDates::written).toList();
        return switch (readings.size()) {
            case 0 -> Refusal.of("course.date-format", value);
            case 1 -> Refusal.of("course.date-format", value).suggesting(readings.getFirst());
            default -> Refusal.of("course.date-ambiguous", value, readings.getFirst(), readings.getLast());
        };
    }

    private static String written(Reading date) {
        return LocalDate.of(date.year(), date.month(), date.day()).toString();
    }
}
