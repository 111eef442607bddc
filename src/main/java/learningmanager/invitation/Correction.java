package learningmanager.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What came of doing something to many invitations, in lines of the "Invitations" tab.
 *
 * @param done how many it was done to; where mails are sent again, how many mails, one for an invitation to several runs
 * @param notDone how many it could not be applied to; they are as they were
 * @param some the first {@link #TOLD} of those, by learner ID
 * @param all what {@link CorrectionService#writeNotDone} gives all of them for, for a day; none where {@code some} are all
 */
public record Correction(int done, int notDone, List<NotDone> some, Optional<UUID> all) {
    /** So many are told one by one. */
    public static final int TOLD = 100;

    public Correction {
        some = List.copyOf(some);
    }

    /** The same with another count of what it was done to. */
    Correction withDone(int count) {
        return new Correction(count, notDone, some, all);
    }

    /** A line that it could not be applied to, and why. */
    public record NotDone(String externalLearnerId, Optional<String> email, Instant expiresAt, Why why) {}

    /** Why something can't be done to an invitation. */
    public enum Why {
        ACCEPTED,
        DECLINED,
        CANCELED,
        EXPIRED,
        /** The link was handed over: there is nowhere to send to. */
        NO_EMAIL,
        /** Its mail has not gone out yet, and goes out by itself. */
        STILL_QUEUED,
        /** It holds for as long or longer already. */
        HOLDS_LONGER,
        /** Its address has another domain than the one that is corrected. */
        OTHER_DOMAIN,
        /** Its address would be longer than one may be. */
        EMAIL_TOO_LONG
    }
}
