package learningmanager.learner;

/** In which order the lines of a "Learners" tab stand. */
public record LearnerOrder(By by, boolean descending) {
    public static final LearnerOrder NEWEST_FIRST = new LearnerOrder(By.ENROLLED, true);

    /** A column. */
    public enum By {
        LEARNER_ID,
        NAME,
        EMAIL,
        RUN,
        ENROLLED,
        HOW
    }
}
