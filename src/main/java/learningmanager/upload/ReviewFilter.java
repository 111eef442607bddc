package learningmanager.upload;

/** Which rows of a draft to list. */
public sealed interface ReviewFilter {
    ReviewFilter ALL = new All();
    ReviewFilter ERRORS = new Errors();

    /** All rows of the file. */
    record All() implements ReviewFilter {}

    /** Those with an error. */
    record Errors() implements ReviewFilter {}

    /** Those with a problem of this kind. */
    record Kind(String code) implements ReviewFilter {}

    /** Those that were left out. */
    record LeftOut() implements ReviewFilter {}

    /**
     * Those whose learner ID or e-mail begins with this text, without regard to case: up to {@link Listing#MOST_FOUND}.
     *
     * @param errorsAlone whether only those with an error, of the first {@link Listing#MOST_LOOKED_AT} that begin so
     */
    record Search(String text, boolean errorsAlone) implements ReviewFilter {}
}
