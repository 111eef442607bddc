package learningmanager.upload.csv;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import learningmanager.base.FormulaSafe;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** UTF-8 with a byte-order mark, CRLF, the file's own delimiter; but a comma for a tab, at which no spreadsheet parts a .csv. */
final class CsvDraftWriter implements DraftFileWriter {
    private final CSVPrinter printer;
    private final Columns columns;
    private final List<Column> ours;

    CsvDraftWriter(OutputStream out, char delimiter, Columns columns) throws IOException {
        this.columns = columns;
        this.ours = columns.ours();
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write('\uFEFF');
        printer = new CSVPrinter(
                text,
                CSVFormat.Builder.create()
                        .setDelimiter(delimiter == '\t' ? ',' : delimiter)
                        .setQuote('"')
                        .setRecordSeparator("\r\n")
                        .get());
        printer.printRecord(columns.headings());
    }

    @Override
    public void write(Row row, List<String> problemMessages) throws IOException {
        for (Column column : ours) {
            printer.print(FormulaSafe.escape(row.cell(column)));
        }
        for (String more : columns.more(row, problemMessages, FormulaSafe::escape)) {
            printer.print(more);
        }
        printer.println();
    }

    /** Closes the stream that it writes to. */
    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
