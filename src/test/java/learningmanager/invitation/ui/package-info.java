@NullMarked
package learningmanager.invitation.ui;

import org.jspecify.annotations.NullMarked;
