package learningmanager.learner;

/** The fields of the forms about charges that can be refused. */
public enum ChargeField {
    ORGANISATION,
    PROGRAM,
    AMOUNT,
    CURRENCY,
    VALID_FROM,
    REASON
}
