package learningmanager.upload.csv;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes a draft's rows, the columns as they came; for "Download file with errors" also {@code line} and {@code problems}, which
 * the check ignores when the file comes back. UTF-8 with a byte-order mark, CRLF, the file's own delimiter; no cell can be taken
 * for a formula, and no ID for a number.
 */
public final class DraftFileWriter implements Closeable {
    private final CSVPrinter printer;
    private final List<Column> columns;
    private final boolean withProblems;
    private final int longestProblems;

    /** For a file of the rows alone. */
    public static DraftFileWriter ofRows(OutputStream out, FileFacts facts) throws IOException {
        return new DraftFileWriter(out, facts, false, 0);
    }

    /**
     * For a file with the line and the problems of each row.
     *
     * @param longestCell characters that a cell may have when the file comes back; words on problems beyond it are cut off
     */
    public static DraftFileWriter withProblems(OutputStream out, FileFacts facts, int longestCell) throws IOException {
        return new DraftFileWriter(out, facts, true, longestCell);
    }

    private DraftFileWriter(OutputStream out, FileFacts facts, boolean withProblems, int longestProblems)
            throws IOException {
        this.withProblems = withProblems;
        this.longestProblems = longestProblems;
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        text.write('\uFEFF');
        printer = new CSVPrinter(
                text,
                CSVFormat.Builder.create()
                        .setDelimiter(facts.delimiter())
                        .setQuote('"')
                        .setRecordSeparator("\r\n")
                        .get());
        columns = facts.headings().stream()
                .map(Column::ofHeading)
                .flatMap(Optional::stream)
                .toList();
        for (String heading : facts.headings()) {
            if (Column.ofHeading(heading).isPresent()) {
                printer.print(heading);
            }
        }
        if (withProblems) {
            printer.print(Headings.LINE);
            printer.print(Headings.PROBLEMS);
        }
        printer.println();
    }

    public void write(Row row, List<String> problemMessages) throws IOException {
        for (Column column : columns) {
            printer.print(FormulaSafe.escape(row.cell(column)));
        }
        if (withProblems) {
            printer.print(String.valueOf(row.line()));
            String problems = FormulaSafe.escape(String.join("; ", problemMessages));
            printer.print(
                    problems.length() <= longestProblems ? problems : problems.substring(0, longestProblems - 1) + "…");
        }
        printer.println();
    }

    /** Closes the stream that it writes to. */
    @Override
    public void close() throws IOException {
        printer.close(true);
    }
}
