@NullMarked
package learningmanager.home.ui;

import org.jspecify.annotations.NullMarked;
