package learningmanager.base;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a CSV file line by line, of which nothing stays in memory: UTF-8 with a byte-order mark and CRLF, so that Excel opens it in
 * columns. No cell can be taken for a formula.
 */
public final class CsvLines implements Closeable {
    /** Numbers, months, days and times: what a spreadsheet is to reckon with, and cannot be a formula. */
    private static final Pattern FIGURE =
            Pattern.compile("-?[0-9]+(\\.[0-9]+)?|[0-9]{4}-[0-9]{2}(-[0-9]{2}( [0-9]{2}:[0-9]{2}(:[0-9]{2})?)?)?");

    private final List<Column> columns;
    private final CSVPrinter printer;

    /** A column by its heading. */
    public record Column(String heading, boolean figures) {
        /** Of texts, such as IDs, codes and names: stay as they are, whatever a spreadsheet would take them for ({@link FormulaSafe}). */
        public static Column text(String heading) {
            return new Column(heading, false);
        }

        /** Of amounts, counts, months, days or times: -1.50 and 2026-11 are for a spreadsheet to reckon with. */
        public static Column figure(String heading) {
            return new Column(heading, true);
        }

        private String written(String cell) {
            return figures && FIGURE.matcher(cell).matches() ? cell : FormulaSafe.escape(cell);
        }
    }

    public CsvLines(OutputStream out, Column... columns) {
        this.columns = List.of(columns);
        try {
            BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            text.write('\uFEFF');
            printer = new CSVPrinter(
                    text,
                    CSVFormat.Builder.create()
                            .setQuote('"')
                            .setRecordSeparator("\r\n")
                            .get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        print(this.columns.stream().map(Column::heading));
    }

    /**
     * @param cells one for each column
     * @throws UncheckedIOException when nobody takes the file any more
     */
    public void write(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        print(IntStream.range(0, cells.length).mapToObj(at -> columns.get(at).written(cells[at])));
    }

    private void print(Stream<String> cells) {
        try {
            printer.printRecord(cells);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the stream that it writes to. */
    @Override
    public void close() {
        try {
            printer.close(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
