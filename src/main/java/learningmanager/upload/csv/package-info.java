@NullMarked
package learningmanager.upload.csv;

import org.jspecify.annotations.NullMarked;
