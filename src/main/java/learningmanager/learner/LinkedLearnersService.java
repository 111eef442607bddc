package learningmanager.learner;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditEvent;
import learningmanager.audit.AuditLog;
import learningmanager.audit.RecordedEvent;
import learningmanager.base.AccountId;
import learningmanager.base.Changes;
import learningmanager.base.Columns;
import learningmanager.base.LearnerId;
import learningmanager.base.NotFoundException;
import learningmanager.base.OrganisationId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.SearchText;
import learningmanager.base.Slice;
import learningmanager.program.RunScope;
import learningmanager.security.Permissions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * An organisation's learner IDs, and whose they are. For its learning managers: a learner ID is the organisation's, not a program's. What
 * is not mine is not found.
 */
@Service
@Transactional
public class LinkedLearnersService {
    private static final String LEARNERS =
            " from learner l left join account a on a.id = l.account_id where l.organisation_id = :organisation ";

    private static final String PART = """
            and l.id in (select f.id from learner f where lower(f.external_learner_id) like :search escape '!'
               union select f.id from learner f join account fa on fa.id = f.account_id
                 where lower(fa.name) like :search escape '!' or lower(fa.email) like :search escape '!')""";

    private static final String BEGINNING = """
            and (lower(l.external_learner_id) like :search escape '!' or lower(a.name) like :search escape '!'
               or lower(a.email) like :search escape '!')""";

    private static final String SELECT = """
            select l.id, l.external_learner_id, l.account_id, a.name, a.email,
              (select count(*) from enrolment e where e.learner_id = l.id) as enrolments,
              (select count(*) from invited_run r join invitation i on i.id = r.invitation_id
               where r.learner_id = l.id and r.status = 'PENDING' and i.expires_at > :now) as pending
            """;

    private final JdbcClient jdbc;
    private final Permissions permissions;
    private final AuditLog log;
    private final Changes changes;
    private final Clock clock;

    LinkedLearnersService(JdbcClient jdbc, Permissions permissions, AuditLog log, Changes changes, Clock clock) {
        this.jdbc = jdbc;
        this.permissions = permissions;
        this.log = log;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Some of an organisation's learner IDs, in their order.
     *
     * @param search part of the learner ID, the name or the e-mail, in any case, from three characters on, and how one of them begins
     *     below; empty for all
     */
    @Transactional(readOnly = true)
    public List<LinkedLearner> learners(OrganisationId organisation, String search, Slice<LinkedLearner> slice) {
        expectMine(organisation);
        JdbcClient.StatementSpec page = found(
                        SELECT + LEARNERS + new SearchText(search).condition(BEGINNING, PART)
                                + slice.after()
                                        .map(last -> " and l.external_learner_id > :last")
                                        .orElse("")
                                + " order by l.external_learner_id offset :skip rows fetch next :limit rows only",
                        organisation,
                        search)
                .param("now", Columns.at(clock.instant()))
                .param("skip", slice.skip())
                .param("limit", slice.limit());
        slice.after().ifPresent(last -> page.param("last", last.externalLearnerId()));
        return page.query(LinkedLearnersService::learner).list();
    }

    /** How many {@link #learners} has in all, up to {@code most}, so that nobody waits for a million to be counted. */
    @Transactional(readOnly = true)
    public int countLearners(OrganisationId organisation, String search, int most) {
        expectMine(organisation);
        return found(
                        "select count(*) from (select 1 as one" + LEARNERS
                                + new SearchText(search).condition(BEGINNING, PART)
                                + " fetch next :most rows only) counted",
                        organisation,
                        search)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    private JdbcClient.StatementSpec found(String statement, OrganisationId organisation, String search) {
        JdbcClient.StatementSpec spec = jdbc.sql(statement).param("organisation", organisation.value());
        SearchText text = new SearchText(search);
        return text.isEmpty() ? spec : spec.param("search", text.pattern());
    }

    /**
     * One of them.
     *
     * @throws NotFoundException when it is not there or not of an organisation of mine
     */
    @Transactional(readOnly = true)
    public LinkedLearner learner(LearnerId id) {
        expectMine(organisationOf(id));
        return jdbc.sql(SELECT + " from learner l left join account a on a.id = l.account_id where l.id = :id")
                .param("id", id.value())
                .param("now", Columns.at(clock.instant()))
                .query(LinkedLearnersService::learner)
                .single();
    }

    /** What the learner is enrolled on and was invited to, the latest first; what is pending for a place enrolled on is told with that. */
    @Transactional(readOnly = true)
    public List<LearnerPlace> places(LearnerId id) {
        expectMine(organisationOf(id));
        return jdbc.sql("""
                        select p.title, n.name as run, 'ENROLLED' as status, e.enrolled_at as at, p.id as program_id, n.id as run_id,
                          cast(null as varchar) as email, cast(null as timestamp with time zone) as expires_at,
                          (select i.sent_at from invited_run r join invitation i on i.id = r.invitation_id
                           where r.learner_id = e.learner_id and r.place = e.place and r.status = 'PENDING'
                             and i.expires_at > :now) as offered_at, e.how,
                          case when a.deleted_at is null then a.email else a.name end as who
                        from enrolment e join account a on a.id = e.enrolled_by join program p on p.id = e.program_id left join program_run n on n.id = e.run_id
                        where e.learner_id = :id
                        union all
                        select p.title, n.name, case when r.status = 'PENDING' and i.expires_at <= :now then 'EXPIRED' else r.status end,
                          coalesce(r.decided_at, i.sent_at), p.id, n.id, i.email, i.expires_at, null, null, null
                        from invited_run r join invitation i on i.id = r.invitation_id join program p on p.id = r.program_id
                        left join program_run n on n.id = r.run_id
                        where r.learner_id = :id and r.status <> 'ACCEPTED'
                          and not (r.status = 'PENDING' and i.expires_at > :now and exists
                            (select 1 from enrolment e where e.learner_id = r.learner_id and e.place = r.place))
                        order by 4 desc, 1, 2""")
                .param("id", id.value())
                .param("now", Columns.at(clock.instant()))
                .query((row, number) -> new LearnerPlace(
                        row.getString("title"),
                        Optional.ofNullable(row.getString("run")).orElse(""),
                        new RunScope(
                                Columns.id(row, "program_id", ProgramId::new),
                                Columns.optionalId(row, "run_id", ProgramRunId::new)),
                        row.getString("status"),
                        Columns.instant(row, "at"),
                        Optional.ofNullable(row.getString("email")),
                        Optional.ofNullable(row.getString("how")).map(EnrolmentHow::valueOf),
                        Optional.ofNullable(row.getString("who")),
                        Columns.optionalInstant(row, "expires_at"),
                        Columns.optionalInstant(row, "offered_at")))
                .list();
    }

    /** How often and by whom the learner ID was freed from an account, the first first. */
    @Transactional(readOnly = true)
    public List<RecordedEvent> unlinkings(LearnerId id) {
        expectMine(organisationOf(id));
        return log.about(id);
    }

    /**
     * Frees a learner ID from the account that it is tied to; enrolments stay with the learner ID. Whoever accepts its next invitation is
     * tied to it then.
     *
     * @return whether there was an account
     */
    public boolean unlink(LearnerId id) {
        OrganisationId organisation = organisationOf(id);
        expectMine(organisation);
        LinkedLearner before = learner(id);
        Optional<AccountId> account = jdbc.sql("select account_id from learner where id = :id")
                .param("id", id.value())
                .query((row, number) -> Columns.optionalId(row, "account_id", AccountId::new))
                .single();
        int unlinked = jdbc.sql("""
                        update learner set account_id = null, version = version + 1
                        where id = :id and account_id is not null""").param("id", id.value()).update();
        if (unlinked > 0) {
            log.record(AuditEvent.of(AuditAction.LEARNER_UNLINKED, id, before.externalLearnerId())
                    .by(permissions.me().id())
                    .in(organisation)
                    .was(before.email()));
            account.ifPresent(changes::announce);
        }
        return unlinked > 0;
    }

    private OrganisationId organisationOf(LearnerId id) {
        return jdbc.sql("select organisation_id from learner where id = :id")
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .map(OrganisationId::new)
                .orElseThrow(() -> new NotFoundException("learner " + id));
    }

    private void expectMine(OrganisationId organisation) {
        if (!permissions.reach().organisations().contains(organisation)) {
            throw new NotFoundException("learners of organisation " + organisation);
        }
    }

    private static LinkedLearner learner(ResultSet row, int number) throws SQLException {
        return new LinkedLearner(
                Columns.id(row, "id", LearnerId::new),
                row.getString("external_learner_id"),
                Optional.ofNullable(row.getString("name")).orElse(""),
                Optional.ofNullable(row.getString("email")).orElse(""),
                row.getObject("account_id") != null,
                row.getInt("enrolments"),
                row.getInt("pending"));
    }
}
