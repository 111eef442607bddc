package learningmanager.upload.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import learningmanager.base.Cells;
import learningmanager.base.FormulaSafe;

/**
 * Reads and checks one file of invitations (SPEC 5, "The file", "Errors"). The file is streamed: heap use does not grow with
 * its size.
 */
public final class CsvCheck {
    private static final int KEPT_OF_HEADING = 100;
    private static final int LINES_BETWEEN_NEWS = 500;

    private final KnownCodes codes;
    private final Instant now;
    private final Limits limits;
    private final Sink sink;
    private final FileProblems problems;
    private int rows;

    private CsvCheck(KnownCodes codes, Instant now, Limits limits, Sink sink) {
        this.codes = codes;
        this.now = now;
        this.limits = limits;
        this.sink = sink;
        this.problems = new FileProblems(limits.fileProblems());
    }

    /** Takes what is found while the file is read, on the thread that reads. */
    public interface Sink {
        /** A checked row, in the file's order. Rows are void when the file turns out to be refused. */
        void row(CheckedRow row);

        /** About every 64 KB, or 500 rows of a workbook, and at the end. */
        void progress(long bytesRead, long bytesTotal, int rows);

        /** Asked as often; true ends the check. */
        boolean stopped();

        /** Once, before the first row, when the headings are right. */
        default void facts(FileFacts facts) {}
    }

    /** What became of a file. */
    public sealed interface Outcome {
        /** All rows were given to the sink; some of them may have errors. */
        record Checked(FileFacts facts, int rows) implements Outcome {}

        /**
         * Something is wrong with the file, so that its rows don't count.
         *
         * @param problems the first of them, by line
         * @param count how many there are in truth
         * @param facts none where the file could not be read as text
         */
        record Refused(List<FileProblem> problems, int count, Optional<FileFacts> facts) implements Outcome {}

        /** The sink wanted no more. */
        record Stopped() implements Outcome {}
    }

    /**
     * Checks a file.
     *
     * @param now what expiry times are compared with
     * @throws IOException where the file cannot be read; whatever its bytes are, it is no exception
     */
    public static Outcome check(Path file, KnownCodes codes, Instant now, Limits limits, Sink sink) throws IOException {
        return new CsvCheck(codes, now, limits, sink).check(file);
    }

    private Outcome check(Path file) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return refused(FileProblem.ofFile("file.empty"));
        }
        if (size > limits.bytes()) {
            return refused(FileProblem.ofFile("file.too-large", size(size), size(limits.bytes())));
        }
        try {
            byte[] start = start(file);
            return switch (FileKind.of(start)) {
                case FileKind.Other(String name) -> refused(FileProblem.ofFile("file.not-csv", name));
                case FileKind.Workbook() -> checkWorkbook(file, size);
                case FileKind.Text() -> checkText(file, start, size);
            };
        } catch (StoppedException stopped) {
            return new Outcome.Stopped();
        } catch (UncheckedIOException wrappedByParser) {
            IOException cause = wrappedByParser.getCause();
            if (cause instanceof StoppedException) {
                return new Outcome.Stopped();
            }
            throw cause == null ? new IOException(wrappedByParser) : cause;
        }
    }

    private Outcome checkText(Path file, byte[] start, long size) throws IOException {
        Encoding encoding = Encoding.of(file, start, sink::stopped);
        if (sink.stopped()) {
            return new Outcome.Stopped();
        }
        try (InputStream in = new WatchedStream(Files.newInputStream(file), size);
                FileLines lines = CsvLines.of(in, encoding, limits, problems)) {
            return check(lines, size, progress -> {});
        }
    }

    private Outcome checkWorkbook(Path file, long size) throws IOException {
        WorkbookGuard.Found found = WorkbookGuard.look(file, size, limits, sink::stopped);
        if (sink.stopped()) {
            return new Outcome.Stopped();
        }
        if (found.problem().isPresent()) {
            return refused(found.problem().get());
        }
        try (FileLines lines = WorkbookLines.of(file, limits, problems)) {
            return check(lines, size, read -> {
                if (read % LINES_BETWEEN_NEWS == 0) {
                    sink.progress((long) (size * Math.min(1.0, (double) read / found.rows())), size, rows);
                    if (sink.stopped()) {
                        throw new StoppedException();
                    }
                }
            });
        } catch (WorkbookLines.UnreadableWorkbookException broken) {
            return refused(WorkbookGuard.unreadable());
        }
    }

    /** Is told of each line, and may end the check. */
    @FunctionalInterface
    private interface LineWatch {
        void read(int lines) throws StoppedException;
    }

    private Outcome check(FileLines lines, long size, LineWatch watch) throws IOException {
        FileFacts facts = lines.facts();
        Headings.Understood headings = null;
        RowCheck check = new RowCheck(codes, now);
        boolean blank = true;
        for (int read = 1; lines.next(); read++) {
            watch.read(read);
            if (headings == null) {
                if (isBlank(lines)) {
                    continue;
                }
                blank = false;
                List<String> cells = cells(lines);
                switch (headings(cells, lines)) {
                    case Headings.Wrong(List<FileProblem> wrong) -> {
                        return new Outcome.Refused(wrong, wrong.size(), Optional.of(facts));
                    }
                    case Headings.Understood understood -> headings = understood;
                }
                facts = facts.with(shortened(cells));
                sink.facts(facts);
            } else if (!isBlank(lines, headings)) {
                if (rows == limits.rows()) {
                    problems.add(FileProblem.atLine(lines.line(), "file.too-many-rows", counted(limits.rows())));
                    break;
                }
                rows++;
                row(lines, headings, check);
            }
        }
        sink.progress(size, size, rows);
        if (problems.isEmpty() && blank) {
            return refused(FileProblem.ofFile("file.empty"));
        }
        if (problems.isEmpty() && rows == 0) {
            problems.add(FileProblem.ofFile("file.no-rows"));
        }
        return problems.isEmpty()
                ? new Outcome.Checked(facts, rows)
                : new Outcome.Refused(problems.byLine(), problems.count(), Optional.of(facts));
    }

    /** The headings, unless the line cannot even be read. */
    private Headings headings(List<String> cells, FileLines lines) {
        int line = lines.line();
        List<FileProblem> unreadable = problems.upTo(line);
        if (!unreadable.isEmpty()) {
            return new Headings.Wrong(unreadable);
        }
        int tooMany = lines.wrongCount(limits.columns());
        if (tooMany > limits.columns()) {
            return new Headings.Wrong(List.of(FileProblem.atLine(
                    line, "heading.too-many", String.valueOf(tooMany), String.valueOf(limits.columns()))));
        }
        return Headings.of(cells, line);
    }

    private void row(FileLines lines, Headings.Understood headings, RowCheck check) {
        int count = lines.wrongCount(headings.count());
        if (count != FileLines.NOT_WRONG) {
            problems.add(FileProblem.atLine(
                    lines.line(),
                    count < headings.count() ? "row.too-few-cells" : "row.too-many-cells",
                    String.valueOf(count),
                    String.valueOf(headings.count())));
        }
        if (!problems.isEmpty()) {
            return;
        }
        String[] values = new String[headings.positions().length];
        for (int column = 0; column < values.length; column++) {
            values[column] = FormulaSafe.unescape(lines.cell(headings.positions()[column]));
        }
        sink.row(check.check(new Row(rows, lines.line(), List.of(values))));
    }

    private static boolean isBlank(FileLines lines) {
        for (int at = 0; at < lines.size(); at++) {
            if (!Cells.isBlank(lines.cell(at))) {
                return false;
            }
        }
        return true;
    }

    /** Whether all cells are blank, but for those that are not ours to read. */
    private static boolean isBlank(FileLines lines, Headings.Understood headings) {
        for (int at = 0; at < lines.size(); at++) {
            if (!Cells.isBlank(lines.cell(at)) && !headings.ignored().contains(at)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> cells(FileLines lines) {
        return IntStream.range(0, lines.size()).mapToObj(lines::cell).toList();
    }

    /** Right headings are short but for outer blanks. */
    private static List<String> shortened(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.length() > KEPT_OF_HEADING ? Cells.strip(cell) : cell)
                .toList();
    }

    private static Outcome refused(FileProblem problem) {
        return new Outcome.Refused(List.of(problem), 1, Optional.empty());
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(4096);
        }
    }

    private static String size(long bytes) {
        if (bytes >= 1 << 20) {
            return counted((bytes + (1 << 19)) >> 20) + " MB";
        }
        return bytes >= 1 << 10 ? counted((bytes + (1 << 9)) >> 10) + " KB" : counted(bytes) + " bytes";
    }

    private static String counted(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** Ends reading from inside the parser. */
    private static final class StoppedException extends IOException {}

    /** Tells how far reading is, and ends it when the sink wants no more, in the midst of a huge cell too. */
    private final class WatchedStream extends FilterInputStream {
        private static final int STEP = 1 << 16;

        private final long size;
        private long done;
        private long told;

        WatchedStream(InputStream in, long size) {
            super(in);
            this.size = size;
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            if (b >= 0) {
                counted(1);
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                counted(read);
            }
            return read;
        }

        private void counted(int bytes) throws IOException {
            done += bytes;
            if (done - told >= STEP) {
                told = done;
                sink.progress(done, size, rows);
                if (sink.stopped()) {
                    throw new StoppedException();
                }
            }
        }
    }
}
