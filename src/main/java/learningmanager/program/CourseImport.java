package learningmanager.program;

import java.time.Instant;
import java.util.List;
import learningmanager.base.OrganisationId;
import learningmanager.csv.FileFacts;
import learningmanager.program.csv.CheckedCourses;
import learningmanager.program.csv.CourseLine;

/** A file of programs and runs that I uploaded. */
public sealed interface CourseImport {
    CourseImportId id();

    /** Whose programs they are to be, or are. */
    OrganisationId organisation();

    String fileName();

    /**
     * Nothing of it was added yet.
     *
     * @param courses its lines, checked against what is there now
     */
    record UnderReview(
            CourseImportId id, OrganisationId organisation, String fileName, FileFacts facts, CheckedCourses courses)
            implements CourseImport {}

    /**
     * All of it was added, once.
     *
     * @param lines as they were added
     */
    record Added(
            CourseImportId id,
            OrganisationId organisation,
            String fileName,
            Instant at,
            int programs,
            int runs,
            List<CourseLine> lines)
            implements CourseImport {
        public Added {
            lines = List.copyOf(lines);
        }
    }
}
