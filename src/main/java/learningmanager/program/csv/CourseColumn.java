package learningmanager.program.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import learningmanager.csv.FileColumns;

/** The columns of a file of programs and runs, in the template's order. */
public enum CourseColumn {
    PROGRAM_TITLE("title", "program", "programme", "programmetitle", "programname", "course", "coursetitle"),
    PROGRAM_KIND("kind", "type", "programmekind", "programtype"),
    PROGRAM_CODE("programmecode", "coursecode", "programid"),
    RUN_NAME("run", "name", "runtitle", "programrun", "presentation"),
    RUN_CODE("programruncode", "programmeruncode", "runid", "presentationcode"),
    START_DATE("start", "starts", "startson", "begin", "begins", "from"),
    END_DATE("end", "ends", "endson", "until", "to"),
    ENROLMENT("enrollment", "openforenrolment", "state", "status");

    /** All of them, as what reads files knows them. */
    public static final FileColumns ALL = new FileColumns(Arrays.stream(values())
            .map(column -> new FileColumns.Named(column.heading, column.alsoCalled))
            .toList());

    private final String heading = name().toLowerCase(Locale.ROOT);
    private final List<String> alsoCalled;

    CourseColumn(String... alsoCalled) {
        this.alsoCalled = List.of(alsoCalled);
    }

    /** As the template writes it: {@code program_title} … */
    public String heading() {
        return heading;
    }
}
