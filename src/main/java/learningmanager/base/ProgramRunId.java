package learningmanager.base;

import java.util.UUID;

/** Names one presentation of a program. */
public record ProgramRunId(UUID value) implements Id {
    public static ProgramRunId next() {
        return new ProgramRunId(Id.nextValue());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
