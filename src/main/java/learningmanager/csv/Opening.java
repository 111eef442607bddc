package learningmanager.csv;

import java.io.IOException;
import java.io.PushbackReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import learningmanager.base.Cells;

/**
 * What the beginning of a file says about the rest.
 *
 * @param firstLine the line that the reader stands at, after Excel's {@code sep=;} line where there is one
 */
public record Opening(char delimiter, int firstLine) {
    /** How much is looked at; a heading line is far shorter. */
    static final int LENGTH = 1 << 14;

    private static final char[] DELIMITERS = {',', ';', '\t'};
    private static final Pattern STATED = Pattern.compile("[\\s\"]*sep=([,;\\t])[\\s\"]*", Pattern.CASE_INSENSITIVE);

    /** Leaves the reader at the first line that counts. */
    static Opening of(PushbackReader text, FileColumns columns) throws IOException {
        char[] start = new char[LENGTH];
        int length = 0;
        for (int read = 0; read >= 0 && length < LENGTH; read = text.read(start, length, LENGTH - length)) {
            length += read;
        }
        int from = 0;
        int line = 1;
        int end = endOfLine(start, from, length);
        while (end < length && Cells.isBlank(new String(start, from, end - from))) {
            from = afterLineEnd(start, end, length);
            line++;
            end = endOfLine(start, from, length);
        }
        String first = new String(start, from, end - from);
        if (length < LENGTH && Cells.isBlank(first)) {
            return new Opening(',', line);
        }
        Matcher stated = STATED.matcher(first);
        if (stated.matches()) {
            int next = afterLineEnd(start, end, length);
            text.unread(start, next, length - next);
            return new Opening(stated.group(1).charAt(0), line + 1);
        }
        text.unread(start, from, length - from);
        return new Opening(guess(first, columns), line);
    }

    /** The one that makes the most of the headings looked for; among equals the one met most often outside quotes. */
    private static char guess(String headings, FileColumns columns) {
        char best = ',';
        int bestScore = 0;
        for (char delimiter : DELIMITERS) {
            List<String> cells = cells(headings, delimiter);
            long known =
                    cells.stream().filter(cell -> columns.at(cell).isPresent()).count();
            int score = (int) known * LENGTH + cells.size() - 1;
            if (score > bestScore) {
                best = delimiter;
                bestScore = score;
            }
        }
        return best;
    }

    /** The cells of one line, their quotes taken off. */
    public static List<String> cells(String line, char delimiter) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == delimiter && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static int endOfLine(char[] text, int from, int length) {
        int at = from;
        while (at < length && text[at] != '\n' && text[at] != '\r') {
            at++;
        }
        return at;
    }

    private static int afterLineEnd(char[] text, int end, int length) {
        if (end + 1 < length && text[end] == '\r' && text[end + 1] == '\n') {
            return end + 2;
        }
        return Math.min(end + 1, length);
    }
}
