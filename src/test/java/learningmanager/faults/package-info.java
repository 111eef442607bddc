@NullMarked
package learningmanager.faults;

import org.jspecify.annotations.NullMarked;
