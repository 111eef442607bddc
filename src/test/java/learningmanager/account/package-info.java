@NullMarked
package learningmanager.account;

import org.jspecify.annotations.NullMarked;
