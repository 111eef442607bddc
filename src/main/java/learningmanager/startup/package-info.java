/** What is said when the program cannot start: one line with the way out, instead of a stack trace. */
@NullMarked
package learningmanager.startup;

import org.jspecify.annotations.NullMarked;
