package learningmanager.admin;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a table as CSV, line by line: UTF-8 with a byte-order mark, CRLF; no cell can be taken for a formula (ASVS 5, 1.2.10), for
 * what could begin one gets an apostrophe before it.
 */
public final class CsvDownload {
    private final CSVPrinter printer;

    public CsvDownload(OutputStream out, String... headings) {
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

    public void write(String... cells) {
        try {
            printer.printRecord(Stream.of(cells).map(CsvDownload::safe).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what is still held back; the stream stays open. */
    public void flush() {
        try {
            printer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String safe(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\n'".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
