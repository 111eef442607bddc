@NullMarked
package learningmanager.program.csv;

import org.jspecify.annotations.NullMarked;
