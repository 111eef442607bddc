package learningmanager.upload;

import java.util.Optional;
import learningmanager.base.Refusal;
import learningmanager.upload.csv.Column;

/**
 * Something wrong with one cell of an upload, or with a line of a refused file.
 *
 * @param column none where it is about the line or the file as such
 * @param warning whether it does not block
 */
public record RowProblem(int rowNo, int line, Optional<Column> column, boolean warning, Refusal refusal) {}
