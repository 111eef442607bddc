package learningmanager.base.ui;

import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import learningmanager.base.Cells;

/** A time of day on the 24-hour clock, to the minute, as people write it. */
final class ClockTime {
    /** 9, 09, 930, 0930, 9:30, 09:30, 9.30, 9h30. */
    private static final Pattern WRITTEN =
            Pattern.compile("(?<hour>[0-9]{1,2})(?:\\s*[:.h]\\s*(?<minute>[0-9]{2})|(?<rest>[0-9]{2}))?");

    private static final int HOURS = 24;
    private static final int MINUTES = 60;

    private ClockTime() {}

    /** The time, where there is one that the text must mean: 25:99 and 24:00 are none. */
    static Optional<LocalTime> read(String text) {
        Matcher written = WRITTEN.matcher(Cells.strip(text));
        if (!written.matches()) {
            return Optional.empty();
        }
        int hour = Integer.parseInt(written.group("hour"));
        int minute = Optional.ofNullable(written.group("minute"))
                .or(() -> Optional.ofNullable(written.group("rest")))
                .map(Integer::parseInt)
                .orElse(0);
        return hour < HOURS && minute < MINUTES ? Optional.of(LocalTime.of(hour, minute)) : Optional.empty();
    }
}
