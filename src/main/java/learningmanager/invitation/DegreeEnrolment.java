package learningmanager.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.Refusal;

/** What came of enrolling a single learner on a degree. */
public sealed interface DegreeEnrolment {
    /** The learner ID was linked: enrolled at once. */
    record Enrolled(ExternalLearnerId learner, List<String> runs) implements DegreeEnrolment {}

    /** Not linked yet: the learner has to accept through the link, until it expires. The same one each time it is asked for. */
    record LinkReady(ExternalLearnerId learner, String link, Instant expiresAt, List<String> runs)
            implements DegreeEnrolment {}

    /** Nothing was done; why, by field. */
    record Refused(Map<InviteField, Refusal> problems) implements DegreeEnrolment {}
}
