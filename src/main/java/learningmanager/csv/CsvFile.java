package learningmanager.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import learningmanager.base.Cells;
import learningmanager.base.FormulaSafe;

/**
 * Reads one file of rows, CSV or .xlsx (SPEC 5, "The file"), and tells what is wrong with it as a file. It is streamed: heap use
 * does not grow with its size.
 */
public final class CsvFile {
    private static final int KEPT_OF_HEADING = 100;
    private static final int LINES_BETWEEN_NEWS = 500;

    private final FileColumns columns;
    private final Limits limits;
    private final Watch watch;
    private final Rows taker;
    private final FileProblems problems;
    private int rows;

    private CsvFile(FileColumns columns, Limits limits, Watch watch, Rows taker) {
        this.columns = columns;
        this.limits = limits;
        this.watch = watch;
        this.taker = taker;
        this.problems = new FileProblems(limits.fileProblems());
    }

    /** Takes the rows of data, in the file's order, on the thread that reads. They are void when the file turns out to be refused. */
    @FunctionalInterface
    public interface Rows {
        /**
         * A row.
         *
         * @param number counts rows from 1, blank lines left out
         * @param line where the row begins, as a text editor counts: from 1, the heading line, blank lines and line breaks inside
         *     quotes included
         * @param cells one of each column, in their order, as they came, outer blanks included
         */
        void row(int number, int line, List<String> cells);
    }

    /** Follows the reading, on the thread that reads. */
    public interface Watch {
        /** For a file so small that it is read before anybody could ask. */
        Watch NOBODY = new Watch() {
            @Override
            public void progress(long bytesRead, long bytesTotal, int rows) {}

            @Override
            public boolean stopped() {
                return false;
            }
        };

        /** About every 64 KB, or 500 rows of a workbook, and at the end. */
        void progress(long bytesRead, long bytesTotal, int rows);

        /** Asked as often; true ends the reading. */
        boolean stopped();

        /** Once, before the first row, when the headings are right. */
        default void facts(FileFacts facts) {}
    }

    /** What became of a file. */
    public sealed interface Outcome {
        /** All rows were given away. */
        record Read(FileFacts facts, int rows) implements Outcome {}

        /**
         * Something is wrong with the file, so that its rows don't count.
         *
         * @param problems the first of them, by line
         * @param count how many there are in truth
         * @param facts none where the file could not be read as text
         */
        record Refused(List<FileProblem> problems, int count, Optional<FileFacts> facts) implements Outcome {}

        /** Whoever watches wanted no more. */
        record Stopped() implements Outcome {}
    }

    /**
     * Reads a file.
     *
     * @throws IOException where the file cannot be read; whatever its bytes are, it is no exception
     */
    public static Outcome read(Path file, FileColumns columns, Limits limits, Watch watch, Rows rows)
            throws IOException {
        return new CsvFile(columns, limits, watch, rows).read(file);
    }

    private Outcome read(Path file) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return refused(FileProblem.ofFile("file.empty"));
        }
        if (size > limits.bytes()) {
            return refused(
                    FileProblem.ofFile("file.too-large", FileSize.inWords(size), FileSize.inWords(limits.bytes())));
        }
        try {
            byte[] start = start(file);
            return switch (FileKind.of(start)) {
                case FileKind.Other(String name) -> refused(FileProblem.ofFile("file.not-csv", name));
                case FileKind.Workbook() -> readWorkbook(file, size);
                case FileKind.Text() -> readText(file, start, size);
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

    private Outcome readText(Path file, byte[] start, long size) throws IOException {
        Encoding encoding = Encoding.of(file, start, watch::stopped);
        if (watch.stopped()) {
            return new Outcome.Stopped();
        }
        try (InputStream in = new WatchedStream(Files.newInputStream(file), size);
                FileLines lines = TextLines.of(in, encoding, limits, problems, columns)) {
            return read(lines, size, progress -> {});
        }
    }

    private Outcome readWorkbook(Path file, long size) throws IOException {
        WorkbookGuard.Found found = WorkbookGuard.look(file, size, limits, watch::stopped);
        if (watch.stopped()) {
            return new Outcome.Stopped();
        }
        if (found.problem().isPresent()) {
            return refused(found.problem().get());
        }
        try (FileLines lines = WorkbookLines.of(file, limits, problems)) {
            return read(lines, size, read -> {
                if (read % LINES_BETWEEN_NEWS == 0) {
                    watch.progress((long) (size * Math.min(1.0, (double) read / found.rows())), size, rows);
                    if (watch.stopped()) {
                        throw new StoppedException();
                    }
                }
            });
        } catch (WorkbookLines.UnreadableWorkbookException broken) {
            return refused(WorkbookGuard.unreadable());
        }
    }

    /** Is told of each line, and may end the reading. */
    @FunctionalInterface
    private interface LineWatch {
        void read(int lines) throws StoppedException;
    }

    private Outcome read(FileLines lines, long size, LineWatch each) throws IOException {
        FileFacts facts = lines.facts();
        Headings.Understood headings = null;
        boolean blank = true;
        for (int read = 1; lines.next(); read++) {
            each.read(read);
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
                facts = facts.with(shortened(cells.subList(0, headings.named())));
                watch.facts(facts);
            } else if (!isBlank(lines, headings)) {
                if (rows == limits.rows()) {
                    problems.add(FileProblem.atLine(lines.line(), "file.too-many-rows", counted(limits.rows())));
                    break;
                }
                rows++;
                row(lines, headings);
            }
        }
        watch.progress(size, size, rows);
        if (problems.isEmpty() && blank) {
            return refused(FileProblem.ofFile("file.empty"));
        }
        if (problems.isEmpty() && rows == 0) {
            problems.add(FileProblem.ofFile("file.no-rows"));
        }
        return problems.isEmpty()
                ? new Outcome.Read(facts, rows)
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
        return Headings.of(columns, cells, line, lines.facts());
    }

    private void row(FileLines lines, Headings.Understood headings) {
        int count = lines.wrongCount(headings.count());
        boolean tooFew = count != FileLines.NOT_WRONG && count < headings.named();
        if (tooFew || count > headings.count() && !hasBlankRest(lines, count, headings)) {
            problems.add(FileProblem.atLine(
                    lines.line(),
                    tooFew ? "row.too-few-cells" : "row.too-many-cells",
                    String.valueOf(count),
                    String.valueOf(headings.named())));
        }
        for (int at = headings.named(); at < headings.count(); at++) {
            if (!Cells.isBlank(lines.cell(at))) {
                problems.add(FileProblem.atLine(lines.line(), "cell.without-heading", String.valueOf(at + 1)));
                break;
            }
        }
        if (!problems.isEmpty()) {
            return;
        }
        String[] values = new String[headings.positions().length];
        for (int column = 0; column < values.length; column++) {
            values[column] = FormulaSafe.unescape(lines.cell(headings.positions()[column]));
            if (values[column].length() > limits.cellLength()) {
                problems.add(FileProblem.tooLong(lines.line(), values[column].length(), limits));
                return;
            }
        }
        taker.row(rows, lines.line(), List.of(values));
    }

    /** Spreadsheets write empty cells beyond the last one that has something in it. Of cells that were not even read nobody knows. */
    private boolean hasBlankRest(FileLines lines, int count, Headings.Understood headings) {
        return count <= limits.columns() && isBlank(lines, headings.count());
    }

    private static boolean isBlank(FileLines lines) {
        return isBlank(lines, 0);
    }

    private static boolean isBlank(FileLines lines, int from) {
        for (int at = from; at < lines.size(); at++) {
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

    private static String counted(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** Ends reading from inside the parser. */
    private static final class StoppedException extends IOException {}

    /** Tells how far reading is, and ends it when nobody wants more, in the midst of a huge cell too. */
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
                watch.progress(done, size, rows);
                if (watch.stopped()) {
                    throw new StoppedException();
                }
            }
        }
    }
}
