package learningmanager.upload.csv;

/** Whether a problem keeps a file from being sent. */
public enum Severity {
    ERROR,
    WARNING
}
