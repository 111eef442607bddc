package learningmanager.upload;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import learningmanager.base.Changes;
import learningmanager.base.DatabaseClock;
import learningmanager.base.NotFoundException;
import learningmanager.base.Parsed;
import learningmanager.base.ProgramId;
import learningmanager.base.Refusal;
import learningmanager.base.UploadId;
import learningmanager.invitation.InvitationRequest;
import learningmanager.learner.ChargeService;
import learningmanager.learner.Money;
import learningmanager.program.ProgramService;
import learningmanager.upload.csv.Column;
import learningmanager.upload.csv.DraftFileWriter;
import learningmanager.upload.csv.RowCheck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The review of a draft: its rows, what is wrong with them, and putting them right. Every method finds the upload as
 * {@link UploadService#find} does. What is changed is changed in the draft alone; each change checks its rows again, and those
 * that it has an effect on.
 */
@Service
public class ReviewService {
    private static final int ROWS_AT_ONCE = 1_000;

    private final UploadService uploads;
    private final UploadRepository repository;
    private final ReviewRows rows;
    private final Staging staging;
    private final Edits edits;
    private final RowComparisons comparisons;
    private final ProblemBlocks blocks;
    private final ProgramService programs;
    private final ChargeService charges;
    private final JdbcClient jdbc;
    private final Changes changes;
    private final DatabaseClock clock;

    ReviewService(
            UploadService uploads,
            UploadRepository repository,
            ReviewRows rows,
            Staging staging,
            Edits edits,
            RowComparisons comparisons,
            ProblemBlocks blocks,
            ProgramService programs,
            ChargeService charges,
            JdbcClient jdbc,
            Changes changes,
            DatabaseClock clock) {
        this.uploads = uploads;
        this.repository = repository;
        this.rows = rows;
        this.staging = staging;
        this.edits = edits;
        this.comparisons = comparisons;
        this.blocks = blocks;
        this.programs = programs;
        this.charges = charges;
        this.jdbc = jdbc;
        this.changes = changes;
        this.clock = clock;
    }

    /** What is wrong with a refused file: the first hundred, by line. {@link Upload#errorCount} has the true count. */
    @Transactional(readOnly = true)
    public List<RowProblem> fileProblems(UploadId id) {
        return rows.fileProblems(uploads.find(id).no());
    }

    /** The rows that a filter lets through, as they are now. */
    @Transactional(readOnly = true)
    public Listing list(UploadId id, ReviewFilter filter) {
        return rows.list(uploads.find(id), filter);
    }

    /** A page of a listing, in the file's order. */
    @Transactional(readOnly = true)
    public List<ReviewRow> rows(UploadId id, Listing listing, int offset, int limit) {
        return rows.page(uploads.find(id).no(), listing, offset, limit);
    }

    /** One row, or none where there is no such row. */
    @Transactional(readOnly = true)
    public Optional<ReviewRow> row(UploadId id, int rowNo) {
        return rows.rows(uploads.find(id).no(), List.of(rowNo)).stream().findFirst();
    }

    /** Where a row stands in a listing; none where it isn't in it. */
    @Transactional(readOnly = true)
    public Optional<Integer> indexOf(UploadId id, Listing listing, int rowNo) {
        return rows.indexOf(uploads.find(id).no(), listing, rowNo);
    }

    /** Where a row stands in a listing, or the first one after it that is in it, or else the last; none in an empty listing. */
    @Transactional(readOnly = true)
    public Optional<Integer> placeFrom(UploadId id, Listing listing, int rowNo) {
        Upload upload = uploads.find(id);
        return rows.indexOf(upload.no(), listing, rowNo)
                .or(() -> nextProblem(id, listing, rowNo, Optional.empty(), true)
                        .map(ProblemPlace::index)
                        .filter(index -> index >= 0))
                .or(() -> Optional.of(listing.size() - 1).filter(last -> last >= 0));
    }

    /** The kinds of problem that the draft has: errors before warnings, the most frequent first. */
    @Transactional(readOnly = true)
    public List<ProblemCount> problemsByKind(UploadId id) {
        return blocks.kinds(uploads.find(id).no());
    }

    /** How many rows were left out. */
    @Transactional(readOnly = true)
    public int countLeftOut(UploadId id) {
        return blocks.count(uploads.find(id).no(), ProblemBlocks.LEFT_OUT);
    }

    /**
     * What the learner of a row, or else of the first one that will be sent, will be invited to: by this row and the others that become
     * one invitation with it. None for a row that will not be sent as it is.
     */
    @Transactional(readOnly = true)
    public Optional<InvitationRequest> invitationOf(UploadId id, Optional<Integer> rowNo) {
        Upload upload = uploads.find(id);
        return rowNo.or(() -> rows.firstToSend(upload.no())).flatMap(row -> rows.request(upload.no(), row));
    }

    /** What sending would do; for a draft without errors. */
    @Transactional(readOnly = true)
    public Outlook outlook(UploadId id) {
        return rows.outlook(uploads.find(id).no(), clock.now());
    }

    /** What a draft's enrolments would cost at today's rates, in each currency; empty where no rate is set. */
    @Transactional(readOnly = true)
    public List<Money> cost(UploadId id) {
        Upload upload = uploads.find(id);
        Map<ProgramId, Money> prices = charges.prices();
        return prices.isEmpty() ? List.of() : ChargeService.cost(prices, rows.countByProgram(upload.no()));
    }

    /** What the file did to the errors of the one that it replaced, if it did and either had errors. */
    @Transactional(readOnly = true)
    public Optional<FileComparison> comparison(UploadId id) {
        return rows.comparison(uploads.find(id).no());
    }

    /**
     * The next problem after a cell, or the one before it, wherever it is in the file; at an end, it goes on from the other one.
     * In a listing of one kind of problem, those of that kind; else errors as long as there are any, then warnings.
     *
     * @param rowNo 0 for before the first row
     */
    @Transactional(readOnly = true)
    public Optional<ProblemPlace> nextProblem(
            UploadId id, Listing listing, int rowNo, Optional<Column> column, boolean forward) {
        Upload upload = uploads.find(id);
        Optional<String> kind =
                listing.filter() instanceof ReviewFilter.Kind(String code) ? Optional.of(code) : Optional.empty();
        boolean warnings = !upload.hasErrors();
        Optional<ProblemPlace> inRow = column.flatMap(cell -> rows.rows(upload.no(), List.of(rowNo)).stream()
                .findFirst()
                .flatMap(row -> columns(row, kind, warnings, forward).stream()
                        .filter(other -> forward ? other.compareTo(cell) > 0 : other.compareTo(cell) < 0)
                        .findFirst()
                        .map(other -> place(upload, listing, row, other, false))));
        if (inRow.isPresent()) {
            return inRow;
        }
        Optional<Integer> next = rows.nextProblem(upload.no(), rowNo, forward, kind, warnings);
        boolean wrapped = next.isEmpty();
        return next.or(() -> rows.nextProblem(upload.no(), forward ? 0 : Integer.MAX_VALUE, forward, kind, warnings))
                .flatMap(number ->
                        rows.rows(upload.no(), List.of(number)).stream().findFirst())
                .flatMap(row -> columns(row, kind, warnings, forward).stream()
                        .findFirst()
                        .map(first -> place(upload, listing, row, first, wrapped)));
    }

    private ProblemPlace place(Upload upload, Listing listing, ReviewRow row, Column column, boolean wrapped) {
        int index = rows.indexOf(upload.no(), listing, row.cells().rowNumber()).orElse(-1);
        return new ProblemPlace(index, row, column, wrapped);
    }

    private static List<Column> columns(ReviewRow row, Optional<String> kind, boolean warnings, boolean forward) {
        if (row.leftOut()) {
            return List.of();
        }
        List<Column> inOrder = row.problems().stream()
                .filter(problem ->
                        kind.map(problem.refusal().code()::equals).orElseGet(() -> problem.warning() == warnings))
                .flatMap(problem -> problem.column().stream())
                .distinct()
                .sorted()
                .toList();
        return forward ? inOrder : inOrder.reversed();
    }

    /**
     * Gives a cell another text, and checks its row and every row that this has an effect on. Refusals: {@code cell.too-long} (its
     * length, the limit; in characters).
     */
    @Transactional
    public Parsed<Correction> correct(UploadId id, int rowNo, Column column, String text) {
        Upload upload = lock(id);
        Optional<Refusal> refusal = refusal(text);
        if (refusal.isPresent()) {
            return new Parsed.Wrong<>(refusal.get());
        }
        ReviewRow before = row(upload, rowNo);
        String old = before.cells().cell(column);
        if (!old.equals(text)) {
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
                ? Optional.of(Refusal.of("cell.too-long", String.valueOf(text.length()), String.valueOf(limit)))
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

    /** Whether there are dates that can be read in two ways. */
    @Transactional(readOnly = true)
    public Optional<DateQuestion> dateQuestion(UploadId id) {
        Upload upload = uploads.find(id);
        int count = blocks.count(upload.no(), Affected.AMBIGUOUS_DATE);
        if (count == 0) {
            return Optional.empty();
        }
        return rows.page(upload.no(), rows.list(upload, new ReviewFilter.Kind(Affected.AMBIGUOUS_DATE)), 0, 1).stream()
                .flatMap(row -> row.problems().stream())
                .map(RowProblem::refusal)
                .filter(refusal -> refusal.code().equals(Affected.AMBIGUOUS_DATE))
                .map(Refusal::arguments)
                .map(reading -> new DateQuestion(count, reading.get(0), reading.get(1), reading.get(2)))
                .findFirst();
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

    /** Leaves a row out of what is sent. */
    @Transactional
    public void leaveOut(UploadId id, int rowNo) {
        Upload upload = lock(id);
        checked(upload, edits.leaveOut(upload.no(), Affected.row(rowNo)));
    }

    /** Leaves out every row that has an error. Returns how many. */
    @Transactional
    public int leaveOutErrors(UploadId id) {
        Upload upload = lock(id);
        return checked(upload, edits.leaveOut(upload.no(), Affected.rowsWithErrors()));
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

    private ReviewRow row(Upload upload, int rowNo) {
        return rows.rows(upload.no(), List.of(rowNo)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("row " + rowNo + " of upload " + upload.id()));
    }

    private Upload lock(UploadId id) {
        uploads.find(id);
        repository.lock(id.value()).orElseThrow(() -> new NotFoundException("upload " + id));
        Upload upload = repository.findById(id).orElseThrow();
        if (upload.state() != UploadState.CHECKED) {
            throw new NotFoundException("a draft " + id);
        }
        return upload;
    }

    /**
     * Writes the file with the line and the problems of each row; streaming.
     *
     * @param message puts a refusal into words
     */
    @Transactional(readOnly = true)
    public void writeFileWithErrors(UploadId id, OutputStream out, Function<Refusal, String> message) {
        writeWithErrors(id, out, row -> true, message);
    }

    /** Writes the whole file as it is after correction, rows left out included; streaming. */
    @Transactional(readOnly = true)
    public void writeCorrectedFile(UploadId id, OutputStream out) {
        Upload upload = uploads.find(id);
        try (DraftFileWriter writer = DraftFileWriter.ofRows(out, upload.facts().orElseThrow())) {
            write(upload, row -> true, row -> List.of(), writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the rows that were left out, as {@link #writeFileWithErrors} does. */
    @Transactional(readOnly = true)
    public void writeLeftOutRows(UploadId id, OutputStream out, Function<Refusal, String> message) {
        writeWithErrors(id, out, ReviewRow::leftOut, message);
    }

    private void writeWithErrors(
            UploadId id, OutputStream out, Predicate<ReviewRow> wanted, Function<Refusal, String> message) {
        Upload upload = uploads.find(id);
        try (DraftFileWriter writer = DraftFileWriter.withProblems(
                out, upload.facts().orElseThrow(), uploads.settings().maxCellLength())) {
            write(
                    upload,
                    wanted,
                    row -> row.problems().stream()
                            .filter(problem -> !problem.warning())
                            .map(problem -> message.apply(problem.refusal()))
                            .toList(),
                    writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(
            Upload upload,
            Predicate<ReviewRow> wanted,
            Function<ReviewRow, List<String>> messages,
            DraftFileWriter writer) {
        rows.eachRow(upload.no(), row -> {
            if (wanted.test(row)) {
                try {
                    writer.write(row.cells(), messages.apply(row));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }
}
