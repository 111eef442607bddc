package learningmanager.invitation;

import com.vaadin.flow.i18n.I18NProvider;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.base.Changes;
import learningmanager.base.Columns;
import learningmanager.base.DatabaseClock;
import learningmanager.base.EmailAddress;
import learningmanager.base.ExternalLearnerId;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.UploadId;
import learningmanager.base.UtcTexts;
import learningmanager.mail.DeliveryChanged;
import learningmanager.mail.Mail;
import learningmanager.mail.MailWriter;
import learningmanager.program.Program;
import learningmanager.security.SignedIn;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.util.HtmlUtils;

/** Writes the mails of invitations, at the moment of sending: what was canceled meanwhile is not sent. */
@Component
class InvitationMails implements MailWriter {
    /** What a mail says of its invitation. */
    private record Contents(
            Sender sender,
            String program,
            List<String> runs,
            EmailAddress recipient,
            String learnerId,
            Instant expiresAt,
            Optional<EmailAddress> inviter,
            String link,
            boolean reminder) {
        /** Whom a learner's questions and answers go to; none where nobody is left. */
        Optional<EmailAddress> askedAt() {
            return sender.replyTo().or(() -> inviter);
        }
    }

    /** The organisation as its mails show it. */
    private record Sender(String organisation, String name, Optional<EmailAddress> replyTo) {
        static final String COLUMNS = "o.name as organisation, coalesce(o.sender_name, o.name) as sender, o.reply_to";

        static Sender of(ResultSet row) throws SQLException {
            return new Sender(
                    row.getString("organisation"),
                    row.getString("sender"),
                    Optional.ofNullable(row.getString("reply_to")).map(EmailAddress::new));
        }
    }

    private final JdbcClient jdbc;
    private final InvitationLinks links;
    private final I18NProvider texts;
    private final Changes changes;
    private final DatabaseClock clock;

    InvitationMails(JdbcClient jdbc, InvitationLinks links, I18NProvider texts, Changes changes, DatabaseClock clock) {
        this.jdbc = jdbc;
        this.links = links;
        this.texts = texts;
        this.changes = changes;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Map<UUID, Mail> write(Collection<UUID> about) {
        Map<UUID, Contents> found = new HashMap<>();
        if (!about.isEmpty()) {
            jdbc.sql("""
                        select i.id, %s, p.title, rn.name as run, i.email, l.external_learner_id, i.expires_at,
                               %s as asked, i.link_id, i.link_version,
                               coalesce((select m.reminder from mail_message m where m.about = i.id and m.status in ('QUEUED', 'HELD')
                                 order by m.queued_at, m.id fetch first 1 row only), false) as reminder
                        from invitation i join organisation o on o.id = i.organisation_id
                        join program p on p.id = i.program_id join learner l on l.id = i.learner_id
                        join account a on a.id = i.sent_by
                        join invited_run r on r.invitation_id = i.id left join program_run rn on rn.id = r.run_id
                        where i.id in (:ids) and r.status = 'PENDING' and i.expires_at > :now
                        order by rn.starts_on, rn.name""".formatted(Sender.COLUMNS, Contact.EMAIL))
                    .param("ids", about)
                    .param("now", Columns.at(clock.now()))
                    .query(row -> {
                        UUID id = row.getObject("id", UUID.class);
                        Contents contents = found.get(id);
                        if (contents == null) {
                            contents = contents(row);
                            found.put(id, contents);
                        }
                        Optional.ofNullable(row.getString("run")).ifPresent(contents.runs()::add);
                    });
        }
        Map<UUID, Mail> mails = new HashMap<>();
        found.forEach((id, contents) -> mails.put(id, mail(contents)));
        return mails;
    }

    /** Its runs follow, row by row. */
    private Contents contents(ResultSet row) throws SQLException {
        return new Contents(
                Sender.of(row),
                row.getString("title"),
                new ArrayList<>(),
                new EmailAddress(row.getString("email")),
                row.getString("external_learner_id"),
                Columns.instant(row, "expires_at"),
                Optional.ofNullable(row.getString("asked")).map(EmailAddress::new),
                links.addressOf(row.getObject("link_id", UUID.class), row.getInt("link_version")),
                row.getBoolean("reminder"));
    }

    /** The mail as it would be; its link leads nowhere. */
    Mail preview(
            Program program,
            Set<ProgramRunId> runs,
            EmailAddress recipient,
            ExternalLearnerId learner,
            Instant expiresAt,
            SignedIn sender) {
        return mail(new Contents(
                senderOf(program.organisationId()),
                program.title(),
                program.runsInOrder().stream()
                        .filter(run -> runs.contains(run.id()))
                        .map(run -> run.name())
                        .toList(),
                recipient,
                learner.text(),
                expiresAt,
                Optional.of(sender.email()),
                links.addressOf(new UUID(0, 0), 0),
                false));
    }

    private Sender senderOf(OrganisationId organisation) {
        return jdbc.sql("select %s from organisation o where o.id = :id".formatted(Sender.COLUMNS))
                .param("id", organisation.value())
                .query((row, number) -> Sender.of(row))
                .single();
    }

    /** Lets the invitations' pages follow what becomes of the mails. */
    @EventListener
    @Transactional(readOnly = true)
    public void follow(DeliveryChanged delivery) {
        jdbc.sql("select distinct program_id, upload_id from invitation where id in (:ids)")
                .param("ids", delivery.about())
                .query(row -> {
                    changes.announce(Columns.id(row, "program_id", ProgramId::new));
                    Columns.optionalId(row, "upload_id", UploadId::new).ifPresent(changes::announce);
                });
    }

    private Mail mail(Contents contents) {
        String organisation = contents.sender().organisation();
        String subject = contents.reminder()
                ? text("mail.reminder.subject", organisation, contents.program())
                : text("mail.invitation.subject", organisation, contents.program());
        String heading = contents.reminder()
                ? text("mail.reminder.heading", contents.program())
                : text("mail.invitation.heading", contents.program());
        String lead = contents.reminder()
                ? text("mail.reminder.lead", organisation, contents.learnerId())
                : text("mail.invitation.lead", organisation, contents.learnerId());
        List<String> runs = runs(contents.runs());
        String until = text("mail.invitation.until", UtcTexts.spelled(contents.expiresAt()));
        String ask = text(
                "mail.invitation.ask",
                contents.askedAt().map(EmailAddress::text).orElse(organisation));
        String plain = String.join(
                "\n\n",
                heading,
                lead,
                String.join("\n", runs),
                until,
                text("mail.invitation.accept-plain") + "\n" + contents.link(),
                text("mail.invitation.nothing-yet"),
                ask);
        String html = """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark"><title>%s</title></head>
                <body style="margin:0;padding:24px;font-family:sans-serif;line-height:1.5">
                <div style="max-width:560px;margin:0 auto">
                <h1 style="font-size:22px;line-height:1.3">%s</h1><p>%s</p><p>%s</p><p>%s</p>
                <p><a href="%s" target="_blank" rel="noreferrer" style="display:inline-block;padding:10px 18px;\
                border-radius:8px;background:#0b6b5d;color:#ffffff;font-weight:bold;text-decoration:none">%s</a></p>
                <p>%s</p><p>%s</p></div></body></html>
                """.formatted(
                        escaped(subject),
                        escaped(heading),
                        escaped(lead),
                        runs.stream().map(InvitationMails::escaped).collect(Collectors.joining("<br>")),
                        escaped(until),
                        escaped(contents.link()),
                        escaped(text("mail.invitation.accept")),
                        escaped(text("mail.invitation.nothing-yet")),
                        escaped(ask));
        return new Mail(contents.sender().name(), contents.recipient(), contents.askedAt(), subject, plain, html);
    }

    /** Line by line: a run's name has commas in it as often as not. */
    private List<String> runs(List<String> names) {
        return switch (names.size()) {
            case 0 -> List.of(text("mail.invitation.runs-follow"));
            case 1 -> List.of(text("mail.invitation.run", names.getFirst()));
            default ->
                Stream.concat(
                                Stream.of(text("mail.invitation.runs")),
                                names.stream().map(name -> "– " + name))
                        .toList();
        };
    }

    private String text(String key, Object... values) {
        return texts.getTranslation(key, Locale.ENGLISH, values);
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
