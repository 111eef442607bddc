package learningmanager.upload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import learningmanager.base.Columns;
import learningmanager.base.ProgramId;
import learningmanager.upload.RowComparison.Among;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the problems for which a row has to be held against other rows and against what learners hold. */
@Repository
class RowComparisons {
    static final List<String> CODES =
            Arrays.stream(RowComparison.values()).map(RowComparison::code).toList();

    private static final String ARCHIVED = "run.archived";

    /**
     * Rows with one of so many keys are looked for by these; with more, the whole file is compared: of a million rows, that takes
     * seconds for each kind of problem. H2 takes arrays of up to 65,536.
     */
    static final int MOST_KEYS = 20_000;

    /** Looked up one by one, these cost less than going through a file of a hundred thousand. */
    private static final int MOST_ROWS = 5_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    RowComparisons(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** In place of all found before. */
    void compareAll(Upload upload, Instant now) {
        compareAll(upload, now, Map.of(), () -> false);
    }

    /**
     * In place of all found before.
     *
     * @param known what the rows share, as far as it need not be looked for
     * @param stopped asked before each kind of problem; true leaves the others out
     */
    void compareAll(Upload upload, Instant now, Map<Among, Keys> known, BooleanSupplier stopped) {
        jdbc.sql("delete from upload_problem where upload_no = :upload and code in (:codes) and left_out = false")
                .param("upload", upload.no())
                .param("codes", CODES)
                .update();
        Map<Among, Keys> keys = new EnumMap<>(Among.class);
        keys.putAll(known);
        for (RowComparison comparison : RowComparison.of(upload)) {
            if (stopped.getAsBoolean()) {
                return;
            }
            Keys among = keys.computeIfAbsent(comparison.among(), wanted -> keys(upload, wanted));
            if (among.texts().size() > MOST_KEYS) {
                insert(upload, comparison, now, Optional.empty());
            } else if (among.rows() > MOST_ROWS) {
                insert(upload, comparison, now, Optional.of(among.texts()));
            } else if (among.rows() > 0) {
                Postgresql.lookingUp(template, () -> insert(upload, comparison, now, Optional.of(among.texts())));
            }
        }
    }

    /** What rows share, and how many rows these are: all of a file's can share one e-mail. */
    record Keys(Collection<String> texts, long rows) {}

    /** One more than can be named in a statement tells that there are too many. */
    private Keys keys(Upload upload, Among among) {
        Map<String, Long> rows = new HashMap<>();
        jdbc.sql(among.keys() + " fetch next " + (MOST_KEYS + 1) + " rows only")
                .param("upload", upload.no())
                .param("usual", upload.usualIdLength())
                .query(row -> {
                    rows.put(row.getString(1), row.getLong(2));
                });
        return new Keys(
                rows.keySet(), rows.values().stream().mapToLong(Long::longValue).sum());
    }

    /** In place of those found before among the rows that share a learner, or an e-mail, with rows that changed. */
    void compareAround(Upload upload, Collection<String> learnerKeys, Collection<String> emailKeys, Instant now) {
        for (RowComparison comparison : RowComparison.of(upload)) {
            Collection<String> around = switch (comparison.around()) {
                case LEARNERS -> learnerKeys;
                case EMAILS -> emailKeys;
            };
            jdbc.sql(comparison.deleteAround())
                    .param("upload", upload.no())
                    .param("code", comparison.code())
                    .param("around", around.toArray(String[]::new))
                    .update();
            insert(upload, comparison, now, Optional.of(around));
        }
    }

    private void insert(
            Upload upload, RowComparison comparison, Instant now, Optional<? extends Collection<String>> around) {
        JdbcClient.StatementSpec statement = jdbc.sql(comparison.insert(around.isEmpty()))
                .param("upload", upload.no())
                .param("usual", upload.usualIdLength())
                .param("code", comparison.code())
                .param("warning", comparison.warning())
                .param("now", Columns.at(now));
        around.ifPresent(keys -> statement.param("around", keys.toArray(String[]::new)));
        statement.update();
    }

    /** Adds an error to each row that has expired since it was checked. */
    void findExpired(long upload, Instant now) {
        jdbc.sql("""
                        insert into upload_problem (upload_no, row_no, line, column_name, code, warning, left_out, arguments)
                        select r.upload_no, r.row_no, r.line, 'EXPIRY_TIME', 'expiry.past', false, false, r.expiry_time
                        from upload_row r where r.upload_no = :upload and r.left_out = 0 and r.expires_at <= :now and not exists
                          (select 1 from upload_problem p where p.upload_no = r.upload_no and p.row_no = r.row_no
                             and p.column_name = 'EXPIRY_TIME' and p.warning = false)""").param("upload", upload).param("now", Columns.at(now)).update();
    }

    /** Adds an error to each row of a program that may no longer be invited to. */
    void findForbidden(long upload, List<ProgramId> permitted) {
        List<UUID> allowed = new ArrayList<>(List.of(new UUID(0, 0)));
        permitted.forEach(program -> allowed.add(program.value()));
        jdbc.sql("""
                        insert into upload_problem (upload_no, row_no, line, column_name, code, warning, left_out, arguments)
                        select r.upload_no, r.row_no, r.line, 'PROGRAM_CODE', 'program.unknown', false, false, r.program_code
                        from upload_row r where r.upload_no = :upload and r.left_out = 0 and r.program_id is not null
                          and r.program_id not in (:permitted) and not exists
                          (select 1 from upload_problem p where p.upload_no = r.upload_no and p.row_no = r.row_no
                             and p.column_name = 'PROGRAM_CODE' and p.warning = false)""").param("upload", upload).param("permitted", allowed).update();
    }

    /** An error for each row whose run was archived meanwhile. */
    void findArchived(long upload) {
        jdbc.sql("""
                        insert into upload_problem (upload_no, row_no, line, column_name, code, warning, left_out, arguments)
                        select r.upload_no, r.row_no, r.line, 'PROGRAM_RUN_CODE', '%s', false, false,
                          r.program_run_code || '%s' || r.program_code
                        from upload_row r join program_run n on n.id = r.run_id
                        where r.upload_no = :upload and r.left_out = 0 and n.archived_at is not null and not exists
                          (select 1 from upload_problem p where p.upload_no = r.upload_no and p.row_no = r.row_no
                             and p.column_name = 'PROGRAM_RUN_CODE' and p.warning = false)""".formatted(ARCHIVED, Upload.SEPARATOR))
                .param("upload", upload)
                .update();
    }

    /** What a reupload did to the errors of the file before: those of the same cell of the same learner are the same. */
    void compareFiles(long before, long after) {
        String errors = """
                select p.code, r.external_learner_id as learner,
                  case p.column_name when 'EXTERNAL_LEARNER_ID' then r.external_learner_id when 'EMAIL' then r.email
                    when 'PROGRAM_CODE' then r.program_code when 'PROGRAM_RUN_CODE' then r.program_run_code
                    else r.expiry_time end as cell, %s
                from upload_problem p join upload_row r on r.upload_no = p.upload_no and r.row_no = p.row_no
                where p.upload_no = :%s and p.warning = false and p.left_out = false""";
        jdbc.sql("""
                        insert into upload_comparison (upload_no, code, fixed, still, fresh)
                        select :after, code, sum(greatest(was - now_is, 0)), sum(least(was, now_is)), sum(greatest(now_is - was, 0))
                        from (select code, sum(was) as was, sum(now_is) as now_is from (%s union all %s) as errors
                              group by code, learner, cell) as compared
                        group by code""".formatted(
                                errors.formatted("1 as was, 0 as now_is", "before"),
                                errors.formatted("0 as was, 1 as now_is", "after")))
                .param("before", before)
                .param("after", after)
                .update();
    }
}
