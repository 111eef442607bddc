package learningmanager.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackReader;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The lines of a CSV file; what is wrong with its quotes, cells and bytes is told on the way. */
final class TextLines implements FileLines {
    private final CellGuard guard;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private final FileFacts facts;
    private @Nullable CSVRecord cells;

    private TextLines(CellGuard guard, Encoding encoding, char delimiter) throws IOException {
        this.guard = guard;
        this.parser = format(delimiter).parse(guard);
        this.records = parser.iterator();
        this.facts = FileFacts.ofText(encoding.displayName(), encoding.hasMark(), delimiter, List.of());
    }

    /** Where there is no text at all, there is no line. */
    static TextLines of(InputStream in, Encoding encoding, Limits limits, FileProblems problems, FileColumns columns)
            throws IOException {
        PushbackReader text = new PushbackReader(encoding.read(in), Opening.LENGTH);
        Opening opening = Opening.of(text, columns);
        CellGuard guard =
                new CellGuard(text, opening.firstLine(), encoding.displayName(), opening.delimiter(), limits, problems);
        return new TextLines(guard, encoding, opening.delimiter());
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

    @Override
    public boolean next() {
        if (!records.hasNext()) {
            return false;
        }
        cells = records.next();
        guard.nextRow();
        return true;
    }

    @Override
    public int line() {
        return guard.rowLine();
    }

    @Override
    public int size() {
        return atHand().size();
    }

    @Override
    public String cell(int at) {
        return at < atHand().size() ? atHand().get(at) : "";
    }

    private CSVRecord atHand() {
        if (cells == null) {
            throw new IllegalStateException("Before the first line");
        }
        return cells;
    }

    @Override
    public int wrongCount(int headings) {
        int count = guard.rowCells();
        return count == headings || count == CellGuard.UNCLEAR ? NOT_WRONG : count;
    }

    @Override
    public FileFacts facts() {
        return facts;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
