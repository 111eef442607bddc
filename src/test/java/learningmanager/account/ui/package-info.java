@NullMarked
package learningmanager.account.ui;

import org.jspecify.annotations.NullMarked;
