@NullMarked
package learningmanager.admin.ui;

import org.jspecify.annotations.NullMarked;
