@NullMarked
package learningmanager.security.ui;

import org.jspecify.annotations.NullMarked;
