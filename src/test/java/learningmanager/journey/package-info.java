/** The whole product, in a browser. */
@NullMarked
package learningmanager.journey;

import org.jspecify.annotations.NullMarked;
