package learningmanager.invitation;

import java.util.List;
import java.util.Optional;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditLog;
import learningmanager.audit.RecordedEvent;
import learningmanager.base.Columns;
import learningmanager.base.InvitationId;
import learningmanager.invitation.History.Event;
import learningmanager.invitation.History.SentMail;
import learningmanager.mail.DeliveryStatus;
import learningmanager.program.Program;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Puts an invitation's history together from its own row, the audit log and its mails (ADR 9). */
@Repository
class Histories {
    private final JdbcClient jdbc;
    private final AuditLog audit;

    Histories(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    History of(InvitationId id, Program program) {
        List<Event> events = audit.about(id).stream()
                .filter(event -> event.action() != AuditAction.INVITED)
                .map(event -> event(event, program))
                .toList();
        return jdbc.sql("""
                        select i.sent_at, case when a.deleted_at is null then a.email else a.name end as sender, u.file_name
                        from invitation i join account a on a.id = i.sent_by
                        left join upload u on u.id = i.upload_id where i.id = :id""")
                .param("id", id.value())
                .query((row, number) -> new History(
                        Columns.instant(row, "sent_at"),
                        row.getString("sender"),
                        Optional.ofNullable(row.getString("file_name")),
                        events,
                        mails(id)))
                .single();
    }

    private static Event event(RecordedEvent event, Program program) {
        return new Event(
                event.at(),
                event.action(),
                event.by(),
                event.run().flatMap(program::run).map(run -> run.name()),
                event.was(),
                event.became());
    }

    private List<SentMail> mails(InvitationId id) {
        return jdbc.sql("""
                        select recipient, status, queued_at, sent_at, answer from mail_message
                        where about = :id order by queued_at, id""")
                .param("id", id.value())
                .query((row, number) -> new SentMail(
                        row.getString("recipient"),
                        DeliveryStatus.valueOf(row.getString("status")),
                        Columns.instant(row, "queued_at"),
                        Columns.optionalInstant(row, "sent_at"),
                        Optional.ofNullable(row.getString("answer"))))
                .list();
    }
}
