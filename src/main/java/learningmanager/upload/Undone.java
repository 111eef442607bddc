package learningmanager.upload;

import java.util.Optional;
import learningmanager.upload.csv.Column;

/**
 * What "Undo" took back.
 *
 * @param row the first one, as it is now
 * @param column whose text is as it was before; none where rows had been left out
 */
public record Undone(ReviewRow row, Optional<Column> column) {}
