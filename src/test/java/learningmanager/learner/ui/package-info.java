@NullMarked
package learningmanager.learner.ui;

import org.jspecify.annotations.NullMarked;
