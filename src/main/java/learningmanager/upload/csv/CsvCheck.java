package learningmanager.upload.csv;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import learningmanager.base.Cells;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads and checks one file of invitations (SPEC 5, "The file", "Errors"). The file is streamed: heap use does not grow with
 * its size.
 */
public final class CsvCheck {
    private static final int KEPT_OF_HEADING = 100;

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

        /** About every 64 KB, and at the end. */
        void progress(long bytesRead, long bytesTotal, int rows);

        /** Asked about every 64 KB; true ends the check. */
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
        byte[] start = start(file);
        Optional<String> notCsv = FileKind.notCsv(start);
        if (notCsv.isPresent()) {
            return refused(FileProblem.ofFile("file.not-csv", notCsv.get()));
        }
        try {
            Encoding encoding = Encoding.of(file, start, sink::stopped);
            if (sink.stopped()) {
                return new Outcome.Stopped();
            }
            try (InputStream in = new WatchedStream(Files.newInputStream(file), size)) {
                return check(in, encoding, size);
            }
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

    private Outcome check(InputStream in, Encoding encoding, long size) throws IOException {
        PushbackReader text = new PushbackReader(encoding.read(in), Opening.LENGTH);
        Opening opening = Opening.of(text);
        if (opening.blank()) {
            return refused(FileProblem.ofFile("file.empty"));
        }
        CellGuard guard =
                new CellGuard(text, opening.firstLine(), encoding.displayName(), opening.delimiter(), limits, problems);
        try (CSVParser parser = format(opening.delimiter()).parse(guard)) {
            return check(parser, guard, encoding, opening.delimiter(), size);
        }
    }

    /** Lenient, as the guard has told already what is wrong with quotes. */
    private static CSVFormat format(char delimiter) {
        return CSVFormat.Builder.create()
                .setDelimiter(delimiter)
                .setQuote('"')
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .setLenientEof(true)
                .get();
    }

    private Outcome check(CSVParser parser, CellGuard guard, Encoding encoding, char delimiter, long size) {
        var records = parser.iterator();
        FileFacts facts = new FileFacts(encoding.displayName(), encoding.hasMark(), delimiter, List.of());
        Headings.Understood headings = null;
        RowCheck check = new RowCheck(codes, now);
        while (records.hasNext()) {
            CSVRecord cells = records.next();
            guard.nextRow();
            if (headings == null) {
                if (isBlank(cells)) {
                    continue;
                }
                switch (headings(cells, guard)) {
                    case Headings.Wrong(List<FileProblem> wrong) -> {
                        return new Outcome.Refused(wrong, wrong.size(), Optional.of(facts));
                    }
                    case Headings.Understood understood -> headings = understood;
                }
                facts = new FileFacts(facts.encoding(), facts.byteOrderMark(), delimiter, shortened(cells));
                sink.facts(facts);
            } else if (!isBlank(cells, headings)) {
                if (rows == limits.rows()) {
                    problems.add(FileProblem.atLine(guard.rowLine(), "file.too-many-rows", counted(limits.rows())));
                    break;
                }
                rows++;
                row(cells, headings, guard, check);
            }
        }
        sink.progress(size, size, rows);
        if (problems.isEmpty() && rows == 0) {
            problems.add(FileProblem.ofFile(headings == null ? "file.empty" : "file.no-rows"));
        }
        return problems.isEmpty()
                ? new Outcome.Checked(facts, rows)
                : new Outcome.Refused(problems.byLine(), problems.count(), Optional.of(facts));
    }

    /** The headings, unless the line cannot even be read. */
    private Headings headings(CSVRecord cells, CellGuard guard) {
        int line = guard.rowLine();
        List<FileProblem> unreadable = problems.upTo(line);
        if (!unreadable.isEmpty()) {
            return new Headings.Wrong(unreadable);
        }
        if (guard.rowCells() > limits.columns()) {
            return new Headings.Wrong(List.of(FileProblem.atLine(
                    line, "heading.too-many", String.valueOf(guard.rowCells()), String.valueOf(limits.columns()))));
        }
        return Headings.of(cells.toList(), line);
    }

    private void row(CSVRecord cells, Headings.Understood headings, CellGuard guard, RowCheck check) {
        int count = guard.rowCells();
        if (count != headings.count() && count != CellGuard.UNCLEAR) {
            problems.add(FileProblem.atLine(
                    guard.rowLine(),
                    count < headings.count() ? "row.too-few-cells" : "row.too-many-cells",
                    String.valueOf(count),
                    String.valueOf(headings.count())));
        }
        if (!problems.isEmpty()) {
            return;
        }
        String[] values = new String[headings.positions().length];
        for (int column = 0; column < values.length; column++) {
            values[column] = FormulaSafe.unescape(cells.get(headings.positions()[column]));
        }
        sink.row(check.check(new Row(rows, guard.rowLine(), List.of(values))));
    }

    private static boolean isBlank(CSVRecord cells) {
        for (String cell : cells) {
            if (!Cells.isBlank(cell)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all cells are blank, but for those that are not ours to read. */
    private static boolean isBlank(CSVRecord cells, Headings.Understood headings) {
        for (int at = 0; at < cells.size(); at++) {
            if (!Cells.isBlank(cells.get(at)) && !headings.ignored().contains(at)) {
                return false;
            }
        }
        return true;
    }

    /** Right headings are short but for outer blanks. */
    private static List<String> shortened(CSVRecord cells) {
        List<String> headings = new ArrayList<>();
        for (String cell : cells) {
            headings.add(cell.length() > KEPT_OF_HEADING ? Cells.strip(cell) : cell);
        }
        return headings;
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
