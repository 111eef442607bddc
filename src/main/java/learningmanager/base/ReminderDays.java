package learningmanager.base;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How many days before expiry learners who have not answered are reminded (SPEC 6).
 *
 * @param days each once, the most first; none: never
 */
public record ReminderDays(List<Integer> days) {
    /** More would be pestering. */
    public static final int MOST = 5;

    public static final int FURTHEST = 60;
    public static final ReminderDays NEVER = new ReminderDays(List.of());

    private static final Pattern BETWEEN = Pattern.compile("[\\s,;]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    public ReminderDays {
        days = new TreeSet<>(days).descendingSet().stream().toList();
        if (days.size() > MOST || days.stream().anyMatch(ReminderDays::isOutside)) {
            throw new IllegalArgumentException("Not days of reminders: " + days);
        }
    }

    /**
     * Reads numbers apart by commas, semicolons or blanks, in any order; the same one twice is one. Nothing at all is
     * {@link #NEVER}. Refusals: {@code reminder-days.number} (what is none), {@code reminder-days.outside} (the number, the least, the
     * most), {@code reminder-days.too-many} (the limit).
     */
    public static Parsed<ReminderDays> parse(String text) {
        List<Integer> days = new ArrayList<>();
        for (String part : BETWEEN.split(Cells.strip(text))) {
            if (part.isEmpty()) {
                continue;
            }
            if (!NUMBER.matcher(part).matches()) {
                return Parsed.wrong("reminder-days.number", part);
            }
            BigInteger number = new BigInteger(part);
            if (number.bitLength() >= Integer.SIZE || isOutside(number.intValue())) {
                return Parsed.wrong("reminder-days.outside", part, "1", String.valueOf(FURTHEST));
            }
            days.add(number.intValue());
        }
        return days.stream().distinct().count() > MOST
                ? Parsed.wrong("reminder-days.too-many", String.valueOf(MOST))
                : Parsed.right(new ReminderDays(days));
    }

    private static boolean isOutside(int days) {
        return days < 1 || days > FURTHEST;
    }

    /** The nearest to the expiry first. */
    public List<Integer> nearestFirst() {
        return days.stream().sorted(Comparator.naturalOrder()).toList();
    }

    /** As it is written and read: 7, 1 */
    @Override
    public String toString() {
        return days.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
