package learningmanager.base;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a CSV file line by line, of which nothing stays in memory: UTF-8 with a byte-order mark and CRLF, so that Excel opens it in
 * columns; each cell is {@link FormulaSafe}.
 */
public final class CsvLines implements Closeable {
    private final CSVPrinter printer;

    public CsvLines(OutputStream out, String... headings) {
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
        write(headings);
    }

    /** @throws UncheckedIOException when nobody takes the file any more */
    public void write(String... cells) {
        try {
            printer.printRecord(Arrays.stream(cells).map(FormulaSafe::escape));
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
