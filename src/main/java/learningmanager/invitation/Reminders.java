package learningmanager.invitation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditLog;
import learningmanager.base.Columns;
import learningmanager.base.DatabaseClock;
import learningmanager.base.Id;
import learningmanager.base.OrganisationId;
import learningmanager.base.ReminderDays;
import learningmanager.mail.MailService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reminds learners who have not answered, as many days before expiry as their organisation has set: once for each of these marks,
 * however many nodes look for it, and for the nearest alone where several have passed at once.
 */
@Component
class Reminders {
    private record Mark(OrganisationId organisation, int days) {}

    private final JdbcClient jdbc;
    private final MailService mails;
    private final AuditLog audit;
    private final DatabaseClock clock;

    Reminders(JdbcClient jdbc, MailService mails, AuditLog audit, DatabaseClock clock) {
        this.jdbc = jdbc;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    /** Queues what is due now; how many mails. */
    @Transactional
    public int queueDue() {
        Instant now = clock.now();
        return marks().stream().mapToInt(mark -> queueDue(mark, now)).sum();
    }

    private List<Mark> marks() {
        return jdbc
                .sql("select id, reminder_days from organisation where reminder_days is not null order by id")
                .query((row, number) ->
                        marks(Columns.id(row, "id", OrganisationId::new), row.getString("reminder_days")))
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** The nearest to the expiry first. */
    private static List<Mark> marks(OrganisationId organisation, String days) {
        return ReminderDays.parse(days).toOptional().orElse(ReminderDays.NEVER).nearestFirst().stream()
                .map(number -> new Mark(organisation, number))
                .toList();
    }

    /**
     * Who got a mail after the mark had passed knows when it expires; so does who was reminded at a nearer one. Who has not got the
     * latest mail is not reminded of it.
     */
    private int queueDue(Mark mark, Instant now) {
        Map<String, Object> parameters = new HashMap<>();
        UUID batch = Id.nextValue();
        parameters.put("batch", batch);
        parameters.put("days", mark.days());
        int due = jdbc.sql("""
                        insert into invitation_reminder (invitation_id, expires_at, days, batch)
                        select i.id, i.expires_at, cast(:days as integer), cast(:batch as uuid) from invitation i
                        where i.organisation_id = :organisation and i.email is not null
                          and i.expires_at > :now and i.expires_at <= :until
                          and i.sent_at < i.expires_at - cast(:days as integer) * interval '1' day
                          and exists (select 1 from mail_message m where m.about = i.id and m.status = 'SENT'
                            and m.sent_at < i.expires_at - cast(:days as integer) * interval '1' day and not exists
                              (select 1 from mail_message later where later.about = m.about and later.id > m.id))
                          and exists (select 1 from invited_run r where r.invitation_id = i.id and r.status = 'PENDING')
                          and not exists (select 1 from invitation_reminder n
                            where n.invitation_id = i.id and n.expires_at = i.expires_at and n.days <= :days)
                        on conflict do nothing""")
                .params(parameters)
                .param("organisation", mark.organisation().value())
                .param("now", Columns.at(now))
                .param("until", Columns.at(now.plus(Duration.ofDays(mark.days()))))
                .update();
        if (due > 0) {
            audit.recordEach(AuditAction.REMINDED, Optional.empty(), """
                    select i.organisation_id, i.program_id, cast(null as uuid) as run_id, i.id as subject_id,
                      l.external_learner_id as subject_name, cast(null as varchar) as was, cast(n.days as varchar) as became
                    from invitation_reminder n join invitation i on i.id = n.invitation_id join learner l on l.id = i.learner_id
                    where n.batch = :batch""", Map.of("batch", batch));
            mails.queueEachReminder("""
                    select i.id as about, i.email as recipient, i.program_id
                    from invitation_reminder n join invitation i on i.id = n.invitation_id
                    where n.batch = :batch""", Map.of("batch", batch));
        }
        return due;
    }
}
