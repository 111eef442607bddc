@NullMarked
package learningmanager.mail.ui;

import org.jspecify.annotations.NullMarked;
