package learningmanager.program;

import java.time.Instant;

/** A file of programs and runs that waits to be looked over and added. */
public record WaitingCourseImport(CourseImportId id, String fileName, Instant uploadedAt) {}
