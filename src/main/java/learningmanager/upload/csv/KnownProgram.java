package learningmanager.upload.csv;

import java.util.List;
import learningmanager.base.Code;
import learningmanager.base.ProgramId;

/** A program that the manager may invite to and that has a code, with those of its runs that have one. */
public record KnownProgram(ProgramId id, Code code, boolean degree, List<KnownRun> runs) {
    public KnownProgram {
        runs = List.copyOf(runs);
    }
}
