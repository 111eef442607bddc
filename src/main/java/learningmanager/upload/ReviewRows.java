package learningmanager.upload;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import learningmanager.base.Columns;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.base.Refusal;
import learningmanager.invitation.InvitationRequest;
import learningmanager.upload.csv.Column;
import learningmanager.upload.csv.Row;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the rows of a draft, always by key: as fast at a million rows as at ten. */
@Repository
class ReviewRows {
    private static final int FETCHED_AT_ONCE = 1_000;

    /** The numbers of an array {@code :rows}, for a join: for "in" H2 would go through the whole file. */
    static final String NUMBERS = "unnest(cast(:rows as integer array)) as n (row_no)";

    private final JdbcClient jdbc;
    private final ProblemBlocks blocks;

    ReviewRows(JdbcClient jdbc, ProblemBlocks blocks) {
        this.jdbc = jdbc;
        this.blocks = blocks;
    }

    List<RowProblem> fileProblems(long upload) {
        return jdbc.sql(
                        "select * from upload_problem where upload_no = :upload and row_no = 0 order by line, code, arguments")
                .param("upload", upload)
                .query(ReviewRows::problem)
                .list();
    }

    Listing list(Upload upload, ReviewFilter filter) {
        return switch (filter) {
            case ReviewFilter.All() -> Listing.all(upload.rowCount());
            case ReviewFilter.Errors() -> Listing.inBlocks(filter, blocks(upload, ProblemBlocks.ERRORS));
            case ReviewFilter.Kind(String code) -> Listing.inBlocks(filter, blocks(upload, code));
            case ReviewFilter.LeftOut() -> Listing.inBlocks(filter, blocks(upload, ProblemBlocks.LEFT_OUT));
            case ReviewFilter.Search search -> found(upload.no(), search);
        };
    }

    private int[] blocks(Upload upload, String kind) {
        return blocks.blocks(upload.no(), kind, upload.rowCount());
    }

    private Listing found(long upload, ReviewFilter.Search search) {
        String text = search.text().strip();
        int limit = search.errorsAlone() ? Listing.MOST_LOOKED_AT : Listing.MOST_FOUND + 1;
        Map<Integer, Boolean> wrong = new TreeMap<>();
        jdbc.sql("""
                        (select row_no, errors from upload_row where upload_no = :upload and learner_key like :learner escape '!'
                         order by learner_key fetch next :limit rows only)
                        union
                        (select row_no, errors from upload_row where upload_no = :upload and email_key like :email escape '!'
                         order by email_key fetch next :limit rows only)""")
                .param("upload", upload)
                .param("learner", Columns.startingWith(Staging.learnerKey(text)))
                .param("email", Columns.startingWith(Staging.emailKey(text)))
                .param("limit", limit)
                .query(row -> {
                    wrong.put(row.getInt("row_no"), row.getInt("errors") > 0);
                });
        int[] numbers = wrong.entrySet().stream()
                .filter(row -> !search.errorsAlone() || row.getValue())
                .mapToInt(Map.Entry::getKey)
                .toArray();
        return Listing.found(search, search.errorsAlone() && wrong.size() >= limit, numbers);
    }

    List<ReviewRow> page(long upload, Listing listing, int offset, int limit) {
        return switch (listing.filter()) {
            case ReviewFilter.All all -> range(upload, offset + 1, limit);
            case ReviewFilter.Search search ->
                rows(
                        upload,
                        Arrays.stream(listing.numbers())
                                .skip(offset)
                                .limit(limit)
                                .boxed()
                                .toList());
            case ReviewFilter.Errors errors -> rows(upload, inBlocks(upload, listing, offset, limit));
            case ReviewFilter.Kind kind -> rows(upload, inBlocks(upload, listing, offset, limit));
            case ReviewFilter.LeftOut leftOut -> rows(upload, inBlocks(upload, listing, offset, limit));
        };
    }

    /** The rows from one number on, so many at most, in order. */
    List<ReviewRow> range(long upload, int from, int limit) {
        return withProblems(
                upload,
                jdbc.sql(
                                "select * from upload_row where upload_no = :upload and row_no between :from and :to order by row_no")
                        .param("upload", upload)
                        .param("from", from)
                        .param("to", from + limit - 1)
                        .query(ReviewRows::reviewRow)
                        .list());
    }

    List<ReviewRow> rows(long upload, Collection<Integer> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        return withProblems(
                upload,
                jdbc.sql(
                                "select r.* from " + NUMBERS
                                        + " join upload_row r on r.upload_no = :upload and r.row_no = n.row_no order by r.row_no")
                        .param("upload", upload)
                        .param("rows", numbers.toArray(Integer[]::new))
                        .query(ReviewRows::reviewRow)
                        .list());
    }

    /** The blocks say in which the page begins; only inside that one rows are stepped over. */
    private List<Integer> inBlocks(long upload, Listing listing, int offset, int limit) {
        int block = 0;
        int within = offset;
        while (block < listing.numbers().length && within >= listing.numbers()[block]) {
            within -= listing.numbers()[block];
            block++;
        }
        return matching(
                        listing.filter(),
                        upload,
                        "row_no > :from",
                        "row_no offset :within rows fetch next :limit rows only")
                .param("from", block * ProblemBlocks.SIZE)
                .param("within", within)
                .param("limit", limit)
                .query((row, number) -> row.getInt("row_no"))
                .list();
    }

    private JdbcClient.StatementSpec matching(ReviewFilter filter, long upload, String where, String orderBy) {
        String from = switch (filter) {
            case ReviewFilter.All all -> "upload_row where upload_no = :upload";
            case ReviewFilter.Search search -> "upload_row where upload_no = :upload";
            case ReviewFilter.Errors errors -> "upload_row where upload_no = :upload and errors = 1";
            case ReviewFilter.LeftOut leftOut -> "upload_row where upload_no = :upload and left_out > 0";
            case ReviewFilter.Kind kind ->
                "upload_problem where upload_no = :upload and code = :code and left_out = false";
        };
        JdbcClient.StatementSpec statement = jdbc.sql(
                        "select distinct row_no from " + from + " and " + where + " order by " + orderBy)
                .param("upload", upload);
        return filter instanceof ReviewFilter.Kind(String code) ? statement.param("code", code) : statement;
    }

    /** Where a row stands in a listing; none where it isn't in it. */
    Optional<Integer> indexOf(long upload, Listing listing, int rowNo) {
        return switch (listing.filter()) {
            case ReviewFilter.All all -> Optional.of(rowNo - 1);
            case ReviewFilter.Search search ->
                Optional.of(Arrays.binarySearch(listing.numbers(), rowNo)).filter(index -> index >= 0);
            case ReviewFilter.Errors errors -> indexInBlocks(upload, listing, rowNo);
            case ReviewFilter.Kind kind -> indexInBlocks(upload, listing, rowNo);
            case ReviewFilter.LeftOut leftOut -> indexInBlocks(upload, listing, rowNo);
        };
    }

    private Optional<Integer> indexInBlocks(long upload, Listing listing, int rowNo) {
        int block = ProblemBlocks.blockOf(rowNo);
        List<Integer> inBlock = matching(listing.filter(), upload, "row_no > :from and row_no <= :row", "row_no")
                .param("from", block * ProblemBlocks.SIZE)
                .param("row", rowNo)
                .query((row, number) -> row.getInt("row_no"))
                .list();
        if (inBlock.isEmpty() || inBlock.getLast() != rowNo) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(listing.numbers()).limit(block).sum() + inBlock.size() - 1);
    }

    /** The next row, or the one before, with a problem: of a kind where one is given, else an error or else a warning. */
    Optional<Integer> nextProblem(long upload, int rowNo, boolean forward, Optional<String> kind, boolean warnings) {
        return nextProblem(upload, "upload_problem p", Map.of(), rowNo, forward, kind, warnings);
    }

    /** The same among a few rows. */
    Optional<Integer> nextProblemAmong(long upload, int[] numbers, int rowNo, boolean forward, boolean warnings) {
        return nextProblem(
                upload,
                NUMBERS + " join upload_problem p on p.upload_no = :upload and p.row_no = n.row_no",
                Map.of("rows", Arrays.stream(numbers).boxed().toArray(Integer[]::new)),
                rowNo,
                forward,
                Optional.empty(),
                warnings);
    }

    private Optional<Integer> nextProblem(
            long upload,
            String among,
            Map<String, ?> parameters,
            int rowNo,
            boolean forward,
            Optional<String> kind,
            boolean warnings) {
        String sql = """
                select p.row_no from %s where p.upload_no = :upload and p.left_out = false and %s and p.row_no %s :row
                order by p.row_no %s fetch next 1 rows only""".formatted(
                        among,
                        kind.isPresent() ? "p.code = :kind" : "p.warning = :warning",
                        forward ? ">" : "<",
                        forward ? "" : "desc");
        JdbcClient.StatementSpec statement =
                jdbc.sql(sql).param("upload", upload).params(parameters).param("row", rowNo);
        return (kind.isPresent() ? statement.param("kind", kind.get()) : statement.param("warning", warnings))
                .query(Integer.class)
                .optional();
    }

    /** All rows in order, each with its problems; as many in memory as one page. Wants a transaction around it. */
    void eachRow(long upload, Consumer<ReviewRow> consumer) {
        int last = 0;
        while (true) {
            List<ReviewRow> rows = range(upload, last + 1, FETCHED_AT_ONCE);
            if (rows.isEmpty()) {
                return;
            }
            rows.forEach(consumer);
            last = rows.getLast().cells().rowNumber();
        }
    }

    private List<ReviewRow> withProblems(long upload, List<ReviewRow> rows) {
        if (rows.isEmpty()) {
            return rows;
        }
        Map<Integer, List<RowProblem>> problems = new HashMap<>();
        jdbc.sql("select p.* from " + NUMBERS + """
                         join upload_problem p on p.upload_no = :upload and p.row_no = n.row_no
                        order by p.row_no, p.warning, p.code""")
                .param("upload", upload)
                .param("rows", rows.stream().map(row -> row.cells().rowNumber()).toArray(Integer[]::new))
                .query(ReviewRows::problem)
                .list()
                .forEach(problem -> problems.computeIfAbsent(problem.rowNo(), key -> new ArrayList<>())
                        .add(problem));
        return rows.stream()
                .map(row -> row.with(problems.getOrDefault(row.cells().rowNumber(), List.of())))
                .toList();
    }

    /** How many enrolments a draft leads to on each program. */
    Map<ProgramId, Integer> countByProgram(long upload) {
        Map<ProgramId, Integer> counts = new HashMap<>();
        jdbc.sql("""
                        select program_id, count(*) as n from upload_row
                        where upload_no = :upload and left_out = 0 and program_id is not null group by program_id""").param("upload", upload).query(row -> {
            counts.put(Columns.id(row, "program_id", ProgramId::new), row.getInt("n"));
        });
        return counts;
    }

    /** For a draft with a row that is to be sent. */
    Outlook outlook(long upload, Instant now) {
        return jdbc.sql("""
                        select
                          (select count(*) from upload_row where upload_no = :upload and left_out = 0) as all_rows,
                          (select count(*) from (select 1 as one from upload_row r join program p on p.id = r.program_id
                             where r.upload_no = :upload and r.left_out = 0 group by %s) as invitations) as invitations,
                          (select count(distinct learner_value) from upload_row where upload_no = :upload and left_out = 0)
                            as learners,
                          (select count(distinct program_id) from upload_row where upload_no = :upload and left_out = 0) as programs,
                          (select count(distinct run_id) from upload_row where upload_no = :upload and left_out = 0) as runs,
                          (select min(expires_at) from upload_row where upload_no = :upload and left_out = 0) as first_expiry,
                          (select max(expires_at) from upload_row where upload_no = :upload and left_out = 0) as last_expiry""".formatted(UploadSend.ONE_INVITATION))
                .param("upload", upload)
                .query((row, number) -> new Outlook(
                        row.getInt("all_rows"),
                        row.getInt("invitations"),
                        row.getInt("learners"),
                        row.getInt("invitations"),
                        row.getInt("programs"),
                        row.getInt("runs"),
                        Columns.optionalInstant(row, "first_expiry").orElse(now),
                        Columns.optionalInstant(row, "last_expiry").orElse(now),
                        now))
                .single();
    }

    /** The first row that will be sent, if any is. */
    Optional<Integer> firstToSend(long upload) {
        return jdbc.sql("""
                        select row_no from upload_row where upload_no = :upload and left_out = 0 and errors = 0
                        order by row_no fetch first 1 row only""").param("upload", upload).query(Integer.class).optional();
    }

    /** What is asked for by the rows that become one invitation with this one ({@link UploadSend}); none for one that is not sent. */
    Optional<InvitationRequest> request(long upload, int rowNo) {
        Set<ProgramRunId> runs = new LinkedHashSet<>();
        List<InvitationRequest> byRow = jdbc.sql("""
                        select r.program_id, r.run_id, r.learner_value, r.email_value, r.expires_at
                        from upload_row c
                        join upload_row r on r.upload_no = c.upload_no and r.learner_key = c.learner_key
                          and r.learner_value = c.learner_value and r.program_id = c.program_id and r.expires_at = c.expires_at
                        join program p on p.id = r.program_id
                        where c.upload_no = :upload and c.row_no = :row and c.left_out = 0 and c.errors = 0
                          and r.left_out = 0 and r.errors = 0 and (p.kind <> 'MICROCREDENTIAL' or r.run_id = c.run_id)
                        order by r.row_no""")
                .param("upload", upload)
                .param("row", rowNo)
                .query((row, number) -> {
                    runs.add(Columns.id(row, "run_id", ProgramRunId::new));
                    return new InvitationRequest(
                            Columns.id(row, "program_id", ProgramId::new),
                            Set.of(),
                            row.getString("learner_value"),
                            row.getString("email_value"),
                            Columns.optionalInstant(row, "expires_at"));
                })
                .list();
        return byRow.stream()
                .findFirst()
                .map(first -> new InvitationRequest(
                        first.program(), runs, first.learnerId(), first.email(), first.expiresAt()));
    }

    List<ProgramId> programs(long upload) {
        return jdbc.sql(
                        "select distinct program_id from upload_row where upload_no = :upload and program_id is not null")
                .param("upload", upload)
                .query((row, number) -> Columns.id(row, "program_id", ProgramId::new))
                .list();
    }

    Optional<FileComparison> comparison(long upload) {
        List<FileComparison.OfKind> kinds = jdbc.sql("""
                        select code, fixed, still, fresh from upload_comparison where upload_no = :upload
                        order by still + fresh desc, fixed desc, code""")
                .param("upload", upload)
                .query((row, number) -> new FileComparison.OfKind(
                        row.getString("code"), row.getInt("fixed"), row.getInt("still"), row.getInt("fresh")))
                .list();
        return kinds.isEmpty() ? Optional.empty() : Optional.of(new FileComparison(kinds));
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
                row.getInt("left_out") > 0,
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
