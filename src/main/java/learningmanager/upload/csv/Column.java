package learningmanager.upload.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import learningmanager.csv.FileColumns;

/** The five columns of a file, in the template's order. */
public enum Column {
    EXTERNAL_LEARNER_ID(
            "id",
            "learner",
            "learnerid",
            "externalid",
            "uniquelearnerid",
            "student",
            "studentid",
            "employeeid",
            "externallearner"),
    EMAIL("mail", "emailaddress", "mailaddress", "emails", "learneremail"),
    PROGRAM_CODE("program", "programme", "programmecode", "course", "coursecode", "microcredential", "programid"),
    PROGRAM_RUN_CODE("run", "runs", "runcode", "programrun", "programmerun", "programmeruncode", "presentation"),
    EXPIRY_TIME(
            "expires",
            "expiry",
            "expirydate",
            "expirytimeutc",
            "expirydatetime",
            "expiration",
            "expirationdate",
            "expirationtime",
            "validuntil");

    /** All of them, as what reads files knows them. */
    public static final FileColumns ALL = new FileColumns(Arrays.stream(values())
            .map(column -> new FileColumns.Named(column.heading, column.alsoCalled))
            .toList());

    private final String heading = name().toLowerCase(Locale.ROOT);
    private final List<String> alsoCalled;

    Column(String... alsoCalled) {
        this.alsoCalled = List.of(alsoCalled);
    }

    /** As the template writes it: {@code external_learner_id} … */
    public String heading() {
        return heading;
    }

    /** The column that a heading names, without regard to case and outer blanks. */
    public static Optional<Column> ofHeading(String text) {
        return ALL.at(text).stream().mapToObj(at -> values()[at]).findFirst();
    }
}
