package learningmanager.invitation;

/** Why a learner can't be invited to a run: they hold it already. */
public enum Holding {
    ENROLLED,
    PENDING
}
