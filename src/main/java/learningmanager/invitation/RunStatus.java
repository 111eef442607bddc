package learningmanager.invitation;

/** Where an invitation stands for one of its runs. */
public enum RunStatus {
    PENDING,
    ACCEPTED,
    DECLINED,
    CANCELED,
    EXPIRED
}
