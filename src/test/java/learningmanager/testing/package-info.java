@NullMarked
package learningmanager.testing;

import org.jspecify.annotations.NullMarked;
