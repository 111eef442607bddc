package learningmanager.audit;

/** What an event of the audit log is about; its ID is that of a row of the table of this name. */
public enum AuditSubject {
    INVITATION,
    ENROLMENT,
    UPLOAD,
    PROGRAM,
    PROGRAM_RUN,
    ORGANISATION,
    ACCOUNT,
    LEARNER
}
