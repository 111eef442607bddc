package learningmanager.invitation;

import learningmanager.base.InvitationId;
import learningmanager.base.NotFoundException;
import learningmanager.learner.LearnerService;
import learningmanager.program.ProgramService;
import org.springframework.stereotype.Component;

/** Finds an invitation of mine and holds it. */
@Component
class MyInvitations {
    private final InvitationRepository invitations;
    private final ProgramService programs;
    private final LearnerService learners;

    MyInvitations(InvitationRepository invitations, ProgramService programs, LearnerService learners) {
        this.invitations = invitations;
        this.programs = programs;
        this.learners = learners;
    }

    /**
     * An invitation of mine, held with its learner until the transaction ends. The learner first, lest two wait for each other.
     *
     * @throws NotFoundException when it isn't there or not mine to manage
     */
    Invitation hold(InvitationId id) {
        Invitation found = invitations.findById(id).orElseThrow(() -> new NotFoundException("invitation " + id));
        programs.managed(found.programId());
        learners.lock(found.learnerId());
        return holdForLearnersHolder(id);
    }

    /** For whoever holds the learner. */
    Invitation holdForLearnersHolder(InvitationId id) {
        invitations.lock(id.value());
        return invitations.findById(id).orElseThrow(() -> new NotFoundException("invitation " + id));
    }
}
