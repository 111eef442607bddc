package learningmanager.program;

/** What a program leads to. */
public enum ProgramKind {
    /** A learner is invited to exactly one of its runs. */
    MICROCREDENTIAL,
    /** A learner is invited to as few or as many of its runs as the manager likes, none included. */
    DEGREE
}
