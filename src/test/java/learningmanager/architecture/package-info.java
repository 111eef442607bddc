@NullMarked
package learningmanager.architecture;

import org.jspecify.annotations.NullMarked;
