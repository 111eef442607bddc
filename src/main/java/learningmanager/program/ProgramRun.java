package learningmanager.program;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import learningmanager.base.Code;
import learningmanager.base.ProgramRunId;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * One presentation of a program.
 *
 * @param open whether it is open for enrolment; invitations hold either way
 * @param code unique in its program once set
 * @param archivedAt since when it is offered for nothing new; what was sent and who is enrolled stay
 */
public record ProgramRun(
        @Id ProgramRunId id,
        String name,
        LocalDate startsOn,
        LocalDate endsOn,
        boolean open,
        @Nullable Code code,
        @Nullable Instant archivedAt) {

    /** Whether the text, outer blanks aside, is part of its name or code, in any case. */
    public boolean isCalled(String text) {
        return Program.isCalled(text, name, codeIfSet());
    }

    public boolean isArchived() {
        return archivedAt != null;
    }

    public Optional<Code> codeIfSet() {
        return Optional.ofNullable(code);
    }
}
