package learningmanager.upload;

import java.util.Map;
import learningmanager.upload.csv.Column;

/** Which rows of a draft an edit is about, as a condition on {@code upload_row r}. */
record Affected(String condition, Map<String, ?> parameters) {
    static final String AMBIGUOUS_DATE = "expiry.ambiguous";

    static Affected row(int rowNo) {
        return new Affected("r.row_no = :row", Map.of("row", rowNo));
    }

    static Affected rowsWithErrors() {
        return new Affected("r.errors = 1", Map.of());
    }

    /** Those with the same text in the column, and something wrong with it. */
    static Affected sameProblem(Column column, String text) {
        return new Affected(
                "r.%s = :same and exists (select 1 from upload_problem p where p.upload_no = r.upload_no and p.row_no = r.row_no and p.column_name = :column)"
                        .formatted(column.heading()),
                Map.of("same", text, "column", column.name()));
    }

    static Affected ambiguousDates() {
        return new Affected(
                "r.row_no in (select row_no from upload_problem where upload_no = :upload and code = '%s' and left_out = false)"
                        .formatted(AMBIGUOUS_DATE),
                Map.of());
    }
}
