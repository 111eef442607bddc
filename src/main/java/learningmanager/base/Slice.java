package learningmanager.base;

import java.util.Optional;

/**
 * Which rows of a long list to read: those after a row that was read before, so that it never matters how far down they are.
 *
 * @param after none: from the beginning
 * @param skip so many rows after that one are left out; few, or it takes long
 */
public record Slice<T>(Optional<T> after, int skip, int limit) {
    /** By place alone. */
    public static <T> Slice<T> at(int offset, int limit) {
        return new Slice<>(Optional.empty(), offset, limit);
    }
}
