package learningmanager.benchmark;

import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import learningmanager.base.InvitationId;
import learningmanager.base.Slice;
import learningmanager.invitation.CorrectionService;
import learningmanager.invitation.InvitationFilter;
import learningmanager.invitation.InvitationOrder;
import learningmanager.invitation.InvitationOrder.By;
import learningmanager.invitation.RunStatus;
import learningmanager.invitation.Selection;
import learningmanager.invitation.SentInvitation;
import learningmanager.invitation.SentInvitationService;
import learningmanager.learner.EnrolmentHow;
import learningmanager.learner.LearnerFilter;
import learningmanager.learner.LearnerOrder;
import learningmanager.learner.LearnerService;
import learningmanager.mail.DeliveryStatus;
import learningmanager.program.Program;
import learningmanager.program.RunScope;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Prints what the tabs of a very big run cost against the same in bare JDBC. */
@ServiceTest
class GridBenchmark {
    private static final int ROWS = Integer.getInteger("benchmark.rows", 1_000_000);
    private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
    private static final int CALLS = 101;
    private static final int CALLS_OF_SLOW = 3;
    private static final long SLOW = 200_000_000;
    private static final int WARM_UP = 1_000;
    private static final long WARM_UP_AT_MOST = 2_000_000_000;
    private static final int PAGE = 50;
    private static final int CANCELED = Math.min(10_000, ROWS / 20);
    private static final int CANCEL_ROUNDS = 5;

    /** The lines' columns, and tables that they come from, as somebody would write them by hand. */
    private static final String BARE = """
            select i.id, r.place, r.run_id, l.external_learner_id, i.email, i.sent_at, i.expires_at, r.status,
              m.status, m.sent_at, m.answer
            from invited_run r join invitation i on i.id = r.invitation_id join learner l on l.id = i.learner_id
            left join mail_message m on m.about = i.id where r.place = ? and i.program_id = ?
              and l.organisation_id = (select organisation_id from program where id = ?)""";

    private static final String LEARNERS = """
            select e.id, l.external_learner_id, a.name, a.email, e.run_id, e.enrolled_at, e.how
            from enrolment e join learner l on l.id = e.learner_id join account a on a.id = l.account_id
            where e.place = ? and l.organisation_id = (select organisation_id from program where id = ?)""";

    private static final String PENDING = " and r.status = 'PENDING' and i.expires_at > now()";
    private static final String EXPIRED = " and r.status in ('PENDING', 'EXPIRED') and i.expires_at <= now()";
    private static final String FAILED = " and m.status in ('FAILED', 'BOUNCED')";

    @Autowired
    private SentInvitationService invitations;

    @Autowired
    private CorrectionService corrections;

    @Autowired
    private LearnerService learners;

    @Autowired
    private Invite invite;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private DataSource database;

    @Test
    void prints_what_a_big_runs_invitations_cost() throws Exception {
        SignIn.as("manager@example.org");
        Program program = invite.program("Data Analytics");
        RunScope scope = RunScope.of(program.id(), Invite.run(program, "DATA-ANALYTICS-2"));
        fill(program, scope);

        Figures table = new Figures("The Invitations tab at %,d invitations, PostgreSQL".formatted(ROWS));
        for (By by : By.values()) {
            for (boolean descending : new boolean[] {false, true}) {
                compare(
                        table,
                        "first page by " + by.name().toLowerCase(Locale.ROOT) + (descending ? ", descending" : ""),
                        scope,
                        InvitationFilter.ALL,
                        new InvitationOrder(by, descending),
                        "");
            }
        }
        for (RunStatus status : RunStatus.values()) {
            compare(
                    table,
                    "first page of those " + status.name().toLowerCase(Locale.ROOT),
                    scope,
                    new InvitationFilter("", Optional.of(status), Optional.empty()),
                    InvitationOrder.NEWEST_FIRST,
                    switch (status) {
                        case PENDING -> PENDING;
                        case EXPIRED -> EXPIRED;
                        case ACCEPTED, DECLINED, CANCELED -> " and r.status = '" + status + "'";
                    });
        }
        for (DeliveryStatus delivery : DeliveryStatus.values()) {
            compare(
                    table,
                    "first page of those whose mail is " + delivery.name().toLowerCase(Locale.ROOT),
                    scope,
                    new InvitationFilter("", Optional.empty(), Optional.of(delivery)),
                    InvitationOrder.NEWEST_FIRST,
                    delivery == DeliveryStatus.FAILED ? FAILED : " and m.status = '" + delivery + "'");
        }
        for (By by : By.values()) {
            String of = " by " + by.name().toLowerCase(Locale.ROOT);
            InvitationOrder order = new InvitationOrder(by, false);
            compare(
                    table,
                    "those pending" + of,
                    scope,
                    new InvitationFilter("", Optional.of(RunStatus.PENDING), Optional.empty()),
                    order,
                    PENDING);
            compare(
                    table,
                    "those declined" + of,
                    scope,
                    new InvitationFilter("", Optional.of(RunStatus.DECLINED), Optional.empty()),
                    order,
                    " and r.status = 'DECLINED'");
            compare(
                    table,
                    "those whose mail failed" + of,
                    scope,
                    new InvitationFilter("", Optional.empty(), Optional.of(DeliveryStatus.FAILED)),
                    order,
                    FAILED);
        }
        page500000(table, scope);
        search(table, scope);
        cancel(table, scope);
        export(table, scope);
        table.print();

        fillLearners(scope);
        Figures ofLearners = new Figures("The Learners tab at %,d learners, PostgreSQL".formatted(ROWS));
        for (LearnerOrder.By by : LearnerOrder.By.values()) {
            for (boolean descending : new boolean[] {false, true}) {
                compareLearners(ofLearners, scope, LearnerFilter.ALL, new LearnerOrder(by, descending));
            }
            compareLearners(
                    ofLearners,
                    scope,
                    new LearnerFilter("", Optional.of(EnrolmentHow.LINK)),
                    new LearnerOrder(by, false));
        }
        ofLearners.print();
    }

    /** One of a hundred by a link. */
    private void fillLearners(RunScope scope) {
        jdbc.update("""
                insert into account (id, email, name, password_hash, session_no, version)
                select l.id, md5(l.external_learner_id) || '@example.org', md5(l.id::text), '', 1, 1
                from learner l where l.external_learner_id like 'GRID-%'""");
        jdbc.update("update learner set account_id = id where external_learner_id like 'GRID-%'");
        jdbc.update("""
                insert into enrolment (id, learner_id, program_id, run_id, enrolled_at, how, enrolled_by)
                select uuidv7(), l.id, ?, ?, now(),
                  case when substr(l.external_learner_id, 6)::int % 100 = 0 then 'LINK' else 'INVITATION' end, l.id
                from learner l where l.external_learner_id like 'GRID-%'""", scope.program().value(), scope.key());
        jdbc.execute("vacuum analyze");
    }

    private void compareLearners(Figures table, RunScope scope, LearnerFilter filter, LearnerOrder order)
            throws Exception {
        String key = switch (order.by()) {
            case LEARNER_ID -> "l.external_learner_id";
            case NAME -> "lower(a.name)";
            case EMAIL -> "lower(a.email)";
            // There is one run.
            case RUN, ENROLLED -> "e.id";
            case HOW -> "e.how";
        };
        String direction = order.descending() ? " desc" : "";
        String bare =
                LEARNERS + filter.how().map(how -> " and e.how = '" + how + "'").orElse("") + " order by " + key
                        + direction + ", e.id" + direction + " fetch next ? rows only";
        microseconds(
                table,
                "first page" + filter.how().map(how -> " of those by a link").orElse("") + " by "
                        + order.by().name().toLowerCase(Locale.ROOT) + (order.descending() ? ", descending" : ""),
                () -> learners.enrolled(scope, filter, order, Slice.at(0, PAGE)),
                () -> read(bare, scope.key(), scope.program().value(), PAGE));
    }

    private void fill(Program program, RunScope scope) {
        UUID organisation = program.organisationId().value();
        UUID manager = jdbc.queryForList("select id from account where email = 'manager@example.org'", UUID.class)
                .getFirst();
        jdbc.update("""
                insert into learner (id, organisation_id, external_learner_id, version)
                select uuidv7(), ?, 'GRID-' || n, 1 from generate_series(1, ?) n""", organisation, ROWS);
        jdbc.update("""
                insert into invitation (id, organisation_id, program_id, learner_id, email, expires_at, sent_at, sent_by, link_id,
                  link_version, version)
                select uuidv7(), ?, ?, l.id, md5(l.external_learner_id) || '@example.org',
                  now() + (case when substr(l.external_learner_id, 6)::int % 1000 = 0 then -1
                    else 1 + substr(l.external_learner_id, 6)::int % 300 end) * interval '1' day,
                  now(), ?, gen_random_uuid(), 1, 1
                from learner l where l.external_learner_id like 'GRID-%'""", organisation, program.id().value(), manager);
        jdbc.update("""
                insert into invited_run (invitation_id, learner_id, program_id, run_id, status)
                select i.id, i.learner_id, i.program_id, ?, case substr(l.external_learner_id, 6)::int % 100
                  when 1 then 'DECLINED' when 2 then 'CANCELED' when 3 then 'ACCEPTED' else 'PENDING' end
                from invitation i join learner l on l.id = i.learner_id""", scope.key());
        jdbc.update("""
                insert into mail_message (id, about, program_id, recipient, status, attempts, queued_at, due_at, sent_at)
                select uuidv7(), i.id, i.program_id, i.email, case when i.learner_id::text like '%00' then 'FAILED' else 'SENT' end, 1, now(), now(),
                  now() from invitation i""");
        jdbc.execute("vacuum analyze");
    }

    private void compare(
            Figures table,
            String name,
            RunScope scope,
            InvitationFilter filter,
            InvitationOrder order,
            String condition)
            throws Exception {
        String key = switch (order.by()) {
            case LEARNER_ID -> "l.external_learner_id";
            case EMAIL -> "coalesce(lower(i.email), '')";
            case SENT -> "r.invitation_id";
            case EXPIRES -> "i.expires_at";
            // Whoever knew which status comes first would read its lines alone. There is one run.
            case STATUS, RUN -> "r.invitation_id";
            case DELIVERY -> "m.status";
        };
        String first = order.by() != By.STATUS || !condition.isEmpty() ? "" : order.descending() ? EXPIRED : PENDING;
        String direction = order.descending() ? " desc" : "";
        String bare = BARE + condition + first + " order by " + key + direction + ", r.invitation_id" + direction;
        UUID program = scope.program().value();
        // One plan does for runs of any size or, where the limit is a parameter, PostgreSQL plans for the values (ADR
        // 12).
        boolean plannedOnce = order.by() == By.SENT && filter.delivery().isEmpty() && !condition.contains("expires_at");
        Callable<?> limit = plannedOnce
                ? () -> read(bare + " fetch next " + PAGE + " rows only", scope.key(), program, program)
                : () -> read(bare + " fetch next ? rows only", scope.key(), program, program, PAGE);
        microseconds(table, name, () -> invitations.sent(scope, filter, order, Slice.at(0, PAGE)), limit);
    }

    /** Reached by scrolling: the row before is known. */
    private void page500000(Figures table, RunScope scope) throws Exception {
        SentInvitation middle = invitations
                .sent(scope, InvitationFilter.ALL, InvitationOrder.NEWEST_FIRST, Slice.at(ROWS / 2, 1))
                .getFirst();
        Slice<SentInvitation> slice = new Slice<>(Optional.of(middle), 0, PAGE);
        String bare = BARE + " and r.invitation_id < ? order by r.invitation_id desc fetch next " + PAGE + " rows only";
        microseconds(
                table,
                "the page in the middle, newest first",
                () -> invitations.sent(scope, InvitationFilter.ALL, InvitationOrder.NEWEST_FIRST, slice),
                () -> read(
                        bare,
                        scope.key(),
                        scope.program().value(),
                        scope.program().value(),
                        middle.invitation().value()));
    }

    private void search(Figures table, RunScope scope) throws Exception {
        String part = jdbc.queryForList(
                        "select email from invitation where email is not null order by id limit 1", String.class)
                .getFirst()
                .substring(5, 12);
        String bare = "select id, email from invitation where lower(email) like ? limit " + PAGE;
        microseconds(
                table,
                "search by part of an e-mail",
                () -> invitations.sent(
                        scope, InvitationFilter.searching(part), InvitationOrder.NEWEST_FIRST, Slice.at(0, PAGE)),
                () -> read(bare, "%" + part + "%"));
    }

    private void cancel(Figures table, RunScope scope) throws Exception {
        List<UUID> pending = jdbc.queryForList(
                "select r.invitation_id from invited_run r join invitation i on i.id = r.invitation_id"
                        + " where r.place = ? and r.status = 'PENDING' and i.expires_at > now() order by random() limit ?",
                UUID.class,
                scope.key(),
                2 * (CANCEL_ROUNDS + 1) * CANCELED);
        List<Double> limits = new ArrayList<>();
        List<Double> figures = new ArrayList<>();
        for (int round = 0; round <= CANCEL_ROUNDS; round++) {
            List<UUID> bare = pending.subList(2 * round * CANCELED, (2 * round + 1) * CANCELED);
            List<UUID> ours = pending.subList((2 * round + 1) * CANCELED, (2 * round + 2) * CANCELED);
            double limit = seconds(() -> bareCancel(bare));
            Selection selection = new Selection.Lines(ours.stream()
                    .map(id -> new SentInvitation.Key(new InvitationId(id), scope.key()))
                    .toList());
            double figure = seconds(() -> corrections.cancel(scope, selection).done());
            if (round > 0) {
                limits.add(limit);
                figures.add(figure);
            }
        }
        table.seconds("cancel %,d selected".formatted(CANCELED), Figures.middle(figures), Figures.middle(limits), 2);
    }

    private int bareCancel(List<UUID> ids) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement(
                            "update invited_run set status = 'CANCELED', decided_at = now() where invitation_id = any (?)");
                    PreparedStatement audit = connection.prepareStatement("""
                            insert into audit_event (id, at, organisation_id, program_id, run_id, subject_kind, subject_id, subject_name,
                              action)
                            select uuidv7(), now(), i.organisation_id, i.program_id, r.run_id, 'INVITATION', i.id,
                              l.external_learner_id, 'CANCELED'
                            from invitation i join invited_run r on r.invitation_id = i.id join learner l on l.id = i.learner_id
                            where i.id = any (?)""")) {
                update.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                audit.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                int canceled = update.executeUpdate();
                audit.executeUpdate();
                connection.commit();
                return canceled;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void export(Figures table, RunScope scope) throws Exception {
        List<Double> limits = new ArrayList<>();
        List<Double> figures = new ArrayList<>();
        String copy =
                "copy (select l.external_learner_id, i.email, n.name, i.sent_at, i.expires_at, r.status, m.status, m.sent_at, m.answer"
                        + " from invited_run r join invitation i on i.id = r.invitation_id join learner l on l.id = r.learner_id"
                        + " join program_run n on n.id = r.run_id left join mail_message m on m.about = i.id where r.place = '"
                        + scope.key() + "' order by r.invitation_id) to stdout (format csv)";
        for (int round = 0; round < ROUNDS; round++) {
            limits.add(seconds(() -> {
                try (Connection connection = database.getConnection()) {
                    return connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut(copy, OutputStream.nullOutputStream());
                }
            }));
            figures.add(seconds(() -> {
                invitations.writeFile(scope, InvitationFilter.ALL, OutputStream.nullOutputStream(), Enum::name);
                return 0;
            }));
        }
        table.seconds("CSV of all rows", Figures.middle(figures), Figures.middle(limits), 4);
        double few = heapOf(scope, new InvitationFilter("", Optional.of(RunStatus.DECLINED), Optional.empty()));
        double all = heapOf(scope, InvitationFilter.ALL);
        table.megabytes("heap while writing all, against a hundredth", all, few, 1.25);
    }

    private double heapOf(RunScope scope, InvitationFilter filter) {
        try (LiveHeap heap = new LiveHeap()) {
            invitations.writeFile(scope, filter, OutputStream.nullOutputStream(), Enum::name);
            return heap.peak();
        }
    }

    private int read(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            int rows = 0;
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows++;
                }
            }
            return rows;
        }
    }

    /** The middle of some calls of each, in turn, as a machine is not equally fast all the time; after as many as make both quick. */
    private static void microseconds(Figures table, String name, Callable<?> figure, Callable<?> limit)
            throws Exception {
        warmUp(limit);
        warmUp(figure);
        int calls = Math.max(nanoseconds(limit), nanoseconds(figure)) > SLOW ? CALLS_OF_SLOW : CALLS;
        List<Double> limits = new ArrayList<>();
        List<Double> figures = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            limits.add(nanoseconds(limit) / 1e3);
            figures.add(nanoseconds(figure) / 1e3);
        }
        table.microseconds(name, Figures.middle(figures), Figures.middle(limits), 3);
    }

    private static void warmUp(Callable<?> question) throws Exception {
        long begin = System.nanoTime();
        for (int call = 0; call < WARM_UP && System.nanoTime() - begin < WARM_UP_AT_MOST; call++) {
            question.call();
        }
    }

    private static long nanoseconds(Callable<?> work) throws Exception {
        long begin = System.nanoTime();
        work.call();
        return System.nanoTime() - begin;
    }

    private static double seconds(Callable<?> work) throws Exception {
        return nanoseconds(work) / 1e9;
    }
}
