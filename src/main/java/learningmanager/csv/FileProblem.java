package learningmanager.csv;

import learningmanager.base.Refusal;

/**
 * Something wrong with a file, for which none of its rows is taken.
 *
 * @param line as a text editor counts lines, from 1; 0 for the file as such
 * @param refusal its message names the line by itself
 */
public record FileProblem(int line, Refusal refusal) {
    static FileProblem ofFile(String code, String... arguments) {
        return new FileProblem(0, Refusal.of(code, arguments));
    }

    /** A problem whose first argument is its line. */
    static FileProblem atLine(int line, String code, String... more) {
        String[] arguments = new String[more.length + 1];
        arguments[0] = String.valueOf(line);
        System.arraycopy(more, 0, arguments, 1, more.length);
        return new FileProblem(line, Refusal.of(code, arguments));
    }

    /** @param length of the cell, in characters */
    static FileProblem tooLong(int line, int length, Limits limits) {
        return atLine(line, "cell.too-long", String.valueOf(length), String.valueOf(limits.cellLength()));
    }
}
