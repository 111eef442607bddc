/** Speed and memory at the sizes that the product is made for, each held against a bare limit of the same run. */
@NullMarked
package learningmanager.benchmark;

import org.jspecify.annotations.NullMarked;
