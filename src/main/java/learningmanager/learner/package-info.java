@NullMarked
package learningmanager.learner;

import org.jspecify.annotations.NullMarked;
