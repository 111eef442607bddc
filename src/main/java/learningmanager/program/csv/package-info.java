/** Checks a file of programs and runs: in plain Java. */
@NullMarked
package learningmanager.program.csv;

import org.jspecify.annotations.NullMarked;
