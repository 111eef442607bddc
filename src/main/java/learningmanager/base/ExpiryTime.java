package learningmanager.base;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Until when an invitation holds, to the second, in UTC.
 *
 * @param at the first instant at which it has expired
 */
public record ExpiryTime(Instant at) {
    /** How far ahead an invitation may expire (SPEC 5, row errors). */
    public static final Period FURTHEST = Period.ofYears(5);

    /** What a form starts with, and how long a link made for sharing holds (SPEC 4). */
    public static final Duration USUAL = Duration.ofDays(28);

    private static final Duration SOON = Duration.ofHours(24);

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final String SHAPE = "0000-00-00 00:00:00";

    public ExpiryTime {
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * Reads {@code YYYY-MM-DD HH:MM:SS}, UTC. Refusals: {@code expiry.missing}, {@code expiry.format} (the value),
     * {@code expiry.no-such-date} (the value), {@code expiry.past} (the value), {@code expiry.too-far} (the value, the last
     * time allowed).
     */
    public static Parsed<ExpiryTime> parse(String text, Instant now) {
        String stripped = Cells.strip(text);
        if (stripped.isEmpty()) {
            return Parsed.wrong("expiry.missing");
        }
        if (!hasShape(stripped)) {
            return Parsed.wrong("expiry.format", stripped);
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    number(stripped, 0, 4),
                    number(stripped, 5, 7),
                    number(stripped, 8, 10),
                    number(stripped, 11, 13),
                    number(stripped, 14, 16),
                    number(stripped, 17, 19));
            return of(time.toInstant(ZoneOffset.UTC), now);
        } catch (DateTimeException noSuchDate) {
            return Parsed.wrong("expiry.no-such-date", stripped);
        }
    }

    // By hand: a million of these are read in one upload.
    private static boolean hasShape(String text) {
        if (text.length() != SHAPE.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char wanted = SHAPE.charAt(i);
            if (wanted == '0' ? c < '0' || c > '9' : c != wanted) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /** The time where it may be an expiry time now. Refusals: {@code expiry.past}, {@code expiry.too-far}. */
    public static Parsed<ExpiryTime> of(Instant at, Instant now) {
        ExpiryTime expiry = new ExpiryTime(at);
        return expiry.refusal(now).<Parsed<ExpiryTime>>map(Parsed.Wrong::new).orElseGet(() -> Parsed.right(expiry));
    }

    /** Why this may no longer be given to a new invitation. */
    public Optional<Refusal> refusal(Instant now) {
        Instant furthest = furthest(now);
        if (!at.isAfter(now)) {
            return Optional.of(Refusal.of("expiry.past", toString()));
        }
        if (at.isAfter(furthest)) {
            return Optional.of(Refusal.of("expiry.too-far", toString(), new ExpiryTime(furthest).toString()));
        }
        return Optional.empty();
    }

    /** What to look at again, though it may be given: {@code expiry.soon} (the value). */
    public Optional<Refusal> warning(Instant now) {
        return at.isAfter(now) && at.isBefore(now.plus(SOON))
                ? Optional.of(Refusal.of("expiry.soon", toString()))
                : Optional.empty();
    }

    /** The last expiry time that is allowed now. */
    public static Instant furthest(Instant now) {
        return now.atOffset(ZoneOffset.UTC).plus(FURTHEST).toInstant();
    }

    /** As a file writes it: {@code YYYY-MM-DD HH:MM:SS}, UTC. */
    @Override
    public String toString() {
        return FORMAT.format(at.atOffset(ZoneOffset.UTC));
    }
}
