package learningmanager.invitation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import learningmanager.base.Columns;
import learningmanager.base.InParts;
import learningmanager.base.InvitationId;
import learningmanager.base.LearnerId;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.SearchText;
import learningmanager.base.Slice;
import learningmanager.invitation.InvitationOrder.By;
import learningmanager.mail.DeliveryStatus;
import learningmanager.program.RunScope;
import learningmanager.program.RunsByName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What pages show of invitations: read in sets, a page at a time. */
@Repository
class SentInvitations {
    static final String STATUS =
            "case when r.status = 'PENDING' and i.expires_at <= :now then 'EXPIRED' else r.status end";

    /** The learner has another invitation to the same place, which is good or was. */
    private static final String INVITED_ANEW = """
            exists (select 1 from invited_run other join invitation o on o.id = other.invitation_id
              where other.learner_id = r.learner_id and other.place = r.place and other.invitation_id <> r.invitation_id
                and (other.status = 'ACCEPTED' or other.status = 'PENDING' and o.expires_at > :now))""";

    private static final int READ_AT_ONCE = 1_000;

    private static final String PART = """
            r.invitation_id in (
              select f.id from invitation f where lower(f.email) like :search escape '!'
              union select f.id from invitation f join learner fl on fl.id = f.learner_id
                where lower(fl.external_learner_id) like :search escape '!')""";

    private static final String BEGINNING = """
            (lower(i.email) like :search escape '!' or exists
              (select 1 from learner fl where fl.id = r.learner_id and lower(fl.external_learner_id) like :search escape '!'))""";

    private final JdbcClient jdbc;

    SentInvitations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the one organisation, whose learner IDs an index has in order. */
    private static final String LEARNER = " join learner l on l.id = i.learner_id"
            + " and l.organisation_id = (select organisation_id from program where id = :program)";

    private static final String OF_LEARNER = """
            i.learner_id = (select one.id from learner one where one.external_learner_id = :learner
               and one.organisation_id = (select organisation_id from program where id = :program))""";

    private static final String LATEST_MAIL = """
            mail_message m on m.about = r.invitation_id
              and not exists (select 1 from mail_message later where later.about = m.about and later.id > m.id)""";

    /** Its own columns, and the mail's, which is looked up for the rows of the page alone. */
    private static final String WITH_MAIL = """
            select p.*, m.status as delivery, m.sent_at as mail_sent_at, m.answer
            from (%s) p left join mail_message m on m.id =
              (select latest.id from mail_message latest where latest.about = p.id order by latest.id desc limit 1)""";

    private static final String COLUMNS = """
            i.id, r.place, r.run_id, l.external_learner_id, i.email, i.sent_at, i.expires_at, %s as status""".formatted(STATUS);

    List<SentInvitation> page(
            RunScope scope, InvitationFilter filter, InvitationOrder order, Slice<SentInvitation> slice, Instant now) {
        return switch (order.by()) {
            case STATUS ->
                pageOfParts(PARTS_BY_STATUS, line -> Part.of(line.status()), scope, filter, order, slice, now);
            case DELIVERY ->
                pageOfParts(PARTS_BY_DELIVERY, line -> Part.of(line.delivery()), scope, filter, order, slice, now);
            case RUN -> {
                List<UUID> places =
                        filter.equals(InvitationFilter.ALL) ? places(scope) : placesFound(scope, filter, now);
                yield pageOfParts(
                        places.stream().map(Part::of).toList(),
                        line -> Part.of(line.place()),
                        scope,
                        filter,
                        order,
                        slice,
                        now);
            }
            case LEARNER_ID, EMAIL, SENT, EXPIRES -> page(Part.ALL, scope, filter, order, slice, now);
        };
    }

    /**
     * Lines that are alike in what is sorted by, where no column holds that: "expired" depends on the time, and the latest mail and
     * the run's name are other tables'. An index leads to each part, in which the lines stand in the order of sending.
     */
    private record Part(String condition, boolean withMail) {
        static final Part ALL = new Part("", false);

        static Part of(RunStatus status) {
            return new Part(withStatus(status), false);
        }

        static Part of(Optional<DeliveryStatus> delivery) {
            return delivery.map(status -> new Part(" and m.status = '" + status.name() + "'", true))
                    .orElseGet(() -> new Part(
                            " and not exists (select 1 from mail_message m where m.about = r.invitation_id)", false));
        }

        static Part of(UUID place) {
            return new Part(" and r.place = '" + place + "'", false);
        }
    }

    private static final List<Part> PARTS_BY_STATUS =
            Arrays.stream(RunStatus.values()).map(Part::of).toList();

    /** What needs somebody first; those whose link was handed over last, as they have no mail. */
    private static final List<Part> PARTS_BY_DELIVERY = Stream.concat(
                    Arrays.stream(DeliveryStatus.values()).map(Optional::of),
                    Stream.of(Optional.<DeliveryStatus>empty()))
            .sorted(Comparator.comparingInt(SentInvitations::rank))
            .map(Part::of)
            .toList();

    /** The runs that anybody is invited to. */
    private List<UUID> places(RunScope scope) {
        return jdbc.sql(RunsByName.withAny(
                        "select 1 from invited_run r where r.place = p.place and r." + scope.column() + " = :key"))
                .param("program", scope.program().value())
                .param("key", scope.key())
                .query((row, number) -> row.getObject("place", UUID.class))
                .list();
    }

    /** Those alone that a filter finds anybody invited to: it is not looked for in each of the others. */
    private List<UUID> placesFound(RunScope scope, InvitationFilter filter, Instant now) {
        return with(
                        jdbc.sql(RunsByName.of("select distinct r.place from " + tables(filter, false) + " where "
                                + conditions(scope, filter))),
                        scope,
                        filter,
                        now)
                .query((row, number) -> row.getObject("place", UUID.class))
                .list();
    }

    private List<SentInvitation> pageOfParts(
            List<Part> parts,
            Function<SentInvitation, Part> partOf,
            RunScope scope,
            InvitationFilter filter,
            InvitationOrder order,
            Slice<SentInvitation> slice,
            Instant now) {
        return InParts.page(
                order.descending() ? parts.reversed() : parts,
                partOf,
                slice,
                (part, some) -> page(part, scope, filter, order, some, now));
    }

    private List<SentInvitation> page(
            Part part,
            RunScope scope,
            InvitationFilter filter,
            InvitationOrder order,
            Slice<SentInvitation> slice,
            Instant now) {
        String key = key(order.by());
        String direction = order.descending() ? "desc" : "asc";
        String columns = "select " + COLUMNS + ", " + key + " as sort_key from ";
        String some = slice.after().map(last -> " and " + beyond(order)).orElse("")
                + " order by %s %2$s, r.invitation_id %2$s, r.place %2$s".formatted(key, direction)
                + (slice.skip() == 0 ? "" : " offset :skip rows");
        String page = isChosenByRuns(part, filter, order)
                // With the limit as it is, for PostgreSQL to plan it once: one plan is right for runs of all sizes.
                ? columns + "(select r.* from invited_run r where r.program_id = :program and r." + scope.column()
                        + " = :key"
                        + filter.status().map(SentInvitations::withStatus).orElse("") + some
                        + " fetch next " + slice.limit() + " rows only) r join invitation i on i.id = r.invitation_id"
                        + LEARNER
                // With the limit as a parameter, for it to plan for the values each time (ADR 12).
                : columns + tables(filter, part.withMail()) + LEARNER + " where " + conditions(scope, filter)
                        + part.condition() + some + " fetch next :limit rows only";
        JdbcClient.StatementSpec spec = with(
                        jdbc.sql(WITH_MAIL.formatted(page)
                                + " order by p.sort_key %1$s, p.id %1$s, p.place %1$s".formatted(direction)),
                        scope,
                        filter,
                        now)
                .param("skip", slice.skip())
                .param("limit", slice.limit());
        slice.after().ifPresent(last -> beyond(spec, order.by(), last));
        return spec.query(SentInvitations::sentInvitation).list();
    }

    /** In the order of sending, of all or of a status that no time changes: nothing but the runs says which lines these are. */
    private static boolean isChosenByRuns(Part part, InvitationFilter filter, InvitationOrder order) {
        return order.by() == By.SENT
                && part.equals(Part.ALL)
                && filter.learner().isEmpty()
                && filter.search().isEmpty()
                && filter.delivery().isEmpty()
                && filter.status()
                        .filter(status -> status == RunStatus.PENDING || status == RunStatus.EXPIRED)
                        .isEmpty();
    }

    /** What the lines of a part are sorted by; beside it, none two have the same invitation and place. */
    private static String key(By by) {
        return switch (by) {
            case LEARNER_ID -> "l.external_learner_id";
            case EMAIL -> "coalesce(lower(i.email), '')";
            case RUN, SENT, STATUS, DELIVERY -> "r.invitation_id";
            case EXPIRES -> "i.expires_at";
        };
    }

    private static String beyond(InvitationOrder order) {
        String value = order.by() == By.EMAIL ? "coalesce(lower(cast(:last as varchar)), '')" : ":last";
        // The first of the two alone is what H2's indexes know.
        return "%1$s %2$s= %3$s and (%1$s, r.invitation_id, r.place) %2$s (%3$s, :lastInvitation, :lastPlace)"
                .formatted(key(order.by()), order.descending() ? "<" : ">", value);
    }

    private static void beyond(JdbcClient.StatementSpec spec, By by, SentInvitation last) {
        Optional<Object> value = switch (by) {
            case LEARNER_ID -> Optional.of(last.externalLearnerId());
            case EMAIL -> last.email().map(email -> email);
            case RUN, SENT, STATUS, DELIVERY -> Optional.of(last.invitation().value());
            case EXPIRES -> Optional.of(Columns.at(last.expiresAt()));
        };
        spec.param("last", value.orElse(null))
                .param("lastInvitation", last.invitation().value())
                .param("lastPlace", last.place());
    }

    private static int rank(Optional<DeliveryStatus> delivery) {
        return delivery.map(status -> switch (status) {
                    case FAILED -> 0;
                    case BOUNCED -> 1;
                    case HELD -> 2;
                    case QUEUED -> 3;
                    case SENT -> 4;
                    case DROPPED -> 5;
                })
                .orElse(6);
    }

    /** How many, up to {@code most}: so that nobody waits for a million to be counted. */
    int count(RunScope scope, InvitationFilter filter, Instant now, int most) {
        if (filter.equals(InvitationFilter.ALL)) {
            return jdbc.sql("select count(*) from (select 1 as one from invited_run r where r." + scope.column()
                            + " = :key fetch next :most rows only) counted")
                    .param("key", scope.key())
                    .param("most", most)
                    .query(Integer.class)
                    .single();
        }
        return with(
                        jdbc.sql("select count(*) from (select 1 as one from " + tables(filter, false) + " where "
                                + conditions(scope, filter) + " fetch next :most rows only) counted"),
                        scope,
                        filter,
                        now)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    InvitationCounts counts(RunScope scope, InvitationFilter shown, Instant now) {
        InvitationFilter filter = shown.wherever();
        Map<RunStatus, Integer> statuses = new EnumMap<>(RunStatus.class);
        with(
                        jdbc.sql("select status, count(*) as n from (select " + STATUS + " as status from "
                                + tables(filter, false) + " where " + conditions(scope, filter)
                                + ") found group by status"),
                        scope,
                        filter,
                        now)
                .query(row -> {
                    statuses.put(RunStatus.valueOf(row.getString("status")), row.getInt("n"));
                });
        Map<DeliveryStatus, Integer> deliveries = new EnumMap<>(DeliveryStatus.class);
        with(
                        jdbc.sql("select m.status, count(*) as n from " + tables(filter, true) + " where "
                                + conditions(scope, filter) + " and m.status is not null group by m.status"),
                        scope,
                        filter,
                        now)
                .query(row -> {
                    deliveries.put(DeliveryStatus.valueOf(row.getString("status")), row.getInt("n"));
                });
        return new InvitationCounts(statuses, deliveries);
    }

    /** In the order of sending; as many in memory as one page. Wants a transaction around it. */
    void each(RunScope scope, InvitationFilter filter, Instant now, Consumer<SentInvitation> reader) {
        with(
                        jdbc.sql("select " + COLUMNS
                                + ", m.status as delivery, m.sent_at as mail_sent_at, m.answer from "
                                + tables(filter, true) + " join learner l on l.id = r.learner_id where "
                                + conditions(scope, filter) + " order by r.invitation_id, r.place"),
                        scope,
                        filter,
                        now)
                .withFetchSize(READ_AT_ONCE)
                .query(row -> {
                    reader.accept(sentInvitation(row, 0));
                });
    }

    /** For each program of mine that has any: how many invitations that are pending have a latest mail that didn't arrive. */
    Map<ProgramId, Integer> undelivered(List<ProgramId> programs, Instant now) {
        Map<ProgramId, Integer> counts = new LinkedHashMap<>();
        jdbc.sql("""
                        select r.program_id, count(distinct i.id) as n from mail_message m
                        join invitation i on i.id = m.about join invited_run r on r.invitation_id = i.id
                        where m.status in ('FAILED', 'BOUNCED') and i.program_id in (:programs) and r.status = 'PENDING'
                          and i.expires_at > :now
                          and not exists (select 1 from mail_message later where later.about = m.about and later.id > m.id)
                        group by r.program_id""")
                .param("programs", programs.stream().map(ProgramId::value).toList())
                .param("now", Columns.at(now))
                .query(row -> {
                    counts.put(Columns.id(row, "program_id", ProgramId::new), row.getInt("n"));
                });
        return counts;
    }

    /** The statement with tables and conditions put in; the lines' IDs are r.invitation_id and r.place. */
    JdbcClient.StatementSpec filtered(String statement, RunScope scope, InvitationFilter filter, Instant now) {
        return with(
                jdbc.sql(statement.formatted(tables(filter, false), conditions(scope, filter))), scope, filter, now);
    }

    private static String tables(InvitationFilter filter, boolean withMail) {
        String mail = filter.delivery().isPresent() ? " join " : " left join ";
        return "invited_run r join invitation i on i.id = r.invitation_id"
                + (withMail || filter.delivery().isPresent() ? mail + LATEST_MAIL : "");
    }

    private static String conditions(RunScope scope, InvitationFilter filter) {
        return "r." + scope.column() + " = :key and i.program_id = :program"
                + (filter.learner().isPresent() ? " and " + OF_LEARNER : "")
                + new SearchText(filter.search()).condition(" and " + BEGINNING, " and " + PART)
                + filter.status().map(SentInvitations::withStatus).orElse("")
                + (filter.delivery().isPresent() ? " and m.status in (:delivery)" : "");
    }

    /** Written so that an index over the stored status, or over the expiry, leads to few. */
    private static String withStatus(RunStatus status) {
        return switch (status) {
            case PENDING -> " and r.status = 'PENDING' and i.expires_at > :now";
            case EXPIRED -> " and r.status in ('PENDING', 'EXPIRED') and i.expires_at <= :now";
            case ACCEPTED, DECLINED, CANCELED -> " and r.status = '" + status.name() + "'";
        };
    }

    private static JdbcClient.StatementSpec with(
            JdbcClient.StatementSpec spec, RunScope scope, InvitationFilter filter, Instant now) {
        spec.param("key", scope.key()).param("program", scope.program().value()).param("now", Columns.at(now));
        SearchText search = new SearchText(filter.search());
        if (!search.isEmpty()) {
            spec.param("search", search.pattern());
        }
        filter.learner().ifPresent(learner -> spec.param("learner", learner.text()));
        filter.delivery().ifPresent(delivery -> spec.param("delivery", alike(delivery)));
        return spec;
    }

    /** What bounced failed as well. */
    private static List<String> alike(DeliveryStatus delivery) {
        return delivery == DeliveryStatus.FAILED
                ? List.of(DeliveryStatus.FAILED.name(), DeliveryStatus.BOUNCED.name())
                : List.of(delivery.name());
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
                        where i.program_id in (:programs) and i.new_link_asked_at is not null
                          and r.status in ('PENDING', 'EXPIRED') and not %s
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
