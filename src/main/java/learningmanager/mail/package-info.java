@NullMarked
package learningmanager.mail;

import org.jspecify.annotations.NullMarked;
