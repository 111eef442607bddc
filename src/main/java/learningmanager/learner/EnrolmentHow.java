package learningmanager.learner;

/** How a learner came onto a run. */
public enum EnrolmentHow {
    /** Accepted an invitation from an e-mail. */
    INVITATION,
    /** Accepted through a link that a manager handed over. */
    LINK,
    /** Enrolled at once by a manager, being linked already. */
    DIRECT
}
