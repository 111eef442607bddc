package learningmanager.upload;

import learningmanager.upload.csv.Column;

/**
 * Where a problem is.
 *
 * @param index of its row in the listing
 * @param wrapped whether the search for it went on from the other end of the file
 */
public record ProblemPlace(int index, ReviewRow row, Column column, boolean wrapped) {}
