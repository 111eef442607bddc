package learningmanager.program;

/** What came of adding a file's programs and runs. */
public sealed interface CourseAdding {
    /** All of them were added, now or before. */
    record Added(int programs, int runs) implements CourseAdding {}

    /**
     * Nothing was added, as something has changed since the file was looked over.
     *
     * @param now the same file, checked against what is there now
     */
    record Refused(CourseImport.UnderReview now) implements CourseAdding {}
}
