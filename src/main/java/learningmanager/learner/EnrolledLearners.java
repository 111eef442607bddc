package learningmanager.learner;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import learningmanager.base.Columns;
import learningmanager.base.EnrolmentId;
import learningmanager.base.InParts;
import learningmanager.base.ProgramRunId;
import learningmanager.base.SearchText;
import learningmanager.base.Slice;
import learningmanager.learner.LearnerOrder.By;
import learningmanager.program.RunScope;
import learningmanager.program.RunsByName;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What pages show of who is enrolled: read in sets, a part at a time. */
@Repository
class EnrolledLearners {
    private static final int READ_AT_ONCE = 1_000;

    private static final String PART = """
            e.learner_id in (
              select f.id from learner f where lower(f.external_learner_id) like :search escape '!'
              union select f.id from learner f join account fa on fa.id = f.account_id
                where lower(fa.name) like :search escape '!' or lower(fa.email) like :search escape '!')""";

    private static final String BEGINNING = """
            exists (select 1 from learner f left join account fa on fa.id = f.account_id where f.id = e.learner_id
              and (lower(f.external_learner_id) like :search escape '!' or lower(fa.name) like :search escape '!'
                or lower(fa.email) like :search escape '!'))""";

    private static final String COLUMNS =
            "select e.id, l.external_learner_id, a.name, a.email, e.run_id, e.enrolled_at, e.how from enrolment e";

    private static final String ACCOUNT = " left join account a on a.id = l.account_id";

    /** Of the one organisation, whose learner IDs an index has in order. */
    private static final String LEARNER = " join learner l on l.id = e.learner_id"
            + " and l.organisation_id = (select organisation_id from program where id = :program)";

    /**
     * Lines that an index has in order.
     *
     * @param tables what is read with an enrolment {@code e}
     * @param condition which of the lines are meant
     * @param by what they are sorted by
     */
    private record Part(String tables, String condition, By by) {
        /** They have nothing to be sorted by. */
        static final Part WITHOUT_ACCOUNT = new Part(LEARNER + ACCOUNT, " and l.account_id is null", By.ENROLLED);

        static Part allBy(By by) {
            return new Part(LEARNER + ACCOUNT, "", by);
        }

        static Part withAccountBy(By by) {
            return new Part(LEARNER + " join account a on a.id = l.account_id", "", by);
        }

        static Part of(UUID place) {
            return new Part(LEARNER + ACCOUNT, " and e.place = '" + place + "'", By.ENROLLED);
        }
    }

    private final JdbcClient jdbc;

    EnrolledLearners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<EnrolledLearner> page(RunScope scope, LearnerFilter filter, LearnerOrder order, Slice<EnrolledLearner> slice) {
        return switch (order.by()) {
            case LEARNER_ID, ENROLLED, HOW -> page(Part.allBy(order.by()), scope, filter, order.descending(), slice);
            // Those whose account is gone come last, whichever the direction.
            case NAME, EMAIL -> {
                Part with = Part.withAccountBy(order.by());
                yield pageOfParts(
                        List.of(with, Part.WITHOUT_ACCOUNT),
                        line -> line.email().isEmpty() ? Part.WITHOUT_ACCOUNT : with,
                        scope,
                        filter,
                        order,
                        slice);
            }
            case RUN -> {
                List<Part> runs = (filter.search().isEmpty() ? places(scope, filter) : placesFound(scope, filter))
                        .stream().map(Part::of).toList();
                yield pageOfParts(
                        order.descending() ? runs.reversed() : runs,
                        line -> Part.of(line.run()
                                .map(ProgramRunId::value)
                                .orElse(scope.program().value())),
                        scope,
                        filter,
                        order,
                        slice);
            }
        };
    }

    /** The runs that anybody is on. */
    private List<UUID> places(RunScope scope, LearnerFilter filter) {
        return with(
                        RunsByName.withAny(
                                "select 1 from enrolment e where e.place = p.place and " + conditions(scope, filter)),
                        scope,
                        filter)
                .param("program", scope.program().value())
                .query((row, number) -> row.getObject("place", UUID.class))
                .list();
    }

    /** Those alone that a search finds anybody on: it is not made in each of the others. */
    private List<UUID> placesFound(RunScope scope, LearnerFilter filter) {
        return with(
                        RunsByName.of("select distinct e.place from enrolment e where " + conditions(scope, filter)),
                        scope,
                        filter)
                .query((row, number) -> row.getObject("place", UUID.class))
                .list();
    }

    private List<EnrolledLearner> pageOfParts(
            List<Part> parts,
            Function<EnrolledLearner, Part> partOf,
            RunScope scope,
            LearnerFilter filter,
            LearnerOrder order,
            Slice<EnrolledLearner> slice) {
        return InParts.page(parts, partOf, slice, (part, some) -> page(part, scope, filter, order.descending(), some));
    }

    private List<EnrolledLearner> page(
            Part part, RunScope scope, LearnerFilter filter, boolean descending, Slice<EnrolledLearner> slice) {
        String key = key(part.by);
        JdbcClient.StatementSpec spec = with(
                        COLUMNS + part.tables + " where " + conditions(scope, filter) + part.condition
                                + slice.after()
                                        .map(last -> beyond(part.by, descending))
                                        .orElse("")
                                + " order by %s %2$s, e.id %2$s offset :skip rows fetch next :limit rows only"
                                        .formatted(key, descending ? "desc" : "asc"),
                        scope,
                        filter)
                .param("program", scope.program().value())
                .param("skip", slice.skip())
                .param("limit", slice.limit());
        slice.after()
                .ifPresent(last -> spec.param("last", value(last, part.by))
                        .param("lastId", last.id().value()));
        return spec.query(EnrolledLearners::enrolledLearner).list();
    }

    private static String key(By by) {
        return switch (by) {
            case LEARNER_ID -> "l.external_learner_id";
            case NAME -> "lower(a.name)";
            case EMAIL -> "lower(a.email)";
            case RUN, ENROLLED -> "e.id";
            case HOW -> "e.how";
        };
    }

    private static String beyond(By by, boolean descending) {
        String value = switch (by) {
            case LEARNER_ID, RUN, ENROLLED, HOW -> ":last";
            case NAME, EMAIL -> "lower(cast(:last as varchar))";
        };
        // The first of the two alone is what H2's indexes know.
        return " and %1$s %2$s= %3$s and (%1$s, e.id) %2$s (%3$s, :lastId)"
                .formatted(key(by), descending ? "<" : ">", value);
    }

    private static Object value(EnrolledLearner last, By by) {
        return switch (by) {
            case LEARNER_ID -> last.externalLearnerId();
            case NAME -> last.name();
            case EMAIL -> last.email();
            case RUN, ENROLLED -> last.id().value();
            case HOW -> last.how().name();
        };
    }

    int count(RunScope scope, LearnerFilter filter, int most) {
        return with(
                        "select count(*) from (select 1 as one from enrolment e where " + conditions(scope, filter)
                                + " fetch next :most rows only) counted",
                        scope,
                        filter)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** How many came in each way. */
    Map<EnrolmentHow, Integer> counts(RunScope scope, LearnerFilter filter) {
        Map<EnrolmentHow, Integer> counts = new EnumMap<>(EnrolmentHow.class);
        with(
                        "select e.how, count(*) as n from enrolment e where " + conditions(scope, filter)
                                + " group by e.how",
                        scope,
                        filter)
                .query(row -> {
                    counts.put(EnrolmentHow.valueOf(row.getString("how")), row.getInt("n"));
                });
        return counts;
    }

    /** In the order of enrolment; as many in memory as one page. Wants a transaction around it. */
    void each(RunScope scope, LearnerFilter filter, Consumer<EnrolledLearner> reader) {
        with(COLUMNS + LEARNER + ACCOUNT + " where " + conditions(scope, filter) + " order by e.id", scope, filter)
                .param("program", scope.program().value())
                .withFetchSize(READ_AT_ONCE)
                .query(row -> {
                    reader.accept(enrolledLearner(row, 0));
                });
    }

    private static String conditions(RunScope scope, LearnerFilter filter) {
        return "e." + scope.column() + " = :key"
                + new SearchText(filter.search()).condition(" and " + BEGINNING, " and " + PART)
                + filter.how().map(how -> " and e.how = '" + how.name() + "'").orElse("");
    }

    private JdbcClient.StatementSpec with(String statement, RunScope scope, LearnerFilter filter) {
        JdbcClient.StatementSpec spec = jdbc.sql(statement).param("key", scope.key());
        SearchText text = new SearchText(filter.search());
        return text.isEmpty() ? spec : spec.param("search", text.pattern());
    }

    private static EnrolledLearner enrolledLearner(ResultSet row, int number) throws SQLException {
        return new EnrolledLearner(
                Columns.id(row, "id", EnrolmentId::new),
                row.getString("external_learner_id"),
                Optional.ofNullable(row.getString("name")).orElse(""),
                Optional.ofNullable(row.getString("email")).orElse(""),
                Columns.optionalId(row, "run_id", ProgramRunId::new),
                Columns.instant(row, "enrolled_at"),
                EnrolmentHow.valueOf(row.getString("how")));
    }
}
