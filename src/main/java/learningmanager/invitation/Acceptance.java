package learningmanager.invitation;

/** What came of accepting. */
public sealed interface Acceptance {
    /** Enrolled on all runs that were pending; the learner ID is tied to the account. */
    record Accepted(Offer.Details details) implements Acceptance {}

    /** Nothing was changed: the invitation stands otherwise than the page said, and this is how. */
    record NotOpen(Offer offer) implements Acceptance {}
}
