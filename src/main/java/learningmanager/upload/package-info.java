@NullMarked
package learningmanager.upload;

import org.jspecify.annotations.NullMarked;
