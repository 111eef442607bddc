package learningmanager.invitation;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import learningmanager.audit.AuditAction;
import learningmanager.audit.AuditLog;
import learningmanager.base.AccountId;
import learningmanager.base.Columns;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.UploadId;
import learningmanager.mail.DeliveryStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All invitations of one upload: counted, read and canceled in sets. */
@Repository
class UploadedInvitations {
    /** The invitations of an upload that whoever sent them sees: those of programs that they manage now. */
    record Seen(UploadId upload, AccountId by, List<ProgramId> programs, Instant now) {
        private static final UUID NO_PROGRAM = new UUID(0, 0);

        /** Gives ID and learner of those that have not expired. */
        static final String NOT_EXPIRED = """
                select id, learner_id from invitation
                where upload_id = :upload and sent_by = :by and program_id in (:programs) and expires_at > :now""";

        /** Gives ID and learner of all of them. */
        static final String ALL = """
                select id as about, learner_id from invitation
                where upload_id = :upload and sent_by = :by and program_id in (:programs)""";

        /** SQL takes no empty list: no program's ID is in it always. */
        Map<String, ?> parameters() {
            List<UUID> ids = Stream.concat(
                            Stream.of(NO_PROGRAM), programs.stream().map(ProgramId::value))
                    .toList();
            return Map.of("upload", upload.value(), "by", by.value(), "programs", ids, "now", Columns.at(now));
        }
    }

    private static final int READ_AT_ONCE = 1_000;

    private static final String STATUS =
            "case when r.status = 'PENDING' and i.expires_at <= :now then 'EXPIRED' else r.status end";

    private static final String SEEN = "i.upload_id = :upload and i.sent_by = :by and i.program_id in (:programs)";

    private static final String LATEST_MAIL =
            "not exists (select 1 from mail_message later where later.about = m.about and later.id > m.id)";

    private final JdbcClient jdbc;

    UploadedInvitations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * How many invitations were canceled; for whoever holds their learners. Joined by key alone, the status asked of what was
     * found: right after a file was sent, PostgreSQL takes what is pending for a few rows, and would go through all of them for
     * each invitation. Merged, not "where id in (…)": H2 would run that query again for each row.
     */
    int cancelPending(Seen seen) {
        int canceled = jdbc.sql("""
                        merge into invitation v using
                          (select i.id, max(case when r.status = 'PENDING' then 1 else 0 end) as pending
                           from (%s) i join invited_run r on r.invitation_id = i.id group by i.id) s on v.id = s.id
                        when matched and s.pending = 1 then update set version = v.version + 1""".formatted(Seen.NOT_EXPIRED))
                .params(seen.parameters())
                .update();
        jdbc.sql("""
                        merge into invited_run r using (%s) i on r.invitation_id = i.id
                        when matched and r.status = 'PENDING' then
                          update set status = 'CANCELED', decided_at = :now, decided_by = :by""".formatted(Seen.NOT_EXPIRED)).params(seen.parameters()).update();
        return canceled;
    }

    /** Of each run that {@link #cancelPending} is about to cancel; joined as there. */
    void recordCancellation(AuditLog audit, Seen seen) {
        audit.recordEach(
                AuditAction.CANCELED, Optional.of(seen.by()), """
                select i.organisation_id, i.program_id, p.run_id, i.id as subject_id, l.external_learner_id as subject_name,
                  cast(null as varchar) as was, cast(null as varchar) as became
                from (select r.invitation_id, r.run_id, case when r.status = 'PENDING' then 1 else 0 end as pending
                      from (%s) n join invited_run r on r.invitation_id = n.id) p
                join invitation i on i.id = p.invitation_id join learner l on l.id = i.learner_id
                where p.pending = 1""".formatted(Seen.NOT_EXPIRED), seen.parameters());
    }

    /** @param count how many of the upload's invitations, or mails, it was done to */
    void record(AuditLog audit, AuditAction action, Seen seen, int count) {
        audit.recordEach(
                action,
                Optional.of(seen.by()),
                """
                select organisation_id, cast(null as uuid) as program_id, cast(null as uuid) as run_id, id as subject_id,
                  file_name as subject_name, cast(null as varchar) as was, cast(:count as varchar) as became
                from upload where id = :upload""",
                Map.of("upload", seen.upload().value(), "count", count));
    }

    List<ProgramId> programs(Seen seen) {
        return of(seen, "select distinct i.program_id from invitation i where %1$s")
                .query((row, number) -> Columns.id(row, "program_id", ProgramId::new))
                .list();
    }

    UploadStanding standing(Seen seen) {
        Map<RunStatus, Integer> invitations = invitations(seen);
        int seenInAll =
                invitations.values().stream().mapToInt(Integer::intValue).sum();
        return new UploadStanding(invitations, deliveries(seen), runs(seen), count(seen) - seenInAll);
    }

    private Map<RunStatus, Integer> invitations(Seen seen) {
        List<RunStatus> byRank = List.of(
                RunStatus.PENDING, RunStatus.ACCEPTED, RunStatus.DECLINED, RunStatus.EXPIRED, RunStatus.CANCELED);
        Map<RunStatus, Integer> counts = new EnumMap<>(RunStatus.class);
        of(seen, """
                        select standing, count(*) as n from
                          (select min(case %2$s when 'PENDING' then 0 when 'ACCEPTED' then 1 when 'DECLINED' then 2
                             when 'EXPIRED' then 3 else 4 end) as standing
                           from invitation i join invited_run r on r.invitation_id = i.id where %1$s group by i.id) as s
                        group by standing""").query(row -> {
            counts.put(byRank.get(row.getInt("standing")), row.getInt("n"));
        });
        return counts;
    }

    private Map<DeliveryStatus, Integer> deliveries(Seen seen) {
        Map<DeliveryStatus, Integer> counts = new EnumMap<>(DeliveryStatus.class);
        of(seen, """
                        select m.status, count(*) as n from invitation i join mail_message m on m.about = i.id
                        where %1$s and %3$s group by m.status""").query(row -> {
            counts.put(DeliveryStatus.valueOf(row.getString("status")), row.getInt("n"));
        });
        return counts;
    }

    private List<UploadStanding.OfRun> runs(Seen seen) {
        record Place(ProgramId program, Optional<ProgramRunId> run) {}
        Map<Place, Map<RunStatus, Integer>> places = new LinkedHashMap<>();
        of(seen, """
                        select program_id, run_id, status, count(*) as n from
                          (select r.program_id, r.run_id, %2$s as status
                           from invitation i join invited_run r on r.invitation_id = i.id where %1$s) as s
                        group by program_id, run_id, status""").query(row -> {
            Place place = new Place(
                    Columns.id(row, "program_id", ProgramId::new),
                    Columns.optionalId(row, "run_id", ProgramRunId::new));
            places.computeIfAbsent(place, key -> new EnumMap<>(RunStatus.class))
                    .put(RunStatus.valueOf(row.getString("status")), row.getInt("n"));
        });
        return places.entrySet().stream()
                .map(place -> new UploadStanding.OfRun(
                        place.getKey().program(), place.getKey().run(), place.getValue()))
                .toList();
    }

    boolean isMine(Seen seen) {
        return jdbc.sql("select count(*) from upload where id = :upload and owner_id = :by")
                        .params(seen.parameters())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private int count(Seen seen) {
        return jdbc.sql("select count(*) from invitation where upload_id = :upload and sent_by = :by")
                .params(seen.parameters())
                .query(Integer.class)
                .single();
    }

    List<FailedDelivery> failedDeliveries(Seen seen, int limit) {
        return of(seen, """
                        select l.external_learner_id, m.recipient, m.answer
                        from invitation i join mail_message m on m.about = i.id join learner l on l.id = i.learner_id
                        where %1$s and m.status in ('FAILED', 'BOUNCED') and %3$s
                        order by i.upload_row_no fetch next :limit rows only""")
                .param("limit", limit)
                .query((row, number) -> new FailedDelivery(
                        row.getString("external_learner_id"),
                        row.getString("recipient"),
                        Optional.ofNullable(row.getString("answer")).orElse("")))
                .list();
    }

    /** Run by run, in the order of the file; as many in memory as one page. Wants a transaction around it. */
    void each(Seen seen, Consumer<SentInvitation> reader) {
        int rows = of(seen, "select coalesce(max(i.upload_row_no), 0) from invitation i where %1$s")
                .query(Integer.class)
                .single();
        // By ranges of the file's rows, not "the next thousand": that is sorted anew for each page where statistics are
        // old.
        for (int from = 1; from <= rows; from += READ_AT_ONCE) {
            of(seen, """
                            select i.id, r.place, r.run_id, l.external_learner_id, i.email, i.sent_at, i.expires_at,
                              %2$s as status, m.status as delivery, m.sent_at as mail_sent_at, m.answer
                            from invitation i join invited_run r on r.invitation_id = i.id join learner l on l.id = i.learner_id
                            left join mail_message m on m.about = i.id and %3$s
                            where %1$s and i.upload_row_no between :from and :to order by i.upload_row_no, r.place""")
                    .param("from", from)
                    .param("to", from + READ_AT_ONCE - 1)
                    .query(SentInvitations::sentInvitation)
                    .list()
                    .forEach(reader);
        }
    }

    private JdbcClient.StatementSpec of(Seen seen, String statement) {
        return jdbc.sql(statement.formatted(SEEN, STATUS, LATEST_MAIL)).params(seen.parameters());
    }
}
