@NullMarked
package learningmanager.base;

import org.jspecify.annotations.NullMarked;
