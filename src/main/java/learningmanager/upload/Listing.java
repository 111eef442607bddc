package learningmanager.upload;

import java.util.Arrays;

/**
 * The rows that a filter lets through, so that each place in the list leads to its row: all of them; or, for filters that go
 * through the whole file, how many there are in each block of rows; or the few that were found. As small at a million rows as
 * at ten, so that a window can keep it.
 *
 * @param size how many rows
 * @param more whether there would be more than were looked for
 * @param numbers by the kind of filter: none, the rows in each block, or the row numbers
 */
public record Listing(ReviewFilter filter, int size, boolean more, int... numbers) {
    /** Rows that a search gives at most. */
    public static final int MOST_FOUND = 1_000;

    /** Rows that a search for those with errors goes through at most, so that it takes no longer in a longer file. */
    public static final int MOST_LOOKED_AT = 10_000;

    static Listing all(int rows) {
        return new Listing(ReviewFilter.ALL, rows, false);
    }

    static Listing inBlocks(ReviewFilter filter, int... rowsInBlocks) {
        int size = 0;
        for (int rows : rowsInBlocks) {
            size += rows;
        }
        return new Listing(filter, size, false, rowsInBlocks);
    }

    /** @param more whether there may be others */
    static Listing found(ReviewFilter filter, boolean more, int... rowNumbers) {
        int[] kept = Arrays.copyOf(rowNumbers, Math.min(rowNumbers.length, MOST_FOUND));
        return new Listing(filter, kept.length, more || kept.length < rowNumbers.length, kept);
    }
}
