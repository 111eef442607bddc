package learningmanager.upload.csv;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import learningmanager.base.ExpiryTime;
import learningmanager.base.FormulaSafe;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes "Download receipt" line by line: the five columns of an upload, then what became of each invitation. UTF-8 with a
 * byte-order mark, CRLF; no cell can be taken for a formula.
 */
public final class ReceiptWriter implements Closeable {
    private static final List<String> MORE = List.of("status", "delivery", "sent_utc");

    private final CSVPrinter printer;

    /**
     * One learner and run.
     *
     * @param delivery empty where no mail was to be sent
     * @param sentAt when the mail server took the mail, once it did
     */
    public record Line(
            String externalLearnerId,
            String email,
            String programCode,
            String runCode,
            ExpiryTime expiry,
            String status,
            String delivery,
            Optional<ExpiryTime> sentAt) {}

    public ReceiptWriter(OutputStream out) throws IOException {
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write('\uFEFF');
        printer = new CSVPrinter(
                text,
                CSVFormat.Builder.create()
                        .setQuote('"')
                        .setRecordSeparator("\r\n")
                        .get());
        print(Stream.concat(Stream.of(Column.values()).map(Column::heading), MORE.stream()));
    }

    public void write(Line line) throws IOException {
        print(Stream.of(
                line.externalLearnerId(),
                line.email(),
                line.programCode(),
                line.runCode(),
                line.expiry().toString(),
                line.status(),
                line.delivery(),
                line.sentAt().map(ExpiryTime::toString).orElse("")));
    }

    private void print(Stream<String> cells) throws IOException {
        printer.printRecord(cells.map(FormulaSafe::escape).toList());
    }

    /** Closes the stream that it writes to. */
    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
