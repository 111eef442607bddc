package learningmanager.admin;

import java.sql.Types;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditLog;
import learningmanager.base.Cells;
import learningmanager.base.Columns;
import learningmanager.base.EmailAddress;
import learningmanager.base.EmailDomain;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.base.ReminderDays;
import learningmanager.base.Title;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The organisations of this installation. For platform administrators; for others there is nothing here. */
@Service
@Transactional
public class OrganisationService {
    private final JdbcClient jdbc;
    private final Administrators administrators;
    private final AuditLog log;
    private final TransactionTemplate upToASavepoint;

    OrganisationService(
            JdbcClient jdbc, Administrators administrators, AuditLog log, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.administrators = administrators;
        this.log = log;
        // A statement that fails would take the whole of a transaction of PostgreSQL's with it.
        this.upToASavepoint = new TransactionTemplate(transactions);
        this.upToASavepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** All of them, by name. */
    @Transactional(readOnly = true)
    public List<OrganisationSummary> all() {
        administrators.expected();
        return jdbc.sql("""
                        select o.id, o.name,
                          (select count(*) from program p where p.organisation_id = o.id) as programs,
                          (select count(*) from learner l where l.organisation_id = o.id) as learners,
                          (select count(distinct g.account_id) from permission_grant g
                            left join program p on p.id = g.program_id
                            where o.id = g.organisation_id or o.id = p.organisation_id) as people
                        from organisation o order by lower(o.name), o.id""")
                .query((row, number) -> new OrganisationSummary(
                        Columns.id(row, "id", OrganisationId::new),
                        row.getString("name"),
                        row.getInt("programs"),
                        row.getInt("learners"),
                        row.getInt("people")))
                .list();
    }

    /**
     * One of them.
     *
     * @throws NotFoundException when it is not there
     */
    @Transactional(readOnly = true)
    public OrganisationFacts facts(OrganisationId id) {
        administrators.expected();
        return read(id);
    }

    private OrganisationFacts read(OrganisationId id) {
        return jdbc.sql("""
                        select name, coalesce(sender_name, '') as sender_name, coalesce(reply_to, '') as reply_to,
                          coalesce(reminder_days, '') as reminder_days, coalesce(email_domain, '') as email_domain
                        from organisation where id = :id""")
                .param("id", id.value())
                .query((row, number) -> new OrganisationFacts(
                        row.getString("name"),
                        row.getString("sender_name"),
                        row.getString("reply_to"),
                        row.getString("reminder_days"),
                        row.getString("email_domain")))
                .optional()
                .orElseThrow(() -> new NotFoundException("organisation " + id));
    }

    /**
     * Adds one. Refusals: those of {@link Title}, of {@link EmailAddress}, of {@link ReminderDays} and of {@link EmailDomain}, and
     * {@code organisation.name-taken} (the name as the other one has it).
     */
    public OrganisationSaving add(OrganisationFacts facts) {
        administrators.expected();
        OrganisationId id = OrganisationId.next();
        Map<OrganisationField, Refusal> problems = new EnumMap<>(OrganisationField.class);
        OrganisationFacts clean = checked(id, facts, problems);
        if (!problems.isEmpty()) {
            return new OrganisationSaving.Refused(problems);
        }
        if (!write("""
                insert into organisation (id, name, sender_name, reply_to, reminder_days, email_domain)
                values (:id, :name, :sender, :reply, :days, :domain)""", id, clean)) {
            return nameTaken(clean);
        }
        record(AuditEvent.of(AuditAction.ORGANISATION_ADDED, id, clean.name()), id);
        return new OrganisationSaving.Saved(id);
    }

    /**
     * Changes one. Refusals as for {@link #add}.
     *
     * @param seen what the person saw before they changed it
     */
    public OrganisationSaving change(OrganisationId id, OrganisationFacts seen, OrganisationFacts wanted) {
        administrators.expected();
        hold(id);
        OrganisationFacts now = read(id);
        Map<OrganisationField, Refusal> problems = new EnumMap<>(OrganisationField.class);
        OrganisationFacts clean = checked(id, wanted, problems);
        if (!problems.isEmpty()) {
            return new OrganisationSaving.Refused(problems);
        }
        if (!now.equals(seen)) {
            return new OrganisationSaving.ChangedMeanwhile(now);
        }
        if (!write("""
                update organisation set name = :name, sender_name = :sender, reply_to = :reply, reminder_days = :days,
                  email_domain = :domain
                where id = :id""", id, clean)) {
            return nameTaken(clean);
        }
        if (!clean.equals(now)) {
            record(
                    AuditEvent.of(AuditAction.ORGANISATION_CHANGED, id, clean.name())
                            .was(difference(now, clean))
                            .became(difference(clean, now)),
                    id);
        }
        return new OrganisationSaving.Saved(id);
    }

    private OrganisationFacts checked(
            OrganisationId id, OrganisationFacts facts, Map<OrganisationField, Refusal> problems) {
        String name = taken(Title.parse(facts.name()), OrganisationField.NAME, problems)
                .map(Title::text)
                .orElse("");
        if (!name.isEmpty()) {
            nameInUse(id, name).ifPresent(taken -> problems.put(OrganisationField.NAME, nameTaken(taken)));
        }
        return new OrganisationFacts(
                name,
                ifWritten(facts.senderName(), Title::parse, Title::text, OrganisationField.SENDER_NAME, problems),
                ifWritten(
                        facts.replyTo(), EmailAddress::parse, EmailAddress::text, OrganisationField.REPLY_TO, problems),
                ifWritten(
                        facts.reminderDays(),
                        ReminderDays::parse,
                        ReminderDays::toString,
                        OrganisationField.REMINDER_DAYS,
                        problems),
                ifWritten(
                        facts.emailDomain(),
                        EmailDomain::parse,
                        EmailDomain::text,
                        OrganisationField.EMAIL_DOMAIN,
                        problems));
    }

    private static <T> String ifWritten(
            String written,
            Function<String, Parsed<T>> parse,
            Function<T, String> text,
            OrganisationField field,
            Map<OrganisationField, Refusal> problems) {
        return Cells.isBlank(written)
                ? ""
                : taken(parse.apply(written), field, problems).map(text).orElse("");
    }

    /** What another one is called, in whatever case: two of one name could not be told apart in a list. */
    private Optional<String> nameInUse(OrganisationId id, String name) {
        return jdbc.sql("select name from organisation where lower(name) = lower(:name) and id <> :id")
                .param("name", name)
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    private static OrganisationSaving nameTaken(OrganisationFacts facts) {
        return new OrganisationSaving.Refused(Map.of(OrganisationField.NAME, nameTaken(facts.name())));
    }

    private static Refusal nameTaken(String name) {
        return Refusal.of("organisation.name-taken", name);
    }

    private static <T> Optional<T> taken(
            Parsed<T> parsed, OrganisationField field, Map<OrganisationField, Refusal> problems) {
        parsed.whyNot().ifPresent(refusal -> problems.put(field, refusal));
        return parsed.toOptional();
    }

    /** Makes whoever else would change it wait (ADR 18). */
    private void hold(OrganisationId id) {
        jdbc.sql("update organisation set name = name where id = :id")
                .param("id", id.value())
                .update();
    }

    /** Whether it could be written; not where another one was given the name at this same instant. */
    private boolean write(String statement, OrganisationId id, OrganisationFacts facts) {
        try {
            upToASavepoint.executeWithoutResult(status -> jdbc.sql(statement)
                    .param("id", id.value())
                    .param("name", facts.name())
                    .param("sender", orNull(facts.senderName()), Types.VARCHAR)
                    .param("reply", orNull(facts.replyTo()), Types.VARCHAR)
                    .param("days", orNull(facts.reminderDays()), Types.VARCHAR)
                    .param("domain", orNull(facts.emailDomain()), Types.VARCHAR)
                    .update());
            return true;
        } catch (DuplicateKeyException sameName) {
            return false;
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private void record(AuditEvent event, OrganisationId id) {
        log.record(event.by(administrators.expected().id()).in(id));
    }

    /** What the one has that the other has not, in words; what is empty is a dash. */
    private static String difference(OrganisationFacts one, OrganisationFacts other) {
        Map<String, String> others = inWords(other);
        return inWords(one).entrySet().stream()
                .filter(fact -> !fact.getValue().equals(others.get(fact.getKey())))
                .map(fact -> fact.getKey() + ": " + (fact.getValue().isEmpty() ? "–" : fact.getValue()))
                .collect(Collectors.joining(" · "));
    }

    private static Map<String, String> inWords(OrganisationFacts facts) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("Name", facts.name());
        words.put("Sender name", facts.senderName());
        words.put("Reply to", facts.replyTo());
        words.put("Reminder days", facts.reminderDays());
        words.put("E-mail domain", facts.emailDomain());
        return words;
    }
}
