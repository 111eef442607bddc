package learningmanager.invitation;

/** In which order the lines of an "Invitations" tab stand. */
public record InvitationOrder(By by, boolean descending) {
    public static final InvitationOrder NEWEST_FIRST = new InvitationOrder(By.SENT, true);

    /** A column. */
    public enum By {
        LEARNER_ID,
        EMAIL,
        /** By its name. */
        RUN,
        SENT,
        EXPIRES,
        STATUS,
        DELIVERY
    }
}
