package learningmanager.upload;

/**
 * Dates that can be read in two ways, asked about once per file.
 *
 * @param rows that have one
 * @param example one of them as it came
 * @param dayFirst what it means if the day comes first
 * @param monthFirst what it means if the month does
 */
public record DateQuestion(int rows, String example, String dayFirst, String monthFirst) {
    /** What comes first in a date. */
    public enum Order {
        DAY_FIRST,
        MONTH_FIRST
    }
}
