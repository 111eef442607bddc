package learningmanager.learner;

import java.util.Optional;

/**
 * Which lines of a "Learners" tab to show.
 *
 * @param search part of learner ID, name or e-mail, in any case, from three characters on, and how one of them begins below; empty
 *     for all
 * @param how how they came onto the run; none for all
 */
public record LearnerFilter(String search, Optional<EnrolmentHow> how) {
    public static final LearnerFilter ALL = searching("");

    /** All that the search finds. */
    public static LearnerFilter searching(String search) {
        return new LearnerFilter(search, Optional.empty());
    }

    /** The same, however they came. */
    public LearnerFilter however() {
        return searching(search);
    }
}
