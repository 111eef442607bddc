package learningmanager.csv;

import java.io.Closeable;
import java.io.IOException;

/** The lines of a file, one after the other, whatever kind of file it is. Nothing is held but the line at hand. */
interface FileLines extends Closeable {
    /** Stands for a right number of cells, and for one that cannot be told. */
    int NOT_WRONG = -1;

    /** Goes on to the next line; false at the end. */
    boolean next() throws IOException;

    /** Where the line at hand begins, from 1. */
    int line();

    /** How many cells the line at hand has. */
    int size();

    /** A cell of the line at hand, as it came; empty beyond the last one. */
    String cell(int at);

    /** How many cells there are where that does not go with so many headings; else {@link #NOT_WRONG}. */
    int wrongCount(int headings);

    FileFacts facts();
}
