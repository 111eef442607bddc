package learningmanager.program;

import java.util.List;
import java.util.Optional;
import learningmanager.base.OrganisationId;
import learningmanager.base.Refusal;
import learningmanager.csv.FileFacts;
import learningmanager.program.csv.CheckedCourses;

/** A file of programs and runs, once read. */
public sealed interface CourseFile {
    /**
     * Its lines were read and checked; some may have errors.
     *
     * @param organisation whose programs they are to be
     */
    record Checked(OrganisationId organisation, FileFacts facts, CheckedCourses courses) implements CourseFile {}

    /**
     * Something is wrong with the file as such, so that its lines don't count.
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
}
