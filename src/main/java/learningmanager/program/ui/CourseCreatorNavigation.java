package learningmanager.program.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.program.CourseImportId;

/** Where programs and runs are edited. */
public final class CourseCreatorNavigation {
    static final String COURSE_CREATOR = "course-creator";

    static final String IMPORT = COURSE_CREATOR + "/import";

    static final String IMPORT_UPLOAD = IMPORT + "/upload";

    /** Names a file under review whose place the next one takes. */
    static final String REPLACES = "replaces";

    /** Stands in an address for one that is not there yet. */
    static final String NEW = "new";

    /** Puts the focus on the code. */
    static final String CODE = "code";

    private CourseCreatorNavigation() {}

    /** The list of programs that I edit. */
    public static String courseCreator() {
        return COURSE_CREATOR;
    }

    /** The page that edits a program. */
    public static String program(ProgramId program) {
        return COURSE_CREATOR + "/" + program;
    }

    /** The same, straight at its code. */
    public static String codeOf(ProgramId program) {
        return program(program) + "?" + CODE;
    }

    /** The page that edits a run, straight at its code. */
    public static String codeOf(ProgramId program, ProgramRunId run) {
        return run(program, run) + "?" + CODE;
    }

    static String imported(CourseImportId file) {
        return IMPORT + "/" + file;
    }

    /** Choosing another version of a file. */
    static void reupload(UI ui, CourseImportId file) {
        ui.navigate(IMPORT_UPLOAD, QueryParameters.of(REPLACES, file.toString()));
    }

    static String newProgram() {
        return COURSE_CREATOR + "/" + NEW;
    }

    static String run(ProgramId program, ProgramRunId run) {
        return program(program) + "/runs/" + run;
    }

    static String newRun(ProgramId program) {
        return program(program) + "/runs/" + NEW;
    }
}
