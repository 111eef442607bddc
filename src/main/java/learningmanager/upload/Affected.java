package learningmanager.upload;

import java.util.Map;
import learningmanager.upload.csv.Column;

/**
 * Which rows of a draft something is done to at once. What is few leads: H2 would go through the whole file for a condition on the row
 * numbers.
 *
 * @param from what gives the rows as {@code r}; {@code :upload} is the draft
 */
record Affected(String from, String condition, Map<String, ?> parameters) {
    static final String AMBIGUOUS_DATE = "expiry.ambiguous";

    private static final String ROWS = "upload_row r";

    // Joined from the left, as in RowComparison: H2 would otherwise begin with the file.
    private static final String ROWS_WITH_PROBLEM = """
            (select distinct row_no from upload_problem where upload_no = :upload and %s) p
            left join upload_row r on r.upload_no = :upload and r.row_no = p.row_no""";

    static Affected row(int rowNo) {
        return new Affected(ROWS, "r.row_no = :row", Map.of("row", rowNo));
    }

    static Affected rowsWithErrors() {
        return new Affected(ROWS, "r.errors = 1", Map.of());
    }

    /** Those with an error of their own: not one that is there only beside another row or another learner. */
    static Affected rowsWrongByThemselves() {
        return new Affected(
                ROWS_WITH_PROBLEM.formatted("warning = false and left_out = false and code not in (:comparisons)"),
                "true",
                Map.of("comparisons", RowComparisons.CODES));
    }

    /**
     * Those with the same text in the column, and something wrong with it by itself. What is wrong only beside another row or another
     * learner may be right here.
     */
    static Affected sameProblem(Column column, String text) {
        return new Affected(
                ROWS_WITH_PROBLEM.formatted(
                        "column_name = :column and left_out = false and code not in (:comparisons)"),
                "r.%s = :same".formatted(column.heading()),
                Map.of("same", text, "column", column.name(), "comparisons", RowComparisons.CODES));
    }

    /** Those with a problem of this kind in the column for which there is a suggestion. */
    static Affected suggested(String kind, Column column) {
        return new Affected(
                ROWS_WITH_PROBLEM.formatted(
                        "code = :kind and column_name = :column and suggestion is not null and left_out = false"),
                "true",
                Map.of("kind", kind, "column", column.name()));
    }

    static Affected ambiguousDates() {
        return new Affected(
                ROWS_WITH_PROBLEM.formatted("code = '" + AMBIGUOUS_DATE + "' and left_out = false"), "true", Map.of());
    }

    /** The statement that selects something of those that are not left out. */
    String select(String what) {
        return "select " + what + " from " + from + " where r.upload_no = :upload and r.left_out = 0 and " + condition;
    }
}
