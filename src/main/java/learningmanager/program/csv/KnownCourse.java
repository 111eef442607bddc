package learningmanager.program.csv;

import java.util.List;
import java.util.Optional;
import learningmanager.base.Code;

/** A program that the organisation has, with those of its runs that have a code. */
public record KnownCourse(String title, boolean degree, Optional<Code> code, boolean archived, List<Run> runs) {
    public KnownCourse {
        runs = List.copyOf(runs);
    }

    /** A run with a code. */
    public record Run(String name, Code code) {}
}
