package learningmanager.upload;

/** How far the sending of a draft has come. */
public enum SendingStep {
    /** Other drafts are being sent. */
    WAITING,
    CHECKING_AGAIN,
    INVITING,
    QUEUEING_MAILS;

    /** What is done when this step begins, from 0 to 1. */
    public double share() {
        return (double) ordinal() / values().length;
    }
}
