package learningmanager.audit;

/** What was done. */
public enum AuditAction {
    /**
     * To the address that the event says it became, by a link handed over where there is none; and to the runs that it names, where
     * there are several. Of one learner alone: see ADR 9.
     */
    INVITED(AuditSubject.INVITATION),
    /** A link handed over was made to hold for one more run. */
    RUN_ADDED(AuditSubject.INVITATION),
    ACCEPTED(AuditSubject.INVITATION),
    DECLINED(AuditSubject.INVITATION),
    CANCELED(AuditSubject.INVITATION),
    /** Its mail was queued once more. */
    RESENT(AuditSubject.INVITATION),
    /** By the system, as many days before expiry as the event says it became. */
    REMINDED(AuditSubject.INVITATION),
    /** From one expiry time to a later one, each {@code YYYY-MM-DD HH:MM:SS}, UTC. */
    EXTENDED(AuditSubject.INVITATION),
    EMAIL_CORRECTED(AuditSubject.INVITATION),
    /** The learner asked the managers for a new link. */
    NEW_LINK_ASKED(AuditSubject.INVITATION),
    /** A manager took that request off the list. */
    NEW_LINK_DISMISSED(AuditSubject.INVITATION),
    ENROLLED(AuditSubject.ENROLMENT),
    /** All invitations of a file; the event says how many became of it. */
    UPLOAD_SENT(AuditSubject.UPLOAD),
    /** All that was pending of a file; the event says how many became canceled. */
    UPLOAD_CANCELED(AuditSubject.UPLOAD),
    /** The mails of a file that were queued are held back; the event says how many. */
    UPLOAD_STOPPED(AuditSubject.UPLOAD),
    /** They go on; the event says how many. */
    UPLOAD_GOES_ON(AuditSubject.UPLOAD),
    PROGRAM_ADDED(AuditSubject.PROGRAM),
    PROGRAM_CHANGED(AuditSubject.PROGRAM),
    PROGRAM_ARCHIVED(AuditSubject.PROGRAM),
    PROGRAM_BROUGHT_BACK(AuditSubject.PROGRAM),
    RUN_ADDED_TO_PROGRAM(AuditSubject.PROGRAM_RUN),
    RUN_CHANGED(AuditSubject.PROGRAM_RUN),
    RUN_ARCHIVED(AuditSubject.PROGRAM_RUN),
    RUN_BROUGHT_BACK(AuditSubject.PROGRAM_RUN),
    ORGANISATION_ADDED(AuditSubject.ORGANISATION),
    ORGANISATION_CHANGED(AuditSubject.ORGANISATION),
    /** Of an organisation; became a dash where it was taken away. */
    LOGO_CHANGED(AuditSubject.ORGANISATION),
    /** An administrator made an account for somebody. */
    PERSON_INVITED(AuditSubject.ACCOUNT),
    /** By its person, who is known by it since. */
    ACCOUNT_MADE(AuditSubject.ACCOUNT),
    NAME_CHANGED(AuditSubject.ACCOUNT),
    PERMISSION_GIVEN(AuditSubject.ACCOUNT),
    PERMISSION_WITHDRAWN(AuditSubject.ACCOUNT),
    PASSWORD_CHANGED(AuditSubject.ACCOUNT),
    EMAIL_CHANGED(AuditSubject.ACCOUNT),
    /** All sessions of an account were ended. */
    SIGNED_OUT_EVERYWHERE(AuditSubject.ACCOUNT),
    /** By its person; the event says which permissions there were. */
    ACCOUNT_DELETED(AuditSubject.ACCOUNT),
    /** What an organisation pays for an enrolment from a day on. */
    RATE_SET(AuditSubject.ORGANISATION),
    CHARGE_CORRECTED(AuditSubject.PROGRAM),
    /** A learner ID was freed from the account that it was tied to. */
    LEARNER_UNLINKED(AuditSubject.LEARNER);

    private final AuditSubject subject;

    AuditAction(AuditSubject subject) {
        this.subject = subject;
    }

    public AuditSubject subject() {
        return subject;
    }
}
