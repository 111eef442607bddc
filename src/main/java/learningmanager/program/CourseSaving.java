package learningmanager.program;

import java.util.Map;
import learningmanager.base.Refusal;

/** What came of saving a program or a run. */
public sealed interface CourseSaving {
    record Saved(Program program) implements CourseSaving {}

    /** Nothing was saved. */
    record Refused(Map<CourseField, Refusal> problems) implements CourseSaving {
        public Refused {
            problems = Map.copyOf(problems);
        }
    }

    /**
     * Nothing was saved, for somebody else changed the same meanwhile.
     *
     * @param program as it is now
     */
    record ChangedMeanwhile(Program program) implements CourseSaving {}
}
