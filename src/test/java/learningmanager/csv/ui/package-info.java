@NullMarked
package learningmanager.csv.ui;

import org.jspecify.annotations.NullMarked;
