package learningmanager.program;

import java.time.LocalDate;
import java.util.Optional;
import learningmanager.base.Code;

/**
 * What a form says of a run, as it was written.
 *
 * @param startsOn none where no date was given
 * @param code empty for none yet
 */
public record RunFacts(
        String name, Optional<LocalDate> startsOn, Optional<LocalDate> endsOn, boolean open, String code) {
    /** As the run says it of itself. */
    public static RunFacts of(ProgramRun run) {
        return new RunFacts(
                run.name(),
                Optional.of(run.startsOn()),
                Optional.of(run.endsOn()),
                run.open(),
                run.codeIfSet().map(Code::text).orElse(""));
    }
}
