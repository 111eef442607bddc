package learningmanager.learner;

import learningmanager.base.ExternalLearnerId;

/** What came of tying a learner ID to an account. */
public sealed interface Linking {
    /** It is tied, now or before. */
    record Linked() implements Linking {}

    /** The learner ID is somebody else's already. */
    record TiedToAnotherAccount() implements Linking {}

    /** The account has another learner ID at this organisation. */
    record AccountHasAnotherId(ExternalLearnerId externalLearnerId) implements Linking {}
}
