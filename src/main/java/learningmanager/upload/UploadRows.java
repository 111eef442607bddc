package learningmanager.upload;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import learningmanager.base.Columns;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Refusal;
import learningmanager.upload.csv.CheckedRow;
import learningmanager.upload.csv.Column;
import learningmanager.upload.csv.FileProblem;
import learningmanager.upload.csv.Problem;
import learningmanager.upload.csv.Row;
import learningmanager.upload.csv.Severity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of uploads and what is wrong with them, kept under the upload's number. */
@Repository
class UploadRows {
    private static final int FETCHED_AT_ONCE = 1_000;
    private static final int LONGEST_ARGUMENTS = 9_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    UploadRows(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** Writes checked rows, with the problems that they have on their own. */
    void stage(long upload, List<CheckedRow> rows) {
        template.batchUpdate("""
                insert into upload_row (upload_no, row_no, line, external_learner_id, email, program_code, program_run_code,
                  expiry_time, learner_value, email_value, program_id, run_id, expires_at, errors)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", rows, rows.size(), (statement, row) -> setRow(statement, upload, row));
        List<RowProblem> problems = new ArrayList<>();
        rows.forEach(row -> row.problems().forEach(problem -> problems.add(rowProblem(row.row(), problem))));
        stageProblems(upload, problems);
    }

    private static void setRow(PreparedStatement statement, long upload, CheckedRow row) throws SQLException {
        statement.setLong(1, upload);
        statement.setInt(2, row.row().rowNumber());
        statement.setInt(3, row.row().line());
        int parameter = 4;
        for (Column column : Column.values()) {
            statement.setString(parameter++, row.row().cell(column));
        }
        statement.setString(9, row.learner().map(value -> value.text()).orElse(null));
        statement.setString(10, row.email().map(value -> value.text()).orElse(null));
        statement.setObject(11, row.program().map(ProgramId::value).orElse(null), Types.OTHER);
        statement.setObject(12, row.run().map(ProgramRunId::value).orElse(null), Types.OTHER);
        statement.setObject(
                13, row.expiry().map(value -> Columns.at(value.at())).orElse(null), Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setInt(14, row.valid() ? 0 : 1);
    }

    private static RowProblem rowProblem(Row row, Problem problem) {
        return new RowProblem(
                row.rowNumber(),
                row.line(),
                problem.column(),
                problem.severity() == Severity.WARNING,
                problem.refusal());
    }

    /** Writes what is wrong with a refused file. */
    void stageFileProblems(long upload, List<FileProblem> problems) {
        stageProblems(
                upload,
                problems.stream()
                        .map(problem -> new RowProblem(0, problem.line(), Optional.empty(), false, problem.refusal()))
                        .toList());
    }

    private void stageProblems(long upload, List<RowProblem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        template.batchUpdate("""
                insert into upload_problem (upload_no, row_no, line, column_name, code, warning, arguments, suggestion)
                values (?, ?, ?, ?, ?, ?, ?, ?)""", problems, problems.size(), (statement, problem) -> {
            statement.setLong(1, upload);
            statement.setInt(2, problem.rowNo());
            statement.setInt(3, problem.line());
            // A file can have two headings wrong alike: their names keep them apart.
            statement.setString(
                    4, problem.column().map(Column::name).orElseGet(() -> shortened(arguments(problem.refusal()), 30)));
            statement.setString(5, problem.refusal().code());
            statement.setBoolean(6, problem.warning());
            statement.setString(7, shortened(arguments(problem.refusal()), LONGEST_ARGUMENTS));
            statement.setString(8, problem.refusal().suggestion().orElse(null));
        });
    }

    private static String arguments(Refusal refusal) {
        return String.join(Upload.SEPARATOR, refusal.arguments());
    }

    private static String shortened(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }

    /**
     * Finds the problems for which a row has to be held against other rows and against what learners hold, in place of those
     * found before; then counts.
     */
    Findings compare(long upload, Instant now) {
        for (RowComparison comparison : RowComparison.values()) {
            jdbc.sql("delete from upload_problem where upload_no = :upload and code = :code")
                    .param("upload", upload)
                    .param("code", comparison.code())
                    .update();
            jdbc.sql(comparison.insert())
                    .param("upload", upload)
                    .param("code", comparison.code())
                    .param("warning", comparison.warning())
                    .param("now", Columns.at(now))
                    .update();
        }
        return count(upload);
    }

    /** Adds an error to each row that has expired since it was checked. */
    void findExpired(long upload, Instant now) {
        jdbc.sql("""
                        insert into upload_problem (upload_no, row_no, line, column_name, code, warning, arguments)
                        select r.upload_no, r.row_no, r.line, 'EXPIRY_TIME', 'expiry.past', false, r.expiry_time
                        from upload_row r where r.upload_no = :upload and r.expires_at <= :now and not exists
                          (select 1 from upload_problem p where p.upload_no = r.upload_no and p.row_no = r.row_no
                             and p.column_name = 'EXPIRY_TIME' and p.warning = false)""").param("upload", upload).param("now", Columns.at(now)).update();
    }

    /** Adds an error to each row of a program that may no longer be invited to. */
    void findForbidden(long upload, List<ProgramId> permitted) {
        List<UUID> allowed = new ArrayList<>(List.of(new UUID(0, 0)));
        permitted.forEach(program -> allowed.add(program.value()));
        jdbc.sql("""
                        insert into upload_problem (upload_no, row_no, line, column_name, code, warning, arguments)
                        select r.upload_no, r.row_no, r.line, 'PROGRAM_CODE', 'program.unknown', false, r.program_code
                        from upload_row r where r.upload_no = :upload and r.program_id is not null
                          and r.program_id not in (:permitted) and not exists
                          (select 1 from upload_problem p where p.upload_no = r.upload_no and p.row_no = r.row_no
                             and p.column_name = 'PROGRAM_CODE' and p.warning = false)""").param("upload", upload).param("permitted", allowed).update();
    }

    Findings count(long upload) {
        jdbc.sql("""
                        update upload_row set errors = 1 where upload_no = :upload and errors = 0 and row_no in
                          (select row_no from upload_problem where upload_no = :upload and warning = false)""").param("upload", upload).update();
        jdbc.sql("""
                        update upload_row set errors = 0 where upload_no = :upload and errors = 1 and row_no not in
                          (select row_no from upload_problem where upload_no = :upload and warning = false)""").param("upload", upload).update();
        return jdbc.sql("""
                        select
                          (select count(*) from upload_problem where upload_no = :upload and warning = false) as errors,
                          (select count(*) from upload_row where upload_no = :upload and errors = 1) as error_rows,
                          (select count(*) from upload_problem where upload_no = :upload and warning = true) as warnings""")
                .param("upload", upload)
                .query((row, number) ->
                        new Findings(row.getInt("errors"), row.getInt("error_rows"), row.getInt("warnings")))
                .single();
    }

    List<ProblemCount> countByKind(long upload) {
        return jdbc.sql("""
                        select code, warning, count(*) as n from upload_problem where upload_no = :upload
                        group by code, warning order by warning, n desc, code""")
                .param("upload", upload)
                .query((row, number) ->
                        new ProblemCount(row.getString("code"), row.getBoolean("warning"), row.getInt("n")))
                .list();
    }

    List<RowProblem> fileProblems(long upload) {
        return jdbc.sql(
                        "select * from upload_problem where upload_no = :upload and row_no = 0 order by line, code, arguments")
                .param("upload", upload)
                .query(UploadRows::problem)
                .list();
    }

    int count(long upload, ReviewFilter filter) {
        return filtered("select count(*) from upload_row r where %s", upload, filter)
                .query((row, number) -> row.getInt(1))
                .single();
    }

    List<ReviewRow> page(long upload, ReviewFilter filter, int offset, int limit) {
        List<ReviewRow> rows = filtered(
                        "select r.* from upload_row r where %s order by r.row_no offset :offset rows fetch next :limit rows only",
                        upload, filter)
                .param("offset", offset)
                .param("limit", limit)
                .query(UploadRows::reviewRow)
                .list();
        return rows.isEmpty() ? List.of() : withProblems(upload, rows);
    }

    private List<ReviewRow> withProblems(long upload, List<ReviewRow> rows) {
        Map<Integer, List<RowProblem>> problems = new HashMap<>();
        jdbc.sql("""
                        select * from upload_problem where upload_no = :upload and row_no in (:rows)
                        order by row_no, warning, code""")
                .param("upload", upload)
                .param("rows", rows.stream().map(row -> row.cells().rowNumber()).toList())
                .query(UploadRows::problem)
                .list()
                .forEach(problem -> problems.computeIfAbsent(problem.rowNo(), key -> new ArrayList<>())
                        .add(problem));
        return rows.stream()
                .map(row -> new ReviewRow(
                        row.cells(),
                        row.program(),
                        row.run(),
                        row.expiresAt(),
                        problems.getOrDefault(row.cells().rowNumber(), List.of())))
                .toList();
    }

    private JdbcClient.StatementSpec filtered(String statement, long upload, ReviewFilter filter) {
        String conditions = "r.upload_no = :upload"
                + (filter.onlyErrors() ? " and r.errors = 1" : "")
                + filter.code()
                        .map(code -> " and exists (select 1 from upload_problem p where p.upload_no = r.upload_no"
                                + " and p.row_no = r.row_no and p.code = :code)")
                        .orElse("");
        JdbcClient.StatementSpec spec =
                jdbc.sql(statement.formatted(conditions)).param("upload", upload);
        return filter.code().isPresent() ? spec.param("code", filter.code().get()) : spec;
    }

    /** All rows in order, each with its problems; as many in memory as one page. Wants a transaction around it. */
    void eachRow(long upload, Consumer<ReviewRow> consumer) {
        int last = 0;
        while (true) {
            List<ReviewRow> rows = jdbc.sql("""
                            select r.* from upload_row r where r.upload_no = :upload and r.row_no > :last
                            order by r.row_no fetch next :limit rows only""")
                    .param("upload", upload)
                    .param("last", last)
                    .param("limit", FETCHED_AT_ONCE)
                    .query(UploadRows::reviewRow)
                    .list();
            if (rows.isEmpty()) {
                return;
            }
            withProblems(upload, rows).forEach(consumer);
            last = rows.getLast().cells().rowNumber();
        }
    }

    Outlook outlook(long upload) {
        return jdbc.sql("""
                        select
                          (select count(*) from upload_row where upload_no = :upload) as all_rows,
                          (select count(*) from (select 1 as one from upload_row r join program p on p.id = r.program_id
                             where r.upload_no = :upload group by %s) as invitations) as invitations,
                          (select count(distinct learner_value) from upload_row where upload_no = :upload) as learners,
                          (select count(distinct program_id) from upload_row where upload_no = :upload) as programs,
                          (select count(distinct run_id) from upload_row where upload_no = :upload) as runs""".formatted(UploadSend.ONE_INVITATION))
                .param("upload", upload)
                .query((row, number) -> new Outlook(
                        row.getInt("all_rows"),
                        row.getInt("invitations"),
                        row.getInt("learners"),
                        row.getInt("invitations"),
                        row.getInt("programs"),
                        row.getInt("runs")))
                .single();
    }

    List<ProgramId> programs(long upload) {
        return jdbc.sql("select distinct program_id from upload_row where upload_no = :upload")
                .param("upload", upload)
                .query((row, number) -> Columns.id(row, "program_id", ProgramId::new))
                .list();
    }

    void delete(long upload) {
        for (String table : List.of("upload_problem", "upload_row")) {
            jdbc.sql("delete from " + table + " where upload_no = :upload")
                    .param("upload", upload)
                    .update();
        }
    }

    private static ReviewRow reviewRow(ResultSet row, int number) throws SQLException {
        List<String> cells = new ArrayList<>();
        for (Column column : Column.values()) {
            cells.add(row.getString(column.heading()));
        }
        return new ReviewRow(
                new Row(row.getInt("row_no"), row.getInt("line"), cells),
                Columns.optionalId(row, "program_id", ProgramId::new),
                Columns.optionalId(row, "run_id", ProgramRunId::new),
                Columns.optionalInstant(row, "expires_at"),
                List.of());
    }

    private static RowProblem problem(ResultSet row, int number) throws SQLException {
        String column = row.getString("column_name");
        String arguments = row.getString("arguments");
        return new RowProblem(
                row.getInt("row_no"),
                row.getInt("line"),
                Arrays.stream(Column.values())
                        .filter(known -> known.name().equals(column))
                        .findFirst(),
                row.getBoolean("warning"),
                new Refusal(
                        row.getString("code"),
                        arguments.isEmpty() ? List.of() : List.of(arguments.split(Upload.SEPARATOR, -1)),
                        Optional.ofNullable(row.getString("suggestion"))));
    }
}
