/** Reads files of rows, CSV or .xlsx, whatever their rows are about: in plain Java, a row at a time. */
@NullMarked
package learningmanager.csv;

import org.jspecify.annotations.NullMarked;
