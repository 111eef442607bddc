package learningmanager.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.AccountId;
import learningmanager.base.Columns;
import learningmanager.base.DatabaseClock;
import learningmanager.base.Id;
import learningmanager.base.ProgramRunId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who did what, and when. Put down in the transaction that does it, so that both are there or neither is; the database lets
 * nobody change or delete what was put down (ADR 9).
 *
 * <p>Asks for no permission: it is for the features that do something or show what was done, and those ask.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class AuditLog {
    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final DatabaseClock clock;

    AuditLog(JdbcClient jdbc, NamedParameterJdbcOperations batches, DatabaseClock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /**
     * Puts one event down.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    public void record(AuditEvent event) {
        recordAll(List.of(event));
    }

    /**
     * Puts all of them down, at once.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    public void recordAll(List<AuditEvent> events) {
        Instant at = clock.now();
        batches.batchUpdate(
                """
                insert into audit_event (id, at, account_id, who, organisation_id, program_id, run_id, subject_kind, subject_id,
                  subject_name, action, was, became, remote_address)
                values (:id, :at, :by, (select email from account where id = :by), :organisation, :program, :run, :kind, :subject,
                  :name, :action, :was, :became, :address)""", events.stream().map(event -> parameters(event, at)).toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource parameters(AuditEvent event, Instant at) {
        return new MapSqlParameterSource(common(event.action(), event.by(), at))
                .addValue("id", Id.nextValue())
                .addValue("organisation", value(event.organisation()), Types.OTHER)
                .addValue("program", value(event.program()), Types.OTHER)
                .addValue("run", value(event.run()), Types.OTHER)
                .addValue("subject", event.subject().value())
                .addValue("name", event.name())
                .addValue("was", event.was().orElse(null), Types.VARCHAR)
                .addValue("became", event.became().orElse(null), Types.VARCHAR);
    }

    /**
     * Puts one event down for each row of a query, in one statement.
     *
     * @param select gives the columns {@code organisation_id}, {@code program_id}, {@code run_id}, {@code subject_id},
     *     {@code subject_name}, {@code was} and {@code became}, in this order
     * @param parameters the query's named parameters; at, by, kind, action and address are taken
     * @return how many events
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    public int recordEach(AuditAction action, Optional<AccountId> by, String select, Map<String, ?> parameters) {
        return jdbc.sql("""
                        insert into audit_event (id, at, account_id, who, organisation_id, program_id, run_id, subject_kind, subject_id,
                          subject_name, action, was, became, remote_address)
                        select uuidv7(), :at, :by, (select email from account where id = :by), s.organisation_id, s.program_id,
                          s.run_id, :kind, s.subject_id, s.subject_name, :action, s.was, s.became, :address
                        from (%s) s""".formatted(select))
                .params(common(action, by, clock.now()))
                .params(parameters)
                .update();
    }

    /** What was done to a thing, the first first. */
    @Transactional(propagation = Propagation.MANDATORY, readOnly = true)
    public List<RecordedEvent> about(Id subject) {
        return jdbc.sql("""
                        select e.at, e.action, e.run_id, e.was, e.became,
                          case when a.deleted_at is null then a.email else a.name end as who
                        from audit_event e left join account a on a.id = e.account_id
                        where e.subject_id = :subject order by e.at, e.id""")
                .param("subject", subject.value())
                .query(AuditLog::recordedEvent)
                .list();
    }

    private static Map<String, @Nullable Object> common(AuditAction action, Optional<AccountId> by, Instant at) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("at", Columns.at(at));
        parameters.put("by", value(by));
        parameters.put("kind", action.subject().name());
        parameters.put("action", action.name());
        parameters.put("address", whereFrom());
        return parameters;
    }

    private static @Nullable UUID value(Optional<? extends Id> id) {
        return id.map(Id::value).orElse(null);
    }

    /** Where whoever acts signed in from, or, not signed in, asks from. */
    private static @Nullable String whereFrom() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : null;
    }

    private static RecordedEvent recordedEvent(ResultSet row, int number) throws SQLException {
        return new RecordedEvent(
                Columns.instant(row, "at"),
                AuditAction.valueOf(row.getString("action")),
                Optional.ofNullable(row.getString("who")),
                Columns.optionalId(row, "run_id", ProgramRunId::new),
                Optional.ofNullable(row.getString("was")),
                Optional.ofNullable(row.getString("became")));
    }
}
