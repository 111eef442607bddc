package learningmanager.invitation;

import learningmanager.base.EmailAddress;
import learningmanager.base.Refusal;

/** What came of correcting an invitation's e-mail address. */
public sealed interface EmailCorrection {
    /** The link sent before is worthless; a mail with another one is queued to the new address. */
    record Corrected(EmailAddress email) implements EmailCorrection {}

    /** It was decided, or has expired, before. */
    record NotPending(RunStatus status) implements EmailCorrection {}

    /** Nothing was done; why. */
    record Refused(Refusal refusal) implements EmailCorrection {}
}
