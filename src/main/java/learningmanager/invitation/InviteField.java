package learningmanager.invitation;

/** The fields of the forms, for telling what is wrong at its place. */
public enum InviteField {
    RUNS,
    LEARNER_ID,
    EMAIL,
    EXPIRY
}
