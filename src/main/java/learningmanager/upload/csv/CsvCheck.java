package learningmanager.upload.csv;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import learningmanager.csv.CsvFile;
import learningmanager.csv.Limits;

/** Reads and checks one file of invitations (SPEC 5, "The file", "Errors"), a row at a time. */
public final class CsvCheck {
    private CsvCheck() {}

    /** Takes what is found while the file is read, on the thread that reads. */
    public interface Sink extends CsvFile.Watch {
        /** A checked row, in the file's order. Rows are void when the file turns out to be refused. */
        void row(CheckedRow row);
    }

    /**
     * Checks a file. Rows that were read may have errors.
     *
     * @param now what expiry times are compared with
     * @throws IOException where the file cannot be read; whatever its bytes are, it is no exception
     */
    public static CsvFile.Outcome check(Path file, KnownCodes codes, Instant now, Limits limits, Sink sink)
            throws IOException {
        RowCheck check = new RowCheck(codes, now);
        return CsvFile.read(
                file,
                Column.ALL,
                limits,
                sink,
                (number, line, cells) -> sink.row(check.check(new Row(number, line, cells))));
    }
}
