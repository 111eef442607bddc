package learningmanager.security;

/** What somebody may do (SPEC 2), each granted on what its comment says. */
public enum Permission {
    /** On an organisation: everything in SPEC 3–7, on all its programs. */
    LEARNING_MANAGER,
    /** On a program: everything in SPEC 3–7, on that program alone. */
    PROGRAM_LEARNER_ADMIN,
    /** On an organisation: edits programs, runs and their codes. */
    COURSE_CREATOR,
    /** On the installation: organisations, people, permissions, charges. */
    PLATFORM_ADMINISTRATOR
}
