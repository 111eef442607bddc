package learningmanager.program;

import java.util.List;
import java.util.Optional;
import learningmanager.base.Refusal;
import learningmanager.csv.FileFacts;

/** What came of a file of programs and runs that was uploaded. */
public sealed interface CourseFile {
    /** It could be read, and waits to be looked over; its lines may have errors. */
    record Taken(CourseImportId id) implements CourseFile {}

    /**
     * Something is wrong with the file as such, so that its lines don't count. Nothing of it is kept.
     *
     * @param problems the first of them, by line
     * @param count how many there are in truth
     * @param facts none where the file could not be read as text
     */
    record Refused(List<Refusal> problems, int count, Optional<FileFacts> facts) implements CourseFile {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** As many of mine wait as may. Nothing of it is kept. */
    record TooMany() implements CourseFile {}
}
