package learningmanager.csv;

import java.io.IOException;
import java.io.Reader;

/**
 * Stands before the CSV parser and follows quotes, cells and lines as it does, for what the parser does not tell or bound:
 * the line on which a row begins and on which an unclosed quote opened, a line's true number of cells, and cells or lines so
 * long that reading them whole would fill the heap. What is beyond the limits is counted, reported and not passed on.
 */
final class CellGuard extends Reader {
    private enum At {
        START_OF_CELL,
        PLAIN,
        QUOTED,
        /** After a quote inside quotes: the first of two, or the end. */
        QUOTE,
        AFTER_QUOTED
    }

    static final int UNCLEAR = -1;

    private static final int SIZE = 8192;

    private final Reader text;
    private final String encoding;
    private final char delimiter;
    private final Limits limits;
    private final FileProblems problems;

    private final char[] in = new char[SIZE];
    // A character read can be followed by a held-back quote.
    private final char[] out = new char[2 * SIZE + 2];
    private int outAt;
    private int outEnd;
    private boolean ended;

    private At at = At.START_OF_CELL;
    private int line;
    private boolean afterCr;
    private int rowLine;
    private boolean rowBegun;
    private int cells;
    private int cellLine;
    // One that was put before what a spreadsheet would take for a formula does not count; whether this is one, the cell
    // tells.
    private boolean apostrophe;
    private int cellLength;
    private int quoteEndLine;
    private boolean textAfterQuote;
    private boolean unclear;
    private int lineToldNoText;

    private int[] rowLines = new int[1024];
    private int[] rowCells = new int[1024];
    private int queueAt;
    private int queueEnd;

    CellGuard(Reader text, int firstLine, String encoding, char delimiter, Limits limits, FileProblems problems) {
        this.text = text;
        this.line = firstLine;
        this.rowLine = firstLine;
        this.cellLine = firstLine;
        this.encoding = encoding;
        this.delimiter = delimiter;
        this.limits = limits;
        this.problems = problems;
    }

    /** Goes on to the row that the parser has just read. */
    void nextRow() {
        queueAt++;
    }

    /** The line on which the row at hand begins. */
    int rowLine() {
        return rowLines[queueAt - 1];
    }

    /** How many cells the row at hand has in the file; {@link #UNCLEAR} where a quote is in the wrong place. */
    int rowCells() {
        return rowCells[queueAt - 1];
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        while (outAt == outEnd) {
            if (ended) {
                return -1;
            }
            fill();
        }
        int count = Math.min(length, outEnd - outAt);
        System.arraycopy(out, outAt, buffer, offset, count);
        outAt += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private void fill() throws IOException {
        outAt = 0;
        outEnd = 0;
        int read = text.read(in, 0, SIZE);
        if (read < 0) {
            ended = true;
            end();
            return;
        }
        for (int i = 0; i < read; i++) {
            take(in[i]);
        }
    }

    private void take(char c) {
        if (c == '\n' && afterCr) {
            afterCr = false;
            takeSecondHalfOfLineEnd();
            return;
        }
        afterCr = c == '\r';
        if (c == Encoding.NO_TEXT || c >= '\uFFFE') {
            tellNoText();
            c = '\uFFFD';
        }
        rowBegun = true;
        switch (at) {
            case START_OF_CELL -> {
                if (c == '"') {
                    cellLine = line;
                    at = At.QUOTED;
                    pass(c);
                } else {
                    cellLine = line;
                    at = At.PLAIN;
                    takeOutside(c);
                }
            }
            case PLAIN, AFTER_QUOTED -> takeOutside(c);
            case QUOTED -> {
                if (c == '"') {
                    at = At.QUOTE;
                    quoteEndLine = line;
                } else {
                    content(c);
                }
            }
            case QUOTE -> {
                if (c == '"') {
                    at = At.QUOTED;
                    if (++cellLength <= limits.cellLength()) {
                        pass('"');
                        pass('"');
                    }
                } else {
                    pass('"');
                    at = At.AFTER_QUOTED;
                    takeOutside(c);
                }
            }
        }
        if (c == '\n' || c == '\r') {
            line++;
            if (!rowBegun) {
                rowLine = line;
            }
        }
    }

    /** The LF of a CRLF ends nothing by itself, but the parser counts on it, and inside quotes it belongs to the cell. */
    private void takeSecondHalfOfLineEnd() {
        if (at == At.QUOTED) {
            content('\n');
        } else {
            pass('\n');
        }
    }

    private void takeOutside(char c) {
        if (c == delimiter) {
            endCell();
            pass(c);
            cells++;
        } else if (c == '\n' || c == '\r') {
            endCell();
            endRow();
            pass(c);
        } else {
            textAfterQuote |= at == At.AFTER_QUOTED && c > ' ';
            content(c);
        }
    }

    private void content(char c) {
        if (c == '\'' && cellLength == 0 && !apostrophe) {
            apostrophe = true;
            pass(c);
        } else if (++cellLength <= limits.cellLength()) {
            pass(c);
        }
    }

    private void pass(char c) {
        if (cells < limits.columns()) {
            out[outEnd++] = c;
        }
    }

    private void endCell() {
        if (cellLength > limits.cellLength()) {
            unclear = true;
            problems.add(FileProblem.tooLong(cellLine, cellLength, limits));
        } else if (textAfterQuote) {
            unclear = true;
            problems.add(FileProblem.atLine(cellLine, "quote.text-after", String.valueOf(quoteEndLine)));
        }
        textAfterQuote = false;
        cellLength = 0;
        apostrophe = false;
        at = At.START_OF_CELL;
    }

    private void endRow() {
        if (queueEnd == rowLines.length) {
            makeRoom();
        }
        rowLines[queueEnd] = rowLine;
        rowCells[queueEnd] = unclear ? UNCLEAR : cells + 1;
        queueEnd++;
        unclear = false;
        cells = 0;
        rowBegun = false;
    }

    private void makeRoom() {
        // The row at hand stays, as the one before queueAt.
        int from = Math.max(0, queueAt - 1);
        int kept = queueEnd - from;
        int size = kept > rowLines.length / 2 ? rowLines.length * 2 : rowLines.length;
        int[] lines = new int[size];
        int[] counts = new int[size];
        System.arraycopy(rowLines, from, lines, 0, kept);
        System.arraycopy(rowCells, from, counts, 0, kept);
        rowLines = lines;
        rowCells = counts;
        queueAt -= from;
        queueEnd = kept;
    }

    private void end() {
        if (at == At.QUOTED) {
            unclear = true;
            problems.add(FileProblem.atLine(cellLine, "quote.never-closed"));
            cellLength = 0;
            apostrophe = false;
        }
        if (at == At.QUOTE) {
            pass('"');
        }
        if (rowBegun) {
            endCell();
            endRow();
        }
    }

    private void tellNoText() {
        if (line != lineToldNoText) {
            lineToldNoText = line;
            problems.add(FileProblem.atLine(line, "encoding.bytes", encoding));
        }
    }
}
