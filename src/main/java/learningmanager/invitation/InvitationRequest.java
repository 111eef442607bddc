package learningmanager.invitation;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import learningmanager.base.ExpiryTime;
import learningmanager.base.Parsed;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.UtcTexts;

/**
 * What the form was filled in with, as typed.
 *
 * @param runs may be empty for a degree
 * @param expiresAt UTC; none where nothing readable was given
 */
public record InvitationRequest(
        ProgramId program, Set<ProgramRunId> runs, String learnerId, String email, Optional<Instant> expiresAt) {

    /**
     * What a form's time means now; a form knows no seconds, and shows times as pages do. Refusals: {@code expiry.not-chosen},
     * {@code expiry.chosen-past} (the time), {@code expiry.chosen-too-far} (the time, the last one allowed).
     */
    public static Parsed<ExpiryTime> expiry(Optional<Instant> chosen, Instant now) {
        if (chosen.isEmpty()) {
            return Parsed.wrong("expiry.not-chosen");
        }
        String time = UtcTexts.brief(chosen.get());
        Parsed<ExpiryTime> expiry = ExpiryTime.of(chosen.get(), now);
        if (expiry.toOptional().isPresent()) {
            return expiry;
        }
        return chosen.get().isAfter(now)
                ? Parsed.wrong("expiry.chosen-too-far", time, UtcTexts.brief(ExpiryTime.furthest(now)))
                : Parsed.wrong("expiry.chosen-past", time);
    }
}
