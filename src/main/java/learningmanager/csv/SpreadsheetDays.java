package learningmanager.csv;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** How spreadsheets count days, with the time of day as a fraction. */
public final class SpreadsheetDays {
    /** Serial 61 is 1900-03-01; a 29 February 1900 before it, which never was, is counted (ECMA-376 part 1, 18.17.4.1). */
    public static final LocalDate DAY_0 = LocalDate.of(1899, 12, 30);

    static final LocalDate DAY_0_OF_1904 = LocalDate.of(1904, 1, 1);

    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

    private SpreadsheetDays() {}

    /**
     * To the nearest second.
     *
     * @throws ArithmeticException for more seconds than a long holds
     * @throws java.time.DateTimeException for more days than there are
     */
    public static LocalDateTime after(LocalDate dayZero, BigDecimal days) {
        return dayZero.atStartOfDay()
                .plusSeconds(days.multiply(SECONDS_A_DAY)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact());
    }
}
