@NullMarked
package learningmanager.admin;

import org.jspecify.annotations.NullMarked;
