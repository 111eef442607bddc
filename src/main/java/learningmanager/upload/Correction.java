package learningmanager.upload;

/**
 * What came of correcting a cell.
 *
 * @param row as it is now
 * @param same how many other rows still have the text that was wrong, in the same column
 * @param before the text that was there
 */
public record Correction(ReviewRow row, int same, String before) {}
