package learningmanager.upload;

/**
 * What a reupload did to the errors of the file before it.
 *
 * @param fixed are gone
 * @param still are there as before
 * @param fresh were not there before
 */
public record FileComparison(int fixed, int still, int fresh) {}
