package learningmanager.admin;

import learningmanager.base.ProgramId;

/** A program that a permission can be given on. */
public record ProgramChoice(ProgramId id, String title) {}
