package learningmanager.csv;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.reader.Cell;

/**
 * A workbook's cells as text: what a cell shows, but for what would be lost by that. Numbers come with all their digits however
 * narrow the column is, and dates, which a workbook holds as dates beyond doubt, as {@code expiry_time} is written. A workbook
 * keeps fifteen digits of a number; of a longer one it has lost the rest, and it comes as 1.23E+15 for that to be told.
 */
final class WorkbookCells {
    private static final MathContext FIFTEEN_DIGITS = new MathContext(15);
    private static final BigDecimal LOST_DIGITS = BigDecimal.TEN.pow(15);

    /** A workbook's numbers go from 1E-308 to 1E+308; one beyond would have as many digits when written out. */
    private static final int MOST_PLACES = 308;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter DATE_AND_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final LocalDate dayZero;
    private final Map<String, NumberFormat> formats = new HashMap<>();

    WorkbookCells(boolean date1904) {
        dayZero = date1904 ? SpreadsheetDays.DAY_0_OF_1904 : SpreadsheetDays.DAY_0;
    }

    String text(Cell cell) {
        return switch (cell.getValue()) {
            case null -> "";
            case BigDecimal number -> number(number, format(cell));
            case Boolean truth -> truth ? "TRUE" : "FALSE";
            case Object text -> text.toString();
        };
    }

    private NumberFormat format(Cell cell) {
        Integer id = cell.getDataFormatId();
        if (id == null) {
            return NumberFormat.GENERAL;
        }
        String code = Optional.ofNullable(cell.getDataFormatString()).orElse("");
        return formats.computeIfAbsent(id + " " + code, key -> NumberFormat.of(id, code));
    }

    private String number(BigDecimal number, NumberFormat format) {
        BigDecimal exact = number.round(FIFTEEN_DIGITS);
        if (Math.abs((long) exact.precision() - exact.scale()) > MOST_PLACES) {
            return exact.signum() == 0 ? "0" : exact.toString();
        }
        return switch (format) {
            case NumberFormat.Date(boolean withTime) -> date(exact, withTime).orElseGet(() -> plain(exact));
            case NumberFormat.Digits digits when isWhole(exact) -> digits.of(plain(exact));
            case NumberFormat.Digits other -> plain(exact);
            case NumberFormat.General() -> plain(exact);
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() >= 0 && number.stripTrailingZeros().scale() <= 0 && number.compareTo(LOST_DIGITS) < 0;
    }

    private static String plain(BigDecimal number) {
        if (number.abs().compareTo(LOST_DIGITS) >= 0) {
            BigDecimal shown = number.round(new MathContext(3)).stripTrailingZeros();
            return "%s%sE+%d"
                    .formatted(
                            shown.signum() < 0 ? "-" : "",
                            new BigDecimal(shown.unscaledValue().abs(), shown.precision() - 1),
                            shown.precision() - shown.scale() - 1);
        }
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Without a time of day where the cell shows none and has none: midnight was not what anybody meant. */
    private Optional<String> date(BigDecimal serial, boolean withTime) {
        try {
            LocalDateTime at = SpreadsheetDays.after(dayZero, serial);
            boolean midnight = at.toLocalTime().equals(LocalTime.MIDNIGHT);
            return Optional.of((withTime || !midnight ? DATE_AND_TIME : DATE).format(at));
        } catch (DateTimeException | ArithmeticException noDate) {
            return Optional.empty();
        }
    }
}
