@NullMarked
package learningmanager.audit;

import org.jspecify.annotations.NullMarked;
