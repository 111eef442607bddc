package learningmanager.learner;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import learningmanager.base.Columns;
import learningmanager.base.EnrolmentId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.SearchText;
import learningmanager.base.Slice;
import learningmanager.learner.LearnerOrder.By;
import learningmanager.program.RunScope;
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

    /** Lines that are read one after the other, as an index has each part in order, and none has both. */
    private enum Part {
        ALL(LEARNER + ACCOUNT, ""),
        WITH_ACCOUNT(LEARNER + " join account a on a.id = l.account_id", ""),
        WITHOUT_ACCOUNT(LEARNER + ACCOUNT, " and l.account_id is null");

        private final String tables;
        private final String condition;

        Part(String tables, String condition) {
            this.tables = tables;
            this.condition = condition;
        }
    }

    private final JdbcClient jdbc;

    EnrolledLearners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<EnrolledLearner> page(RunScope scope, String search, LearnerOrder order, Slice<EnrolledLearner> slice) {
        return switch (order.by()) {
            case LEARNER_ID, ENROLLED, HOW -> page(Part.ALL, scope, search, order, slice);
            case NAME, EMAIL -> pageByAccount(scope, search, order, slice);
        };
    }

    /** Those whose account is gone come last, whichever the direction: they have nothing to be sorted by. */
    private List<EnrolledLearner> pageByAccount(
            RunScope scope, String search, LearnerOrder order, Slice<EnrolledLearner> slice) {
        Optional<EnrolledLearner> without =
                slice.after().filter(last -> last.email().isEmpty());
        List<EnrolledLearner> page = new ArrayList<>();
        int skip = slice.skip();
        if (without.isEmpty()) {
            page.addAll(page(Part.WITH_ACCOUNT, scope, search, order, slice));
            if (page.isEmpty() && skip > 0) {
                skip -= page(Part.WITH_ACCOUNT, scope, search, order, new Slice<>(slice.after(), 0, skip))
                        .size();
            } else {
                skip = 0;
            }
        }
        if (page.size() < slice.limit()) {
            page.addAll(page(
                    Part.WITHOUT_ACCOUNT,
                    scope,
                    search,
                    new LearnerOrder(By.ENROLLED, order.descending()),
                    new Slice<>(without, skip, slice.limit() - page.size())));
        }
        return page;
    }

    private List<EnrolledLearner> page(
            Part part, RunScope scope, String search, LearnerOrder order, Slice<EnrolledLearner> slice) {
        String key = key(order.by());
        String direction = order.descending() ? "desc" : "asc";
        JdbcClient.StatementSpec spec = with(
                        COLUMNS + part.tables + " where " + conditions(scope, search) + part.condition
                                + slice.after().map(last -> beyond(order)).orElse("")
                                + " order by %s %2$s, e.id %2$s offset :skip rows fetch next :limit rows only"
                                        .formatted(key, direction),
                        scope,
                        search)
                .param("program", scope.program().value())
                .param("skip", slice.skip())
                .param("limit", slice.limit());
        slice.after()
                .ifPresent(last -> spec.param("last", value(last, order.by()))
                        .param("lastId", last.id().value()));
        return spec.query(EnrolledLearners::enrolledLearner).list();
    }

    private static String key(By by) {
        return switch (by) {
            case LEARNER_ID -> "l.external_learner_id";
            case NAME -> "lower(a.name)";
            case EMAIL -> "lower(a.email)";
            case ENROLLED -> "e.id";
            case HOW -> "e.how";
        };
    }

    private static String beyond(LearnerOrder order) {
        String value = switch (order.by()) {
            case LEARNER_ID, ENROLLED, HOW -> ":last";
            case NAME, EMAIL -> "lower(cast(:last as varchar))";
        };
        // The first of the two alone is what H2's indexes know.
        return " and %1$s %2$s= %3$s and (%1$s, e.id) %2$s (%3$s, :lastId)"
                .formatted(key(order.by()), order.descending() ? "<" : ">", value);
    }

    private static Object value(EnrolledLearner last, By by) {
        return switch (by) {
            case LEARNER_ID -> last.externalLearnerId();
            case NAME -> last.name();
            case EMAIL -> last.email();
            case ENROLLED -> last.id().value();
            case HOW -> last.how().name();
        };
    }

    int count(RunScope scope, String search, int most) {
        return with(
                        "select count(*) from (select 1 as one from enrolment e where " + conditions(scope, search)
                                + " fetch next :most rows only) counted",
                        scope,
                        search)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /** In the order of enrolment; as many in memory as one page. Wants a transaction around it. */
    void each(RunScope scope, String search, Consumer<EnrolledLearner> reader) {
        with(COLUMNS + Part.ALL.tables + " where " + conditions(scope, search) + " order by e.id", scope, search)
                .param("program", scope.program().value())
                .withFetchSize(READ_AT_ONCE)
                .query(row -> {
                    reader.accept(enrolledLearner(row, 0));
                });
    }

    private static String conditions(RunScope scope, String search) {
        return "e." + scope.column() + " = :key"
                + new SearchText(search).condition(" and " + BEGINNING, " and " + PART);
    }

    private JdbcClient.StatementSpec with(String statement, RunScope scope, String search) {
        JdbcClient.StatementSpec spec = jdbc.sql(statement).param("key", scope.key());
        SearchText text = new SearchText(search);
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
