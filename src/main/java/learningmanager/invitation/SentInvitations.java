package learningmanager.invitation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.Columns;
import learningmanager.base.InvitationId;
import learningmanager.base.LearnerId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.mail.DeliveryStatus;
import learningmanager.program.RunScope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What pages show of invitations: read in sets, a page at a time. */
@Repository
class SentInvitations {
    private static final String STATUS =
            "case when r.status = 'PENDING' and i.expires_at <= :now then 'EXPIRED' else r.status end";

    /** The learner has another invitation to the same place, which is good or was. */
    private static final String INVITED_ANEW = """
            exists (select 1 from invited_run other join invitation o on o.id = other.invitation_id
              where other.learner_id = r.learner_id and other.place = r.place and other.invitation_id <> r.invitation_id
                and (other.status = 'ACCEPTED' or other.status = 'PENDING' and o.expires_at > :now))""";

    private final JdbcClient jdbc;

    SentInvitations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<SentInvitation> page(RunScope scope, InvitationFilter filter, Instant now, int offset, int limit) {
        return filtered("""
                        select i.id, r.place, r.run_id, l.external_learner_id, i.email, i.sent_at, i.expires_at,
                               %s as status, m.status as delivery, m.sent_at as mail_sent_at, m.answer
                        %s left join mail_message m on m.id =
                          (select latest.id from mail_message latest where latest.about = i.id order by latest.id desc limit 1)
                        where %s order by r.invitation_id desc, r.place
                        offset :offset rows fetch next :limit rows only""", scope, filter, now)
                .param("offset", offset)
                .param("limit", limit)
                .query(SentInvitations::sentInvitation)
                .list();
    }

    int count(RunScope scope, InvitationFilter filter, Instant now) {
        return filtered("select count(*) %2$s where %3$s", scope, filter, now)
                .query((row, number) -> row.getInt(1))
                .single();
    }

    Map<RunStatus, Integer> countByStatus(RunScope scope, String search, Instant now) {
        Map<RunStatus, Integer> counts = new EnumMap<>(RunStatus.class);
        filtered(
                        "select status, count(*) as n from (select %s as status %s where %s) as statuses group by status",
                        scope, new InvitationFilter(search, Optional.empty()), now)
                .query(row -> {
                    counts.put(RunStatus.valueOf(row.getString("status")), row.getInt("n"));
                });
        return counts;
    }

    private JdbcClient.StatementSpec filtered(String statement, RunScope scope, InvitationFilter filter, Instant now) {
        String conditions = "r." + scope.column() + " = :key"
                + (filter.search().isEmpty()
                        ? ""
                        : " and (lower(l.external_learner_id) like :search escape '!' or lower(i.email) like :search escape '!')")
                + filter.status().map(status -> " and " + STATUS + " = :status").orElse("");
        String tables =
                "from invited_run r join invitation i on i.id = r.invitation_id join learner l on l.id = r.learner_id";
        JdbcClient.StatementSpec spec = jdbc.sql(statement.formatted(STATUS, tables, conditions))
                .param("key", scope.key())
                .param("now", Columns.at(now));
        if (!filter.search().isEmpty()) {
            spec = spec.param("search", Columns.containing(filter.search().toLowerCase(Locale.ROOT)));
        }
        return filter.status().isPresent()
                ? spec.param("status", filter.status().get().name())
                : spec;
    }

    static SentInvitation sentInvitation(ResultSet row, int number) throws SQLException {
        return new SentInvitation(
                Columns.id(row, "id", InvitationId::new),
                row.getObject("place", UUID.class),
                Columns.optionalId(row, "run_id", ProgramRunId::new),
                row.getString("external_learner_id"),
                Optional.ofNullable(row.getString("email")),
                Columns.instant(row, "sent_at"),
                Columns.instant(row, "expires_at"),
                RunStatus.valueOf(row.getString("status")),
                Optional.ofNullable(row.getString("delivery")).map(DeliveryStatus::valueOf),
                Columns.optionalInstant(row, "mail_sent_at"),
                Optional.ofNullable(row.getString("answer")));
    }

    List<UUID> pendingPlaces(LearnerId learner, ProgramId program, Instant now) {
        return jdbc.sql("""
                        select r.place from invited_run r join invitation i on i.id = r.invitation_id
                        where r.learner_id = :learner and r.program_id = :program and r.status = 'PENDING'
                          and i.expires_at > :now""")
                .param("learner", learner.value())
                .param("program", program.value())
                .param("now", Columns.at(now))
                .query((row, number) -> row.getObject("place", UUID.class))
                .list();
    }

    Map<UUID, Integer> pendingCounts(List<ProgramId> programs, Instant now) {
        Map<UUID, Integer> counts = new HashMap<>();
        jdbc.sql("""
                        select r.run_id as place, count(*) as n
                        from invited_run r join invitation i on i.id = r.invitation_id
                        where r.program_id in (:programs) and r.run_id is not null
                          and r.status = 'PENDING' and i.expires_at > :now
                        group by r.run_id
                        union all
                        select r.program_id, count(*)
                        from invited_run r join invitation i on i.id = r.invitation_id
                        where r.program_id in (:programs) and r.status = 'PENDING' and i.expires_at > :now
                        group by r.program_id""")
                .param("programs", programs.stream().map(ProgramId::value).toList())
                .param("now", Columns.at(now))
                .query(row -> {
                    counts.put(row.getObject("place", UUID.class), row.getInt("n"));
                });
        return counts;
    }

    /** Whether an expired invitation has successors to all its runs. */
    boolean isInvitedAnew(InvitationId expired, Instant now) {
        return jdbc.sql("select count(*) from invited_run r where r.invitation_id = :id"
                                + " and r.status in ('PENDING', 'EXPIRED') and not " + INVITED_ANEW)
                        .param("id", expired.value())
                        .param("now", Columns.at(now))
                        .query(Integer.class)
                        .single()
                == 0;
    }

    /** Those not settled yet, each with its runs that the learner was not invited to again. */
    List<NewLinkRequest> newLinkRequests(List<ProgramId> programs, Instant now) {
        Map<InvitationId, NewLinkRequest> requests = new LinkedHashMap<>();
        Map<InvitationId, List<ProgramRunId>> runs = new HashMap<>();
        jdbc.sql("""
                        select i.id, i.program_id, p.title, l.external_learner_id, i.email, i.new_link_asked_at, r.run_id
                        from invitation i join program p on p.id = i.program_id join learner l on l.id = i.learner_id
                        join invited_run r on r.invitation_id = i.id
                        where i.program_id in (:programs) and i.new_link_asked_at is not null and not %s
                        order by i.new_link_asked_at, i.id""".formatted(INVITED_ANEW))
                .param("now", Columns.at(now))
                .param("programs", programs.stream().map(ProgramId::value).toList())
                .query(row -> {
                    InvitationId id = Columns.id(row, "id", InvitationId::new);
                    List<ProgramRunId> ofThis = runs.computeIfAbsent(id, key -> new ArrayList<>());
                    Columns.optionalId(row, "run_id", ProgramRunId::new).ifPresent(ofThis::add);
                    requests.put(
                            id,
                            new NewLinkRequest(
                                    id,
                                    Columns.id(row, "program_id", ProgramId::new),
                                    row.getString("title"),
                                    List.copyOf(ofThis),
                                    row.getString("external_learner_id"),
                                    Optional.ofNullable(row.getString("email")),
                                    Columns.instant(row, "new_link_asked_at")));
                });
        return List.copyOf(requests.values());
    }
}
