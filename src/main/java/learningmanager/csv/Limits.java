package learningmanager.csv;

/**
 * What bounds a file, so that a wrong one costs neither heap nor hours.
 *
 * @param bytes of the file
 * @param rows of data
 * @param cellLength characters in a cell
 * @param columns in the heading line
 * @param workbookExpansion how many times its size a workbook may unpack to, unless that is little
 * @param fileProblems kept with their text; all are counted
 */
public record Limits(long bytes, int rows, int cellLength, int columns, int workbookExpansion, int fileProblems) {
    public static Limits defaults() {
        return new Limits(200L << 20, 1_000_000, 2_000, 50, 50, 100);
    }
}
