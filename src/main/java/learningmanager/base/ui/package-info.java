@NullMarked
package learningmanager.base.ui;

import org.jspecify.annotations.NullMarked;
