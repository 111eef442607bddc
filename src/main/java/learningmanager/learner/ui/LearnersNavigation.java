package learningmanager.learner.ui;

import learningmanager.base.LearnerId;

/** Where an organisation's learner IDs are. */
final class LearnersNavigation {
    static final String LEARNERS = "learners";

    private LearnersNavigation() {}

    static String learner(LearnerId id) {
        return LEARNERS + "/" + id;
    }
}
