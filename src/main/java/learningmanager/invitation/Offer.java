package learningmanager.invitation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import learningmanager.base.ExternalLearnerId;

/** What a personal link shows: each outcome has a page of its own that says what happened and what to do. */
public sealed interface Offer {
    /**
     * What the invitation says.
     *
     * @param invitedAs the address that was invited, masked; none where the link was handed over
     * @param runs those that this outcome is about; none: the degree as such
     * @param expiresAt UTC
     * @param contact whom to ask: a manager's e-mail; the organisation's name where nobody is left
     */
    record Details(
            String organisation,
            String program,
            String externalLearnerId,
            Optional<String> invitedAs,
            List<Run> runs,
            Instant expiresAt,
            String contact) {}

    /** A run's name and dates. */
    record Run(String name, LocalDate startsOn, LocalDate endsOn) {}

    /**
     * It can be accepted.
     *
     * @param canceledRuns runs of it that are not on offer any more
     * @param sentToAnother whether the person signed in has another address than the one invited
     */
    record Open(Details details, List<Run> canceledRuns, boolean sentToAnother) implements Offer {}

    record Canceled(Details details) implements Offer {}

    record Expired(Details details, NewLink newLink) implements Offer {}

    /** What is left to do about an expired one. */
    enum NewLink {
        CAN_BE_ASKED_FOR,
        ASKED_FOR,
        /** The learner was invited to the same runs again: that invitation's link is the one to use. */
        SENT
    }

    record Declined(Details details) implements Offer {}

    record AcceptedByMe(Details details) implements Offer {}

    /** Accepted by me, and the learner ID was freed from my account since. */
    record Unlinked(Details details) implements Offer {}

    /** Accepted, and not by the person signed in, if anybody is. */
    record AcceptedByAnother(Details details) implements Offer {}

    /** The learner ID is tied to another account than mine. */
    record TiedToAnotherAccount(Details details) implements Offer {}

    /** My account is tied to another learner ID of the organisation. */
    record AccountHasAnotherId(Details details, ExternalLearnerId mine) implements Offer {}

    /** Not a link of ours, or one made worthless. */
    record NotValid() implements Offer {}
}
