package learningmanager.upload;

import java.util.Optional;

/**
 * Which rows of a draft to show.
 *
 * @param onlyErrors those with an error
 * @param code those with a problem of this kind; none for all
 */
public record ReviewFilter(boolean onlyErrors, Optional<String> code) {
    public static final ReviewFilter ALL = new ReviewFilter(false, Optional.empty());
}
