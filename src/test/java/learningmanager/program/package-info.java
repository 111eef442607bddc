@NullMarked
package learningmanager.program;

import org.jspecify.annotations.NullMarked;
