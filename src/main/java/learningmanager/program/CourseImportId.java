package learningmanager.program;

import java.util.UUID;
import learningmanager.base.Id;

/** Names one file of programs and runs, from its upload on. */
public record CourseImportId(UUID value) implements Id {
    public static CourseImportId next() {
        return new CourseImportId(Id.nextValue());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
