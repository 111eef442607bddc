package learningmanager.invitation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditLog;
import learningmanager.base.AccountId;
import learningmanager.base.EmailAddress;
import learningmanager.base.ProgramRunId;
import learningmanager.learner.LearnerService;
import org.springframework.stereotype.Component;

/** Puts down in the audit log what is done to one invitation, for whoever holds its learner. */
@Component
class InvitationEvents {
    private final AuditLog audit;
    private final LearnerService learners;

    InvitationEvents(AuditLog audit, LearnerService learners) {
        this.audit = audit;
        this.learners = learners;
    }

    /** @param runs the names of its runs, in their order */
    void invited(Invitation invitation, List<String> runs) {
        Set<InvitedRun> invited = invitation.runs();
        Optional<ProgramRunId> run =
                invited.size() == 1 ? invited.iterator().next().run() : Optional.empty();
        AuditEvent event = event(AuditAction.INVITED, invitation).on(run).by(invitation.sentBy());
        List<String> details = new ArrayList<>();
        invitation.address().map(EmailAddress::text).ifPresent(details::add);
        if (runs.size() > 1) {
            details.addAll(runs);
        }
        audit.record(details.isEmpty() ? event : event.becameEach(details));
    }

    /** To each of the runs alike. */
    void happened(AuditAction action, Invitation invitation, List<InvitedRun> runs, Optional<AccountId> by) {
        runs.forEach(run -> record(event(action, invitation).on(run.run()), by));
    }

    /** To the invitation as such. */
    void happened(AuditAction action, Invitation invitation, Optional<AccountId> by) {
        record(event(action, invitation), by);
    }

    void runAdded(Invitation invitation, ProgramRunId run, AccountId by) {
        audit.record(
                event(AuditAction.RUN_ADDED, invitation).on(Optional.of(run)).by(by));
    }

    void emailCorrected(Invitation before, EmailAddress email, AccountId by) {
        audit.record(event(AuditAction.EMAIL_CORRECTED, before)
                .by(by)
                .was(before.address().map(EmailAddress::text).orElse(""))
                .became(email.text()));
    }

    private void record(AuditEvent event, Optional<AccountId> by) {
        audit.record(by.map(event::by).orElse(event));
    }

    private AuditEvent event(AuditAction action, Invitation invitation) {
        String learner =
                learners.lock(invitation.learnerId()).externalLearnerId().text();
        return AuditEvent.of(action, invitation.id(), learner)
                .in(invitation.organisationId())
                .on(invitation.programId());
    }
}
