@NullMarked
package learningmanager.security;

import org.jspecify.annotations.NullMarked;
