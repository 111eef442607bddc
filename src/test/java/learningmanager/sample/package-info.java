@NullMarked
package learningmanager.sample;

import org.jspecify.annotations.NullMarked;
