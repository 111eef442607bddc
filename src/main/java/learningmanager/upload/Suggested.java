package learningmanager.upload;

/** What stands in a cell, and what is suggested in its place. */
public record Suggested(String before, String after) {}
