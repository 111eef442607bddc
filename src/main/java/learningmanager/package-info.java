@NullMarked
package learningmanager;

import org.jspecify.annotations.NullMarked;
