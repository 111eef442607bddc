package learningmanager.upload;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import learningmanager.base.DatabaseClock;
import learningmanager.base.ProgramId;
import learningmanager.base.Refusal;
import learningmanager.base.UploadId;
import learningmanager.invitation.InvitationRequest;
import learningmanager.learner.ChargeService;
import learningmanager.learner.Money;
import learningmanager.upload.csv.Column;
import learningmanager.upload.csv.DraftFileWriter;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The review of a draft: its rows, and what is wrong with them. Every method finds the upload as {@link UploadService#find} does.
 */
@Service
public class ReviewService {
    private final UploadService uploads;
    private final ReviewRows rows;
    private final ProblemBlocks blocks;
    private final ChargeService charges;
    private final DatabaseClock clock;

    ReviewService(
            UploadService uploads, ReviewRows rows, ProblemBlocks blocks, ChargeService charges, DatabaseClock clock) {
        this.uploads = uploads;
        this.rows = rows;
        this.blocks = blocks;
        this.charges = charges;
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
     * In a listing of one kind of problem, those of that kind; else errors as long as there are any, then warnings. Among rows that
     * were searched for, the problems of these as long as they have any.
     *
     * @param rowNo 0 for before the first row
     */
    @Transactional(readOnly = true)
    public Optional<ProblemPlace> nextProblem(
            UploadId id, Listing listing, int rowNo, Optional<Column> column, boolean forward) {
        Upload upload = uploads.find(id);
        Sought sought = new Sought(
                listing.filter() instanceof ReviewFilter.Kind(String code) ? Optional.of(code) : Optional.empty(),
                !upload.hasErrors(),
                forward);
        Optional<ProblemPlace> found = Optional.empty();
        if (listing.filter() instanceof ReviewFilter.Search && listing.size() > 0) {
            boolean listed = rows.indexOf(upload.no(), listing, rowNo).isPresent();
            found = next(upload, listing, rowNo, column.filter(cell -> listed), sought, listing.numbers());
        }
        return found.or(() -> next(upload, listing, rowNo, column, sought));
    }

    /**
     * What is looked for.
     *
     * @param kind none for any
     */
    private record Sought(Optional<String> kind, boolean warnings, boolean forward) {
        List<Column> columns(ReviewRow row) {
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

        Optional<Column> column(ReviewRow row, Column from) {
            return columns(row).stream()
                    .filter(other -> forward ? other.compareTo(from) > 0 : other.compareTo(from) < 0)
                    .findFirst();
        }
    }

    /** @param among row numbers to stay among; none for all */
    private Optional<ProblemPlace> next(
            Upload upload, Listing listing, int rowNo, Optional<Column> column, Sought sought, int... among) {
        Optional<ProblemPlace> inRow = column.flatMap(cell -> row(upload, rowNo)
                .flatMap(row -> sought.column(row, cell).map(other -> place(upload, listing, row, other, false))));
        if (inRow.isPresent()) {
            return inRow;
        }
        Optional<Integer> next = nextRow(upload, rowNo, sought, among);
        boolean wrapped = next.isEmpty();
        return next.or(() -> nextRow(upload, sought.forward() ? 0 : Integer.MAX_VALUE, sought, among))
                .flatMap(number -> row(upload, number))
                .flatMap(row -> sought.columns(row).stream()
                        .findFirst()
                        .map(first -> place(upload, listing, row, first, wrapped)));
    }

    private Optional<Integer> nextRow(Upload upload, int from, Sought sought, int... among) {
        return among.length == 0
                ? rows.nextProblem(upload.no(), from, sought.forward(), sought.kind(), sought.warnings())
                : rows.nextProblemAmong(upload.no(), among, from, sought.forward(), sought.warnings());
    }

    private Optional<ReviewRow> row(Upload upload, int rowNo) {
        return rows.rows(upload.no(), List.of(rowNo)).stream().findFirst();
    }

    private ProblemPlace place(Upload upload, Listing listing, ReviewRow row, Column column, boolean wrapped) {
        int index = rows.indexOf(upload.no(), listing, row.cells().rowNumber()).orElse(-1);
        return new ProblemPlace(index, row, column, wrapped);
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
