package learningmanager.upload;

/** How many problems the rows of an upload have: errors, rows with at least one, and warnings, which do not block. */
record Findings(int errors, int errorRows, int warnings) {}
