@NullMarked
package learningmanager.owndata;

import org.jspecify.annotations.NullMarked;
