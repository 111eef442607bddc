package learningmanager.learner;

import java.util.Optional;
import learningmanager.base.LearnerId;

/**
 * A learner ID in an organisation's list.
 *
 * @param name of the linked account; empty for none
 * @param email of the linked account; empty for none
 * @param pending how many runs the learner is invited to still
 */
public record LinkedLearner(
        LearnerId id,
        String externalLearnerId,
        String name,
        String email,
        boolean linked,
        int enrolments,
        int pending) {
    /** The account in words: its name and address, where there is one. */
    public Optional<String> account() {
        return linked ? Optional.of(name + ", " + email) : Optional.empty();
    }
}
