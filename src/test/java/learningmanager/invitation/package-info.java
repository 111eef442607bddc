@NullMarked
package learningmanager.invitation;

import org.jspecify.annotations.NullMarked;
