package learningmanager.upload;

/** How many problems of one kind a draft has. */
public record ProblemCount(String code, boolean warning, int count) {}
