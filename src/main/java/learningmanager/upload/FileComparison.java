package learningmanager.upload;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * What a reupload did to the errors of the file before it: those of the same kind, in the same cell of the same learner, are the
 * same.
 *
 * @param kinds of error in either file, the most that are still or newly there first
 */
public record FileComparison(List<OfKind> kinds) {
    /**
     * @param code the kind's
     * @param fixed are gone
     * @param still are there as before
     * @param fresh were not there before
     */
    public record OfKind(String code, int fixed, int still, int fresh) {}

    public FileComparison {
        kinds = List.copyOf(kinds);
    }

    /** Those of which some were fixed or came up: the others are told with the errors that there are. */
    public List<OfKind> changedKinds() {
        return kinds.stream().filter(kind -> kind.fixed() + kind.fresh() > 0).toList();
    }

    public int fixed() {
        return sum(OfKind::fixed);
    }

    public int still() {
        return sum(OfKind::still);
    }

    public int fresh() {
        return sum(OfKind::fresh);
    }

    private int sum(ToIntFunction<OfKind> number) {
        return kinds.stream().mapToInt(number).sum();
    }
}
