package learningmanager.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.audit.AuditAction;
import learningmanager.base.AccountId;
import learningmanager.base.Changes;
import learningmanager.base.DatabaseClock;
import learningmanager.base.EmailAddress;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.LearnerId;
import learningmanager.base.Parsed;
import learningmanager.invitation.Offer.Details;
import learningmanager.invitation.Offer.NewLink;
import learningmanager.learner.EnrolmentHow;
import learningmanager.learner.LearnerService;
import learningmanager.learner.Linking;
import learningmanager.mail.MailService;
import learningmanager.program.Logo;
import learningmanager.program.OrganisationLogos;
import learningmanager.security.AccountService;
import learningmanager.security.Permissions;
import learningmanager.security.SignInThrottle;
import learningmanager.security.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a learner does with a personal link. Holding the link is the permission; looking at it changes nothing. */
@Service
public class AcceptanceService {
    private final InvitationRepository invitations;
    private final SentInvitations sentInvitations;
    private final InvitationLinks links;
    private final InvitationEvents events;
    private final LearnerService learners;
    private final OrganisationLogos logos;
    private final MailService mails;
    private final Permissions permissions;
    private final AccountService accounts;
    private final SignInThrottle throttle;
    private final JdbcClient jdbc;
    private final Changes changes;
    private final DatabaseClock clock;

    AcceptanceService(
            InvitationRepository invitations,
            SentInvitations sentInvitations,
            InvitationLinks links,
            InvitationEvents events,
            LearnerService learners,
            OrganisationLogos logos,
            MailService mails,
            Permissions permissions,
            AccountService accounts,
            SignInThrottle throttle,
            JdbcClient jdbc,
            Changes changes,
            DatabaseClock clock) {
        this.invitations = invitations;
        this.sentInvitations = sentInvitations;
        this.links = links;
        this.events = events;
        this.learners = learners;
        this.logos = logos;
        this.mails = mails;
        this.permissions = permissions;
        this.accounts = accounts;
        this.throttle = throttle;
        this.jdbc = jdbc;
        this.changes = changes;
        this.clock = clock;
    }

    /** What the link offers to the person signed in, or to whoever it is. */
    @Transactional(readOnly = true)
    public Offer look(String token) {
        Instant now = clock.now();
        return find(token).map(invitation -> offer(invitation, now)).orElseGet(Offer.NotValid::new);
    }

    /**
     * Makes an account for whoever has the link, with the address that the invitation went to. Refusals: {@code account.throttled}, before
     * the address is looked at, as the one that was invited is shown masked and is not to be guessed; {@code account.not-invited} where it
     * went elsewhere or cannot be accepted any more; and those of {@link AccountService#register}.
     */
    @Transactional
    public Parsed<SignedIn> makeAccount(String token, EmailAddress address, String name, String password) {
        if (!throttle.mayAsk("account for", token)) {
            return Parsed.wrong("account.throttled");
        }
        return wasSentTo(token, address)
                ? accounts.register(address, name, password)
                : Parsed.wrong("account.not-invited");
    }

    private boolean wasSentTo(String token, EmailAddress address) {
        Instant now = clock.now();
        return find(token)
                .filter(invitation -> offer(invitation, now) instanceof Offer.Open)
                .flatMap(Invitation::address)
                .filter(address::equals)
                .isPresent();
    }

    /** The logo of who invites, if it has one; none for a link that is none. */
    @Transactional(readOnly = true)
    public Optional<Logo> logo(String token) {
        return find(token).flatMap(invitation -> logos.find(invitation.organisationId()));
    }

    /**
     * Accepts for the person signed in: enrols on all runs still pending and ties the learner ID to the account.
     *
     * @throws learningmanager.base.NotFoundException when nobody is signed in
     */
    @Transactional
    public Acceptance accept(String token) {
        AccountId me = permissions.me().id();
        Optional<Invitation> locked = findAndLock(token);
        Instant now = clock.now();
        Offer offer = locked.map(found -> offer(found, now)).orElseGet(Offer.NotValid::new);
        if (!(offer instanceof Offer.Open open)) {
            return new Acceptance.NotOpen(offer);
        }
        Invitation invitation = locked.orElseThrow();
        if (!(learners.link(invitation.learnerId(), me) instanceof Linking.Linked)) {
            return new Acceptance.NotOpen(offer(invitation, now));
        }
        List<InvitedRun> accepted = invitation.runsWith(RunStatus.PENDING, now);
        events.happened(AuditAction.ACCEPTED, invitation, accepted, Optional.of(me));
        accepted.forEach(run -> learners.enrol(
                invitation.learnerId(),
                invitation.programId(),
                run.run(),
                invitation.address().isPresent() ? EnrolmentHow.INVITATION : EnrolmentHow.LINK,
                me,
                now));
        invitations.save(invitation.accept(me, now));
        mails.withdraw(invitation.id().value());
        invitation.topics().forEach(changes::announce);
        return new Acceptance.Accepted(open.details());
    }

    /**
     * Declines for all runs still pending; says how the invitation stands then, by whatever happened. Who has another learner ID
     * can't accept, but decline; what another's learner ID was invited to is not theirs to decline.
     */
    @Transactional
    public Offer decline(String token) {
        Optional<Invitation> locked = findAndLock(token);
        Instant now = clock.now();
        Offer offer = locked.map(found -> offer(found, now)).orElseGet(Offer.NotValid::new);
        if (!(offer instanceof Offer.Open || offer instanceof Offer.AccountHasAnotherId)) {
            return offer;
        }
        Invitation invitation = locked.orElseThrow();
        Optional<AccountId> by = permissions.whoIsSignedIn().map(SignedIn::id);
        events.happened(AuditAction.DECLINED, invitation, invitation.runsWith(RunStatus.PENDING, now), by);
        Invitation declined = invitations.save(invitation.decline(by, now));
        mails.withdraw(declined.id().value());
        declined.topics().forEach(changes::announce);
        return offer(declined, now);
    }

    /** Lets the managers know, once, that the learner would still like to come; says how the invitation stands. */
    @Transactional
    public Offer askForNewLink(String token) {
        Optional<Invitation> locked = findAndLock(token);
        Instant now = clock.now();
        Offer offer = locked.map(found -> offer(found, now)).orElseGet(Offer.NotValid::new);
        if (!(offer instanceof Offer.Expired expired) || expired.newLink() != NewLink.CAN_BE_ASKED_FOR) {
            return offer;
        }
        Invitation asked = invitations.save(locked.orElseThrow().askForNewLink(now));
        events.happened(
                AuditAction.NEW_LINK_ASKED, asked, permissions.whoIsSignedIn().map(SignedIn::id));
        changes.announce(asked.programId());
        return offer(asked, now);
    }

    private Optional<Invitation> find(String token) {
        return links.linkIdIn(token)
                .flatMap(invitations::findByLinkId)
                .filter(invitation -> links.isGenuine(token, invitation.linkId(), invitation.linkVersion()));
    }

    /** The learner first, as everywhere: who takes the two the other way round could wait for each other. */
    private Optional<Invitation> findAndLock(String token) {
        return find(token)
                .filter(found -> {
                    learners.lock(found.learnerId());
                    return invitations.lock(found.id().value());
                })
                .flatMap(found -> find(token));
    }

    private Offer offer(Invitation invitation, Instant now) {
        if (!invitation.runsWith(RunStatus.PENDING, now).isEmpty()) {
            return openOffer(invitation, now);
        }
        if (!invitation.runsWith(RunStatus.ACCEPTED, now).isEmpty()) {
            Details details = details(invitation, RunStatus.ACCEPTED, now);
            boolean byMe = permissions
                    .whoIsSignedIn()
                    .filter(me -> invitation.runsWith(RunStatus.ACCEPTED, now).stream()
                            .anyMatch(run -> me.id().equals(run.decidedBy())))
                    .isPresent();
            if (!byMe) {
                return new Offer.AcceptedByAnother(details);
            }
            return isMine(invitation.learnerId()) ? new Offer.AcceptedByMe(details) : new Offer.Unlinked(details);
        }
        if (!invitation.runsWith(RunStatus.EXPIRED, now).isEmpty()) {
            return new Offer.Expired(details(invitation, RunStatus.EXPIRED, now), newLink(invitation, now));
        }
        return invitation.runsWith(RunStatus.DECLINED, now).isEmpty()
                ? new Offer.Canceled(details(invitation, RunStatus.CANCELED, now))
                : new Offer.Declined(details(invitation, RunStatus.DECLINED, now));
    }

    private boolean isMine(LearnerId learner) {
        return jdbc.sql("select count(*) from learner where id = :id and account_id = :me")
                        .param("id", learner.value())
                        .param("me", permissions.me().id().value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    private NewLink newLink(Invitation expired, Instant now) {
        if (sentInvitations.isInvitedAnew(expired.id(), now)) {
            return NewLink.SENT;
        }
        return expired.newLinkAskedAt() == null ? NewLink.CAN_BE_ASKED_FOR : NewLink.ASKED_FOR;
    }

    private Offer openOffer(Invitation invitation, Instant now) {
        Details details = details(invitation, RunStatus.PENDING, now);
        Optional<SignedIn> me = permissions.whoIsSignedIn();
        Linking linking = me.map(person -> learners.wouldLink(invitation.learnerId(), person.id()))
                .orElseGet(Linking.Linked::new);
        return switch (linking) {
            case Linking.Linked() ->
                new Offer.Open(
                        details,
                        runs(invitation, RunStatus.CANCELED, now),
                        me.isPresent()
                                && invitation
                                        .address()
                                        .filter(address ->
                                                !address.equals(me.get().email()))
                                        .isPresent());
            case Linking.TiedToAnotherAccount() -> new Offer.TiedToAnotherAccount(details);
            case Linking.AccountHasAnotherId(ExternalLearnerId mine) -> new Offer.AccountHasAnotherId(details, mine);
        };
    }

    private Details details(Invitation invitation, RunStatus about, Instant now) {
        return jdbc.sql("""
                        select o.name, p.title, l.external_learner_id, coalesce(o.reply_to, %s, o.name) as contact
                        from invitation i join organisation o on o.id = i.organisation_id
                        join program p on p.id = i.program_id join learner l on l.id = i.learner_id
                        join account a on a.id = i.sent_by where i.id = :id""".formatted(Contact.EMAIL))
                .param("id", invitation.id().value())
                .query((row, number) -> new Details(
                        row.getString("name"),
                        row.getString("title"),
                        row.getString("external_learner_id"),
                        invitation.address().map(address -> address.masked()),
                        runs(invitation, about, now),
                        invitation.expiresAt(),
                        row.getString("contact")))
                .single();
    }

    private List<Offer.Run> runs(Invitation invitation, RunStatus status, Instant now) {
        List<UUID> ids = invitation.runsWith(status, now).stream()
                .flatMap(run -> run.run().stream())
                .map(run -> run.value())
                .toList();
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(
                                "select name, starts_on, ends_on from program_run where id in (:ids) order by starts_on, name")
                        .param("ids", ids)
                        .query((row, number) -> new Offer.Run(
                                row.getString("name"),
                                row.getDate("starts_on").toLocalDate(),
                                row.getDate("ends_on").toLocalDate()))
                        .list();
    }
}
