package learningmanager.program.csv;

import java.time.LocalDate;
import java.util.List;
import learningmanager.base.Code;
import learningmanager.base.Title;

/**
 * A program that is to be made, or one that is there and gets more runs.
 *
 * @param isNew whether it is to be made
 */
public record PlannedProgram(Code code, Title title, boolean degree, boolean isNew, List<Run> runs) {
    public PlannedProgram {
        runs = List.copyOf(runs);
    }

    /** A run that is to be made. */
    public record Run(Title name, Code code, LocalDate startsOn, LocalDate endsOn, boolean open) {}
}
