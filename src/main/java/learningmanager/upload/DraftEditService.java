package learningmanager.upload;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import learningmanager.base.Changes;
import learningmanager.base.DatabaseClock;
import learningmanager.base.NotFoundException;
import learningmanager.base.Parsed;
import learningmanager.base.Refusal;
import learningmanager.base.UploadId;
import learningmanager.program.ProgramService;
import learningmanager.upload.csv.Column;
import learningmanager.upload.csv.RowCheck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is done to a draft under review: texts are corrected, rows left out, and both taken back. Every method finds the upload as
 * {@link UploadService#find} does. What is changed is changed in the draft alone; each change checks its rows again, and those
 * that it has an effect on. A change throws {@link learningmanager.base.BusyException} while the draft is checked or sent.
 */
@Service
public class DraftEditService {
    /** Somebody else, or the same person in another window, has given the cell a text since. */
    public static final String CHANGED_MEANWHILE = "cell.changed-meanwhile";

    private static final int ROWS_AT_ONCE = 1_000;

    private static final String SUGGESTED = """
            from upload_problem
            where upload_no = :upload and code = :kind and suggestion is not null and left_out = false""";

    private static final String FIRST = " order by row_no fetch next 1 rows only";

    private final UploadService uploads;
    private final UploadRepository repository;
    private final DraftLock lock;
    private final ReviewRows rows;
    private final Staging staging;
    private final Edits edits;
    private final RowComparisons comparisons;
    private final ProblemBlocks blocks;
    private final ProgramService programs;
    private final JdbcClient jdbc;
    private final Changes changes;
    private final DatabaseClock clock;

    DraftEditService(
            UploadService uploads,
            UploadRepository repository,
            DraftLock lock,
            ReviewRows rows,
            Staging staging,
            Edits edits,
            RowComparisons comparisons,
            ProblemBlocks blocks,
            ProgramService programs,
            JdbcClient jdbc,
            Changes changes,
            DatabaseClock clock) {
        this.uploads = uploads;
        this.repository = repository;
        this.lock = lock;
        this.rows = rows;
        this.staging = staging;
        this.edits = edits;
        this.comparisons = comparisons;
        this.blocks = blocks;
        this.programs = programs;
        this.jdbc = jdbc;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Gives a cell another text, and checks its row and every row that this has an effect on. Refusals: {@code cell.typed-too-long} (its
     * length, the limit; in characters), {@value #CHANGED_MEANWHILE} (the text that is there), {@code cell.left-out-meanwhile}.
     *
     * @param seen the text that was there for whoever typed the other one
     */
    @Transactional
    public Parsed<Correction> correct(UploadId id, int rowNo, Column column, String seen, String text) {
        Upload upload = lock(id);
        Optional<Refusal> refusal = refusal(text);
        if (refusal.isPresent()) {
            return new Parsed.Wrong<>(refusal.get());
        }
        ReviewRow before = row(upload, rowNo);
        String old = before.cells().cell(column);
        if (!old.equals(text)) {
            if (before.leftOut()) {
                return Parsed.wrong("cell.left-out-meanwhile");
            }
            if (!old.equals(seen)) {
                return Parsed.wrong(CHANGED_MEANWHILE, old);
            }
            change(upload, column, Affected.row(rowNo), text);
        }
        int same = before.problemsOf(column).isEmpty() ? 0 : countSame(upload, column, old);
        return Parsed.right(new Correction(row(upload, rowNo), same, old));
    }

    /** How many rows {@link #correctAll} would change. */
    @Transactional(readOnly = true)
    public int countSame(UploadId id, Column column, String wrong) {
        return countSame(uploads.find(id), column, wrong);
    }

    private int countSame(Upload upload, Column column, String wrong) {
        Affected same = Affected.sameProblem(column, wrong);
        return jdbc.sql(same.select("count(*)"))
                .param("upload", upload.no())
                .params(same.parameters())
                .query(Integer.class)
                .single();
    }

    /**
     * Gives every cell of a column that has this text, and something wrong with it, another text. Refusals as {@link #correct}.
     *
     * @return how many rows were changed
     */
    @Transactional
    public Parsed<Integer> correctAll(UploadId id, Column column, String wrong, String text) {
        Upload upload = lock(id);
        Optional<Refusal> refusal = refusal(text);
        return refusal.<Parsed<Integer>>map(Parsed.Wrong::new)
                .orElseGet(() -> Parsed.right(change(upload, column, Affected.sameProblem(column, wrong), text)));
    }

    private Optional<Refusal> refusal(String text) {
        int limit = uploads.settings().maxCellLength();
        return text.length() > limit
                ? Optional.of(Refusal.of("cell.typed-too-long", String.valueOf(text.length()), String.valueOf(limit)))
                : Optional.empty();
    }

    private int change(Upload upload, Column column, Affected affected, String text) {
        Affected withText = new Affected(affected.from(), affected.condition(), with(affected, text));
        return checked(upload, edits.change(upload.no(), column, withText, ":text"));
    }

    private static Map<String, Object> with(Affected affected, String text) {
        Map<String, Object> parameters = new HashMap<>(affected.parameters());
        parameters.put("text", text.replace("\0", ""));
        return parameters;
    }

    /** Reads all dates that can be read in two ways in this one. Returns how many rows were changed. */
    @Transactional
    public int readDates(UploadId id, DateQuestion.Order order) {
        Upload upload = lock(id);
        // Both readings end the problem's arguments, each in nineteen characters.
        String reading = switch (order) {
            case DAY_FIRST -> "left(right(p.arguments, 39), 19)";
            case MONTH_FIRST -> "right(p.arguments, 19)";
        };
        return checked(
                upload,
                edits.change(
                        upload.no(),
                        Column.EXPIRY_TIME,
                        Affected.ambiguousDates(),
                        "(select %s from upload_problem p where p.upload_no = :upload and p.row_no = r.row_no and p.code = '%s')"
                                .formatted(reading, Affected.AMBIGUOUS_DATE)));
    }

    /** The first of what {@link #useSuggestions} would put in the place of something else. */
    @Transactional(readOnly = true)
    public Optional<Suggested> suggested(UploadId id, String kind) {
        Upload upload = uploads.find(id);
        return jdbc.sql("select row_no, column_name, suggestion " + SUGGESTED + FIRST)
                .param("upload", upload.no())
                .param("kind", kind)
                .query((row, number) -> new Suggested(
                        row(upload, row.getInt("row_no")).cells().cell(Column.valueOf(row.getString("column_name"))),
                        row.getString("suggestion")))
                .optional();
    }

    /** Gives every cell with a problem of this kind what is suggested in its place. Returns how many rows were changed. */
    @Transactional
    public int useSuggestions(UploadId id, String kind) {
        Upload upload = lock(id);
        return jdbc.sql("select column_name " + SUGGESTED + FIRST)
                .param("upload", upload.no())
                .param("kind", kind)
                .query((row, number) -> Column.valueOf(row.getString("column_name")))
                .optional()
                .map(column ->
                        checked(upload, edits.change(upload.no(), column, Affected.suggested(kind, column), """
                                (select max(p.suggestion) from upload_problem p
                                 where p.upload_no = :upload and p.row_no = r.row_no and p.code = :kind and p.column_name = :column)""")))
                .orElse(0);
    }

    /** Leaves a row out of what is sent. */
    @Transactional
    public void leaveOut(UploadId id, int rowNo) {
        Upload upload = lock(id);
        checked(upload, edits.leaveOut(upload.no(), Affected.row(rowNo)));
    }

    /**
     * Leaves out every row that has an error, but for those that have none any more once the rows that are wrong by themselves are left
     * out. Returns how many.
     */
    @Transactional
    public int leaveOutErrors(UploadId id) {
        Upload upload = lock(id);
        Edits.Edit wrong = edits.leaveOut(upload.no(), Affected.rowsWrongByThemselves());
        if (wrong.rows() == 0) {
            return checked(upload, edits.leaveOut(upload.no(), Affected.rowsWithErrors()));
        }
        checked(upload, wrong);
        Edits.Edit all = edits.leaveOutToo(upload.no(), wrong, Affected.rowsWithErrors());
        return all.rows() == wrong.rows()
                ? wrong.rows()
                : checked(repository.findById(id).orElseThrow(), all);
    }

    /** How many rows {@link #undo} would put back as they were; 0 where nothing was changed. */
    @Transactional(readOnly = true)
    public int undoable(UploadId id) {
        return edits.last(uploads.find(id).no()).map(Edits.Edit::rows).orElse(0);
    }

    /**
     * Puts a row that was left out back into what is sent. "Undo" no longer knows that it was left out.
     *
     * @throws NotFoundException as {@link #row} finds none
     */
    @Transactional
    public void putBack(UploadId id, int rowNo) {
        Upload upload = lock(id);
        edits.leftOutBy(upload.no(), rowNo).ifPresent(leftOut -> {
            Edits.Edit alone = edits.apart(upload.no(), leftOut, rowNo);
            edits.takeBackIn(upload.no(), alone);
            checked(upload, alone);
            edits.forget(upload.no(), alone);
        });
    }

    /** Takes back the last change. Returns where it was, in its first row; none where nothing was changed. */
    @Transactional
    public Optional<Undone> undo(UploadId id) {
        Upload upload = lock(id);
        return edits.last(upload.no()).map(last -> {
            int first = edits.rows(upload.no(), last, 0, 1).getFirst();
            SharedKeys around = new SharedKeys(jdbc, upload);
            around.addRowsOf(last);
            if (last.column().isPresent()) {
                edits.putBack(upload.no(), last);
            } else {
                edits.takeBackIn(upload.no(), last);
            }
            check(upload, last, around);
            edits.forget(upload.no(), last);
            return new Undone(row(upload, first), last.column());
        });
    }

    private int checked(Upload upload, Edits.Edit edit) {
        if (edit.rows() > 0) {
            SharedKeys around = new SharedKeys(jdbc, upload);
            around.addRowsOf(edit);
            check(upload, edit, around);
        }
        return edit.rows();
    }

    /** Checks the rows of an edit, and those that share a learner or an e-mail with them, before or after it. */
    private void check(Upload upload, Edits.Edit edit, SharedKeys around) {
        Instant now = clock.now();
        if (edit.column().isPresent()) {
            checkRows(upload, edit, now);
        }
        around.addRowsOf(edit);
        around.widen();
        Findings findings;
        if (around.tooMany()) {
            comparisons.compareAll(upload, now);
            findings = blocks.countAll(upload.no());
        } else {
            comparisons.compareAround(upload, around.learners(), around.emails(), now);
            findings = blocks.countRows(upload.no(), around.rows());
        }
        repository.save(upload.checkedAgain(findings, now));
        changes.announce(upload.id());
    }

    private void checkRows(Upload upload, Edits.Edit edit, Instant now) {
        RowCheck check = new RowCheck(InvitableCodes.of(programs, upload), now);
        edits.deleteProblems(upload.no(), edit);
        int last = 0;
        for (List<Integer> numbers = edits.rows(upload.no(), edit, last, ROWS_AT_ONCE);
                !numbers.isEmpty();
                numbers = edits.rows(upload.no(), edit, last, ROWS_AT_ONCE)) {
            staging.restage(
                    upload.no(),
                    rows.rows(upload.no(), numbers).stream()
                            .map(row -> check.check(row.cells()))
                            .toList());
            last = numbers.getLast();
        }
    }

    private Upload lock(UploadId id) {
        uploads.find(id);
        lock.hold(id);
        Upload upload = repository.findById(id).orElseThrow();
        if (upload.state() != UploadState.CHECKED) {
            throw new NotFoundException("a draft " + id);
        }
        return upload;
    }

    private ReviewRow row(Upload upload, int rowNo) {
        return rows.rows(upload.no(), List.of(rowNo)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("row " + rowNo + " of upload " + upload.id()));
    }
}
