package learningmanager.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import learningmanager.base.Code;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.upload.csv.KnownCodes;
import learningmanager.upload.csv.KnownProgram;
import learningmanager.upload.csv.KnownRun;

/** One program with one run, as far as a check has to know them. */
final class SomeCodes {
    private SomeCodes() {}

    static KnownCodes of(UUID program, UUID run) {
        return KnownCodes.of(
                List.of(new KnownProgram(
                        new ProgramId(program),
                        new Code("DATA-ANALYTICS"),
                        false,
                        List.of(new KnownRun(new ProgramRunId(run), new Code("DATA-ANALYTICS-2"), true)))),
                Optional.empty());
    }
}
