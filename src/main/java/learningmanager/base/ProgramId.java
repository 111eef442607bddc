package learningmanager.base;

import java.util.UUID;

/** Names a program: a microcredential or a degree. */
public record ProgramId(UUID value) implements Id {
    public static ProgramId next() {
        return new ProgramId(Id.nextValue());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
