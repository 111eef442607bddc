package learningmanager.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import learningmanager.base.Cells;
import learningmanager.base.Changes;
import learningmanager.base.Columns;
import learningmanager.base.DatabaseClock;
import learningmanager.base.EmailAddress;
import learningmanager.base.ExpiryTime;
import learningmanager.base.InvitationId;
import learningmanager.base.LearnerId;
import learningmanager.base.NotFoundException;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.learner.Learner;
import learningmanager.learner.LearnerService;
import learningmanager.learner.LinkedLearner;
import learningmanager.learner.LinkedLearnersService;
import learningmanager.mail.MailService;
import learningmanager.program.RunScope;
import learningmanager.security.Permissions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves a learner ID from a wrong account to the right person's. Nobody's account is named: the right person accepts, like every
 * learner, by a link, so that a manager can neither find out who has an account nor tie one to what its person never saw.
 */
@Service
public class LinkMoveService {
    private final InvitationRepository invitations;
    private final InvitationService invitationService;
    private final InvitationLinks links;
    private final InvitationEvents events;
    private final MyInvitations mine;
    private final LinkedLearnersService linkedLearners;
    private final LearnerService learners;
    private final MailService mails;
    private final Permissions permissions;
    private final Changes changes;
    private final DatabaseClock clock;

    LinkMoveService(
            InvitationRepository invitations,
            InvitationService invitationService,
            InvitationLinks links,
            InvitationEvents events,
            MyInvitations mine,
            LinkedLearnersService linkedLearners,
            LearnerService learners,
            MailService mails,
            Permissions permissions,
            Changes changes,
            DatabaseClock clock) {
        this.invitations = invitations;
        this.invitationService = invitationService;
        this.links = links;
        this.events = events;
        this.mine = mine;
        this.linkedLearners = linkedLearners;
        this.learners = learners;
        this.mails = mails;
        this.permissions = permissions;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Frees a learner ID from the account that it is tied to, and makes a link through which the right person takes it over, with all
     * that it holds: an invitation to what it is enrolled on last. Refusals: {@code learner.not-linked},
     * {@code learner.same-account}, those of {@link EmailAddress}.
     *
     * @param emailText where the link is mailed; blank: a manager hands it over
     * @throws NotFoundException when the learner ID is not there or not of an organisation of mine
     */
    @Transactional
    public LinkMove move(LearnerId id, String emailText) {
        linkedLearners.learner(id); // nobody is made to wait by who may not
        Learner learner = learners.lock(id);
        LinkedLearner linked = linkedLearners.learner(id);
        Optional<Parsed<EmailAddress>> parsed =
                Cells.isBlank(emailText) ? Optional.empty() : Optional.of(EmailAddress.parse(emailText));
        Optional<EmailAddress> email = parsed.flatMap(Parsed::toOptional);
        Optional<Refusal> refusal = parsed.flatMap(Parsed::whyNot)
                .or(() -> linked.linked() ? Optional.empty() : Optional.of(Refusal.of("learner.not-linked")))
                .or(() -> email.filter(new EmailAddress(linked.email())::equals)
                        .map(same -> Refusal.of("learner.same-account")));
        if (refusal.isPresent()) {
            return new LinkMove.Refused(refusal.get());
        }
        linkedLearners.unlink(id);
        Invitation invitation = invite(learner, learners.newestEnrolment(id).orElseThrow(), email, clock.now());
        return new LinkMove.LinkReady(
                links.addressOf(invitation.linkId(), invitation.linkVersion()), email, invitation.expiresAt());
    }

    private Invitation invite(Learner learner, RunScope enrolled, Optional<EmailAddress> email, Instant now) {
        takeBackPending(learner, enrolled, now);
        Invitation invitation = invitations.save(Invitation.to(
                learner.id(),
                learner.organisationId(),
                enrolled.program(),
                enrolled.run().map(Set::of).orElseGet(Set::of),
                email,
                new ExpiryTime(now.plus(ExpiryTime.USUAL)),
                permissions.me().id(),
                now));
        events.invited(invitation, List.of());
        email.ifPresent(address -> mails.queue(address, invitation.id().value(), enrolled.program()));
        changes.announce(enrolled.program());
        return invitation;
    }

    /** A link of an earlier move is worthless from now on: it may be the wrong person's. */
    private void takeBackPending(Learner learner, RunScope enrolled, Instant now) {
        UUID place = enrolled.key();
        invitations.freeExpired(learner.id().value(), enrolled.program().value(), Columns.at(now));
        invitations.findPending(learner.id().value(), enrolled.program().value(), Columns.at(now)).stream()
                .map(pending -> mine.holdForLearnersHolder(new InvitationId(pending)))
                .filter(pending ->
                        pending.runsAt(place).stream().anyMatch(run -> pending.statusOf(run, now) == RunStatus.PENDING))
                .forEach(pending -> invitationService.cancel(pending.id(), place));
    }
}
