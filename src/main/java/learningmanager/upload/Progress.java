package learningmanager.upload;

/**
 * How far a check has come.
 *
 * @param waiting for other checks to end
 * @param share of the file, from 0 to 1
 */
public record Progress(boolean waiting, double share, int rows) {}
