package learningmanager.learner;

import learningmanager.base.ProgramRunId;

/** A run that a correction can be of. */
public record RunChoice(ProgramRunId id, String name) {}
