package learningmanager.upload.csv;

import java.util.Optional;
import learningmanager.base.Refusal;
import learningmanager.csv.Severity;

/**
 * Something wrong with a row.
 *
 * @param column the cell that it is about, none where it is about the row
 */
public record Problem(Optional<Column> column, Severity severity, Refusal refusal) {
    static Problem error(Column column, Refusal refusal) {
        return new Problem(Optional.of(column), Severity.ERROR, refusal);
    }

    static Problem warning(Column column, Refusal refusal) {
        return new Problem(Optional.of(column), Severity.WARNING, refusal);
    }
}
