package learningmanager.csv;

import learningmanager.base.Cells;

/** A file's name as it is kept: others read it in the audit log, where it must not look like another one. */
public final class FileName {
    /** Characters. */
    private static final int LONGEST = 255;

    private FileName() {}

    /** With what nobody would see in it shown, and no longer than its column. */
    public static String kept(String fileName) {
        String seen = Cells.withControlCharactersShown(fileName);
        return seen.length() > LONGEST ? seen.substring(0, LONGEST) : seen;
    }
}
