package learningmanager.upload.csv;

import learningmanager.base.Code;
import learningmanager.base.ProgramRunId;

/** A run that has a code. One that is not open can be invited to, with a warning. */
public record KnownRun(ProgramRunId id, Code code, boolean open) {}
