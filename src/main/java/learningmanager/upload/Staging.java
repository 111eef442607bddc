package learningmanager.upload;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import learningmanager.base.Columns;
import learningmanager.base.Id;
import learningmanager.base.Refusal;
import learningmanager.csv.FileProblem;
import learningmanager.csv.Severity;
import learningmanager.upload.csv.CheckedRow;
import learningmanager.upload.csv.Column;
import learningmanager.upload.csv.Problem;
import learningmanager.upload.csv.Row;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes checked rows and what is wrong with them: by COPY on PostgreSQL, by batched inserts elsewhere. */
@Repository
class Staging {
    private static final int LEARNER_KEY = 100;
    private static final int EMAIL_KEY = 254;
    private static final int LONGEST_ARGUMENTS = 9_000;
    private static final String ROW_COLUMNS =
            "upload_no, row_no, line, external_learner_id, email, program_code, program_run_code, expiry_time,"
                    + " learner_value, email_value, learner_key, email_key, program_id, run_id, expires_at, errors, left_out";
    private static final String PROBLEM_COLUMNS =
            "upload_no, row_no, line, column_name, code, warning, arguments, suggestion, left_out";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    Staging(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    /** Writes rows that are new, with the problems that they have on their own. */
    void stage(long upload, List<CheckedRow> rows) {
        boolean copied = Postgresql.on(template, connection -> {
            // Lasts from the draft's own commit on at the latest; till then a crash ends the check anyway.
            Postgresql.execute(connection, "set local synchronous_commit = off");
            copy(connection, upload, rows);
        });
        if (!copied) {
            template.batchUpdate(
                    "insert into upload_row (" + ROW_COLUMNS
                            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
                    rows,
                    rows.size(),
                    (statement, row) -> setRow(statement, upload, row));
        }
        stageProblems(upload, ownProblems(rows));
    }

    /** Lets PostgreSQL know what was copied, and of how many rows: without it, it compares the rows one by one. */
    void analyze(int rows) {
        Postgresql.on(template, connection -> {
            Postgresql.execute(connection, "set local default_statistics_target = 20");
            Postgresql.execute(connection, "analyze upload_row, upload_problem");
        });
        expectRows(rows);
    }

    /** That so many are to be compared in this transaction. */
    void expectRows(int rows) {
        Postgresql.expectRows(template, rows);
    }

    static List<RowProblem> ownProblems(List<CheckedRow> rows) {
        List<RowProblem> problems = new ArrayList<>();
        rows.forEach(row -> row.problems().forEach(problem -> problems.add(rowProblem(row.row(), problem))));
        return problems;
    }

    private static void copy(Connection connection, long upload, List<CheckedRow> rows) throws SQLException {
        try (CopyText text = new CopyText(connection, "copy upload_row (" + ROW_COLUMNS + ") from stdin")) {
            for (CheckedRow row : rows) {
                text.number(upload)
                        .number(row.row().rowNumber())
                        .number(row.row().line());
                for (Column column : Column.values()) {
                    text.text(row.row().cell(column));
                }
                text.text(row.learner().map(value -> value.text()).orElse(null))
                        .text(row.email().map(value -> value.text()).orElse(null))
                        .text(learnerKey(row))
                        .text(emailKey(row))
                        .id(row.program())
                        .id(row.run())
                        .text(row.expiry().map(value -> value.at().toString()).orElse(null))
                        .number(row.valid() ? 0 : 1)
                        .number(0)
                        .endRow();
            }
            text.end();
        }
    }

    private static void setRow(PreparedStatement statement, long upload, CheckedRow row) throws SQLException {
        statement.setLong(1, upload);
        statement.setInt(2, row.row().rowNumber());
        statement.setInt(3, row.row().line());
        int parameter = 4;
        for (Column column : Column.values()) {
            statement.setString(parameter++, row.row().cell(column));
        }
        setMeaning(statement, parameter, row);
    }

    /** What the cells mean, from {@code learner_value} to {@code errors}. */
    private static void setMeaning(PreparedStatement statement, int from, CheckedRow row) throws SQLException {
        int parameter = from;
        statement.setString(
                parameter++, row.learner().map(value -> value.text()).orElse(null));
        statement.setString(parameter++, row.email().map(value -> value.text()).orElse(null));
        statement.setString(parameter++, learnerKey(row));
        statement.setString(parameter++, emailKey(row));
        statement.setObject(parameter++, row.program().map(Id::value).orElse(null), Types.OTHER);
        statement.setObject(parameter++, row.run().map(Id::value).orElse(null), Types.OTHER);
        statement.setObject(
                parameter++,
                row.expiry().map(value -> Columns.at(value.at())).orElse(null),
                Types.TIMESTAMP_WITH_TIMEZONE);
        statement.setInt(parameter, row.valid() ? 0 : 1);
    }

    /** Puts down what corrected rows mean now, and what is wrong with them on their own, after {@link Edits#deleteProblems}. */
    void restage(long upload, List<CheckedRow> rows) {
        template.batchUpdate("""
                update upload_row set learner_value = ?, email_value = ?, learner_key = ?, email_key = ?, program_id = ?, run_id = ?,
                  expires_at = ?, errors = ? where upload_no = ? and row_no = ?""", rows, rows.size(), (statement, row) -> {
            setMeaning(statement, 1, row);
            statement.setLong(9, upload);
            statement.setInt(10, row.row().rowNumber());
        });
        stageProblems(upload, ownProblems(rows));
    }

    /**
     * As {@link #restage}, in place of what was wrong with the rows before, but for problems of these kinds. Rows that were left out
     * stay so.
     */
    void restageAgain(long upload, List<CheckedRow> rows, List<String> exceptCodes) {
        if (rows.isEmpty()) {
            return;
        }
        Integer[] numbers = rows.stream().map(row -> row.row().rowNumber()).toArray(Integer[]::new);
        jdbc.sql("merge into upload_problem p using (select n.row_no from " + ReviewRows.NUMBERS
                        + ") r on p.upload_no = :upload and p.row_no = r.row_no and p.code not in (:except)"
                        + " when matched then delete")
                .param("upload", upload)
                .param("rows", numbers)
                .param("except", exceptCodes)
                .update();
        restage(upload, rows);
        jdbc.sql(
                        "merge into upload_problem p using (select x.row_no from " + ReviewRows.NUMBERS
                                + " join upload_row x on x.upload_no = :upload and x.row_no = n.row_no where x.left_out > 0) r"
                                + " on p.upload_no = :upload and p.row_no = r.row_no when matched then update set left_out = true")
                .param("upload", upload)
                .param("rows", numbers)
                .update();
    }

    /** A learner ID as it is looked for. */
    static String learnerKey(String text) {
        return key(text, LEARNER_KEY);
    }

    static String emailKey(String text) {
        return key(text, EMAIL_KEY);
    }

    private static String learnerKey(CheckedRow row) {
        return learnerKey(row.learner()
                .map(value -> value.text())
                .orElseGet(() -> row.row().cell(Column.EXTERNAL_LEARNER_ID).strip()));
    }

    private static String emailKey(CheckedRow row) {
        return emailKey(row.email()
                .map(value -> value.text())
                .orElseGet(() -> row.row().cell(Column.EMAIL).strip()));
    }

    private static String key(String text, int length) {
        String key = text.toLowerCase(Locale.ROOT);
        return key.length() > length ? key.substring(0, length) : key;
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

    /** Those of a file have no column: their place among the others keeps those apart that are alike. */
    private void stageProblems(long upload, List<RowProblem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        PrimitiveIterator.OfInt places = IntStream.range(0, problems.size()).iterator();
        template.batchUpdate(
                "insert into upload_problem (" + PROBLEM_COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, false)",
                problems,
                problems.size(),
                (statement, problem) -> {
                    statement.setLong(1, upload);
                    statement.setInt(2, problem.rowNo());
                    statement.setInt(3, problem.line());
                    statement.setString(
                            4, problem.column().map(Column::name).orElseGet(() -> String.valueOf(places.nextInt())));
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

    void delete(long upload) {
        for (String table : List.of(
                "upload_problem",
                "upload_row",
                "upload_block",
                "upload_kind",
                "upload_edit_row",
                "upload_edit",
                "upload_comparison")) {
            jdbc.sql("delete from " + table + " where upload_no = :upload")
                    .param("upload", upload)
                    .update();
        }
    }
}
