package learningmanager.program;

import learningmanager.base.Code;

/**
 * What a form says of a program, as it was written.
 *
 * @param code empty for none yet
 */
public record ProgramFacts(String title, ProgramKind kind, String code) {
    /** As the program says it of itself. */
    public static ProgramFacts of(Program program) {
        return new ProgramFacts(
                program.title(),
                program.kind(),
                program.codeIfSet().map(Code::text).orElse(""));
    }
}
