package learningmanager.mail;

/** How far a message is on its way to its recipient's mail server. */
public enum DeliveryStatus {
    /** Waits for its turn, for the mail server, or for its next attempt. */
    QUEUED,
    /** Waits until somebody lets it go on. */
    HELD,
    /** Taken over by the mail server. */
    SENT,
    /** Refused for good, or given up after three days. */
    FAILED,
    /** Never to be sent: what it was about is over. */
    DROPPED,
    /** Taken over by the mail server, and then sent back. */
    BOUNCED
}
