@NullMarked
package learningmanager.program.ui;

import org.jspecify.annotations.NullMarked;
