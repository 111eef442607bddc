@NullMarked
package learningmanager.upload.ui;

import org.jspecify.annotations.NullMarked;
