package learningmanager.upload.csv;

import java.util.Locale;
import java.util.Optional;
import learningmanager.base.Cells;

/** The five columns of a file, in the template's order. */
public enum Column {
    EXTERNAL_LEARNER_ID,
    EMAIL,
    PROGRAM_CODE,
    PROGRAM_RUN_CODE,
    EXPIRY_TIME;

    private final String heading = name().toLowerCase(Locale.ROOT);

    /** As the template writes it: {@code external_learner_id} … */
    public String heading() {
        return heading;
    }

    /** The column that a heading names, without regard to case and outer blanks. */
    public static Optional<Column> ofHeading(String text) {
        String wanted = Cells.strip(text).toLowerCase(Locale.ROOT);
        for (Column column : values()) {
            if (column.heading.equals(wanted)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }
}
