package learningmanager.upload;

import java.util.Optional;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import learningmanager.upload.csv.KnownCodes;
import learningmanager.upload.csv.KnownProgram;
import learningmanager.upload.csv.KnownRun;

/** The codes that rows are checked against: those of the programs that the owner may invite to. */
final class InvitableCodes {
    private InvitableCodes() {}

    static KnownCodes of(ProgramService programs, Upload upload) {
        return KnownCodes.of(
                programs.managedBy(upload.ownerId(), upload.organisationId()).stream()
                        .flatMap(program -> known(program).stream())
                        .toList(),
                programs.usualEmailDomain(upload.ownerId(), upload.organisationId()));
    }

    private static Optional<KnownProgram> known(Program program) {
        return program.codeIfSet()
                .map(code -> new KnownProgram(
                        program.id(),
                        code,
                        program.isDegree(),
                        program.runsInOrder().stream()
                                .flatMap(run -> run.codeIfSet().stream()
                                        .map(runCode -> new KnownRun(run.id(), runCode, run.open())))
                                .toList()));
    }
}
