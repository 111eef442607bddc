package learningmanager.base;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as this product shows them: in UTC, and saying so (SPEC 1). */
public final class UtcTexts {
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern(
                    "EEE d MMM uuuu HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private UtcTexts() {}

    /** 2027-03-01 09:00 UTC */
    public static String brief(Instant at) {
        return SHORT.format(at);
    }

    /** Mon 1 Mar 2027 09:00 UTC */
    public static String spelled(Instant at) {
        return LONG.format(at);
    }

    /** 1 Mar 2027 */
    public static String date(LocalDate date) {
        return DATE.format(date);
    }

    /** Whole days from now until then, rounded down; negative when it is over. */
    public static long daysUntil(Instant at, Instant now) {
        return ChronoUnit.DAYS.between(now, at);
    }
}
