package learningmanager.invitation;

import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditLog;
import learningmanager.base.AccountId;
import learningmanager.base.Changes;
import learningmanager.base.Columns;
import learningmanager.base.CsvLines;
import learningmanager.base.CsvLines.Column;
import learningmanager.base.DatabaseClock;
import learningmanager.base.EmailAddress;
import learningmanager.base.EmailDomain;
import learningmanager.base.ExpiryTime;
import learningmanager.base.InvitationId;
import learningmanager.base.NotFoundException;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.base.UploadId;
import learningmanager.invitation.ChosenInvitations.Choice;
import learningmanager.invitation.Correction.NotDone;
import learningmanager.learner.LearnerService;
import learningmanager.mail.MailService;
import learningmanager.program.ProgramService;
import learningmanager.program.RunScope;
import learningmanager.security.Permissions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a manager does to invitations sent before: cancels them, sends their mail again, lets them hold longer, corrects an
 * address. To one or to a million at once: what can't be applied to a line is told, the rest is done. What is not mine is not found.
 */
@Service
public class CorrectionService {
    /** How long can be read what something could not be applied to. */
    private static final Duration KEPT = Duration.ofDays(1);

    private static final String NO_EVENT_TEXTS = "cast(null as varchar) as was, cast(null as varchar) as became";

    /** The event of each invitation that it was applied to, as {@link AuditLog#recordEach} wants it. */
    private static final String FOR_EACH_INVITATION = """
            select i.organisation_id, i.program_id, cast(null as uuid) as run_id, i.id as subject_id,
              l.external_learner_id as subject_name, %s
            from (%s) c join invitation i on i.id = c.id join learner l on l.id = i.learner_id""";

    private final InvitationRepository invitations;
    private final MyInvitations mine;
    private final ChosenInvitations chosen;
    private final InvitationEvents events;
    private final AuditLog audit;
    private final ProgramService programs;
    private final LearnerService learners;
    private final MailService mails;
    private final Permissions permissions;
    private final Changes changes;
    private final DatabaseClock clock;

    CorrectionService(
            InvitationRepository invitations,
            MyInvitations mine,
            ChosenInvitations chosen,
            InvitationEvents events,
            AuditLog audit,
            ProgramService programs,
            LearnerService learners,
            MailService mails,
            Permissions permissions,
            Changes changes,
            DatabaseClock clock) {
        this.invitations = invitations;
        this.mine = mine;
        this.chosen = chosen;
        this.events = events;
        this.audit = audit;
        this.programs = programs;
        this.learners = learners;
        this.mails = mails;
        this.permissions = permissions;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Cancels what is pending of the lines chosen; mails still queued are not sent where no run of the invitation is left pending.
     *
     * @throws NotFoundException when the program isn't mine to manage
     */
    @Transactional
    public Correction cancel(RunScope scope, Selection selection) {
        Choice choice = hold(scope, selection);
        chosen.decide(choice, ChosenInvitations.NOT_PENDING, Map.of());
        audit.recordEach(
                AuditAction.CANCELED,
                Optional.of(choice.by()),
                """
                select i.organisation_id, i.program_id, r.run_id, i.id as subject_id, l.external_learner_id as subject_name, %s
                from (%s) c join invited_run r on r.invitation_id = c.invitation_id and r.place = c.place
                join invitation i on i.id = c.invitation_id join learner l on l.id = i.learner_id""".formatted(NO_EVENT_TEXTS, ChosenInvitations.LINES),
                Map.of("choice", choice.id()));
        chosen.cancel(choice);
        mails.withdrawEach("""
                select c.id as about from (%s) c where not exists
                  (select 1 from invited_run r where r.invitation_id = c.id and r.status = 'PENDING')""".formatted(ChosenInvitations.INVITATIONS), Map.of("choice", choice.id()));
        return told(choice, scope);
    }

    /**
     * Queues the mail of each invitation chosen once more, and counts the mails: an invitation to several runs has one. Its link stays
     * the same: both mails lead to the same page.
     *
     * @throws NotFoundException when the program isn't mine to manage
     */
    @Transactional
    public Correction resend(RunScope scope, Selection selection) {
        Choice choice = hold(scope, selection);
        chosen.decide(
                choice,
                ChosenInvitations.NOT_PENDING
                        + " when i.email is null then 'NO_EMAIL'"
                        + " when exists (select 1 from mail_message m where m.about = i.id and m.status = 'QUEUED')"
                        + " then 'STILL_QUEUED'",
                Map.of());
        record(AuditAction.RESENT, choice, NO_EVENT_TEXTS, Map.of());
        return queueAnew(choice, scope);
    }

    /** Counts the mails. Those that wait or were stopped take their place among those sent now. */
    private Correction queueAnew(Choice choice, RunScope scope) {
        mails.withdrawEach(
                "select c.id as about from (%s) c".formatted(ChosenInvitations.INVITATIONS),
                Map.of("choice", choice.id()));
        int queued = mails.queueEach(
                "select i.id as about, i.email as recipient, i.program_id from (%s) c join invitation i on i.id = c.id"
                        .formatted(ChosenInvitations.INVITATIONS),
                Map.of("choice", choice.id()));
        return told(choice, scope).withDone(queued);
    }

    /**
     * Lets each invitation chosen hold until then; never shorter than it does. Nobody is mailed by this. Refusals:
     * {@code expiry.not-chosen}, {@code expiry.past}, {@code expiry.too-far}.
     *
     * @throws NotFoundException when the program isn't mine to manage
     */
    @Transactional
    public Parsed<Correction> extend(RunScope scope, Selection selection, Optional<Instant> until) {
        return switch (until.map(at -> ExpiryTime.of(at, clock.now()))
                .orElseGet(() -> Parsed.wrong("expiry.not-chosen"))) {
            case Parsed.Wrong<ExpiryTime>(Refusal refusal) -> new Parsed.Wrong<>(refusal);
            case Parsed.Right<ExpiryTime>(ExpiryTime expiry) -> Parsed.right(extend(scope, selection, expiry));
        };
    }

    private Correction extend(RunScope scope, Selection selection, ExpiryTime expiry) {
        Choice choice = hold(scope, selection);
        chosen.decide(
                choice,
                ChosenInvitations.NOT_PENDING + " when i.expires_at >= :until then 'HOLDS_LONGER'",
                Map.of("until", Columns.at(expiry.at())));
        record(
                AuditAction.EXTENDED,
                choice,
                "to_char(i.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as was, cast(:became as varchar) as became",
                Map.of("became", expiry.toString()));
        chosen.extend(choice, expiry.at());
        return told(choice, scope);
    }

    /**
     * Corrects an address proven wrong: the link sent before is worthless, and a mail with another one is queued. Refusals: those
     * of {@link EmailAddress#parse}, {@code email.same}, {@code email.link-handed-over}.
     *
     * @throws NotFoundException when it isn't there or not mine to manage
     */
    @Transactional
    public EmailCorrection correctEmail(InvitationId id, String text) {
        Invitation invitation = mine.hold(id);
        Instant now = clock.now();
        if (invitation.runsWith(RunStatus.PENDING, now).isEmpty()) {
            return new EmailCorrection.NotPending(
                    invitation.statusOf(invitation.runs().iterator().next(), now));
        }
        if (invitation.address().isEmpty()) {
            return new EmailCorrection.Refused(Refusal.of("email.link-handed-over"));
        }
        return switch (EmailAddress.parse(text)) {
            case Parsed.Wrong<EmailAddress>(Refusal refusal) -> new EmailCorrection.Refused(refusal);
            case Parsed.Right<EmailAddress>(EmailAddress email) ->
                email.text().equals(invitation.address().orElseThrow().text())
                        ? new EmailCorrection.Refused(Refusal.of("email.same"))
                        : correct(invitation, email);
        };
    }

    /**
     * Corrects the domain of each address chosen that has this wrong one; what is before the @ stays. As with {@link #correctEmail},
     * links sent before are worthless, and mails with others are queued: so many are counted as done. Refusal:
     * {@code email-domain.same}.
     *
     * @throws NotFoundException when the program isn't mine to manage
     */
    @Transactional
    public Parsed<Correction> correctDomain(RunScope scope, Selection selection, EmailDomain wrong, EmailDomain right) {
        if (wrong.equals(right)) {
            return Parsed.wrong("email-domain.same", right.text());
        }
        Choice choice = hold(scope, selection);
        chosen.decide(
                choice,
                ChosenInvitations.NOT_PENDING
                        + " when i.email is null then 'NO_EMAIL'"
                        + " when lower(substring(i.email from position('@' in i.email))) <> :wrong then 'OTHER_DOMAIN'"
                        + " when length(%s) > :longest then 'EMAIL_TOO_LONG'"
                                .formatted(ChosenInvitations.WITH_OTHER_DOMAIN),
                Map.of("wrong", wrong.toString(), "domain", right.toString(), "longest", EmailAddress.MAX_LENGTH));
        record(
                AuditAction.EMAIL_CORRECTED,
                choice,
                "i.email as was, %s as became".formatted(ChosenInvitations.WITH_OTHER_DOMAIN),
                Map.of("domain", right.toString()));
        chosen.correctDomain(choice, right);
        return Parsed.right(queueAnew(choice, scope));
    }

    private EmailCorrection correct(Invitation invitation, EmailAddress email) {
        AccountId me = permissions.me().id();
        events.emailCorrected(invitation, email, me);
        Invitation corrected = invitations.save(invitation.sentTo(email));
        mails.withdraw(corrected.id().value());
        mails.queue(email, corrected.id().value(), corrected.programId());
        corrected.topics().forEach(changes::announce);
        return new EmailCorrection.Corrected(email);
    }

    /**
     * Writes all that something could not be applied to as a CSV file, by learner ID; streaming. Nothing of what is not there any more.
     *
     * @param all as {@link Correction#all} has it
     * @param why puts a reason into words
     * @throws NotFoundException when the program isn't mine to manage
     */
    @Transactional(readOnly = true)
    public void writeNotDone(RunScope scope, UUID all, OutputStream out, Function<NotDone, String> why) {
        programs.managed(scope);
        try (CsvLines lines =
                new CsvLines(out, Column.text("learner_id"), Column.text("email"), Column.text("not_done_because"))) {
            chosen.eachNotDone(
                    all,
                    scope,
                    one -> lines.write(one.externalLearnerId(), one.email().orElse(""), why.apply(one)));
        }
    }

    /** Throws away what could not be done a day ago. Returns how many lines. */
    @Transactional
    int cleanUp() {
        return chosen.forgetBefore(clock.now().minus(KEPT));
    }

    /** The lines chosen, held with their learners: the learners first and in their order, as everywhere. */
    private Choice hold(RunScope scope, Selection selection) {
        programs.managed(scope);
        Choice choice = Choice.by(permissions.me().id(), clock.now());
        chosen.choose(choice, scope, selection);
        learners.lockEach(ChosenInvitations.LEARNERS, Map.of("choice", choice.id()));
        // Now that nobody changes them any more: what time is it?
        return new Choice(choice.id(), choice.by(), clock.now());
    }

    private void record(AuditAction action, Choice choice, String texts, Map<String, ?> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("choice", choice.id());
        audit.recordEach(
                action,
                Optional.of(choice.by()),
                FOR_EACH_INVITATION.formatted(texts, ChosenInvitations.INVITATIONS),
                all);
    }

    private Correction told(Choice choice, RunScope scope) {
        List<UploadId> uploads = chosen.uploads(choice);
        Correction correction = chosen.forget(choice);
        if (correction.done() > 0) {
            changes.announce(scope.program());
            uploads.forEach(changes::announce);
        }
        return correction;
    }
}
