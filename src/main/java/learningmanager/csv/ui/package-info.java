/** What pages that take a file have in common. */
@NullMarked
package learningmanager.csv.ui;

import org.jspecify.annotations.NullMarked;
