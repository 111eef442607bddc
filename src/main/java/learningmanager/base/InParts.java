package learningmanager.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads a long list that no index has in order as parts of it, one after the other, each of which one has. */
public final class InParts {
    private InParts() {}

    /**
     * Reads some lines, from as few parts as they are in; none where the part of the line before is gone, as a refresh is on its way.
     *
     * @param parts in order
     * @param partOf the part that a line is in
     * @param read reads some of a part's lines
     */
    public static <P, T> List<T> page(
            List<P> parts, Function<T, P> partOf, Slice<T> slice, BiFunction<P, Slice<T>, List<T>> read) {
        List<T> page = new ArrayList<>();
        int begin = slice.after().map(partOf).map(parts::indexOf).orElse(0);
        Optional<T> after = slice.after();
        int skip = slice.skip();
        if (begin < 0) {
            return page;
        }
        for (P part : parts.subList(begin, parts.size())) {
            List<T> some = read.apply(part, new Slice<>(after, skip, slice.limit() - page.size()));
            page.addAll(some);
            if (page.size() == slice.limit()) {
                break;
            }
            if (skip > 0) {
                skip = some.isEmpty()
                        ? skip - read.apply(part, new Slice<>(after, 0, skip)).size()
                        : 0;
            }
            after = Optional.empty();
        }
        return page;
    }
}
