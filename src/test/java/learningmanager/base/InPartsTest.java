package learningmanager.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class InPartsTest {
    private record Line(int part, int at) {}

    @Property
    void parts_are_read_as_one_list_is(
            @ForAll @Size(max = 6) List<@IntRange(max = 4) Integer> sizes,
            @ForAll @IntRange(max = 20) int before,
            @ForAll @IntRange(max = 6) int skip,
            @ForAll @IntRange(min = 1, max = 8) int limit) {
        List<List<Line>> parts = new ArrayList<>();
        for (int size : sizes) {
            List<Line> part = new ArrayList<>();
            for (int at = 0; at < size; at++) {
                part.add(new Line(parts.size(), at));
            }
            parts.add(part);
        }
        List<Line> all = parts.stream().flatMap(List::stream).toList();
        Optional<Line> after = before == 0 || before > all.size() ? Optional.empty() : Optional.of(all.get(before - 1));

        List<Line> page =
                InParts.page(parts, line -> parts.get(line.part()), new Slice<>(after, skip, limit), InPartsTest::read);

        int begin = Math.min(after.map(line -> all.indexOf(line) + 1).orElse(0) + skip, all.size());
        assertThat(page).isEqualTo(all.subList(begin, Math.min(begin + limit, all.size())));
    }

    @Property(tries = 10)
    void where_the_part_of_the_line_before_is_gone_there_is_nothing(@ForAll @IntRange(max = 3) int skip) {
        List<List<Line>> parts = List.of(List.of(new Line(0, 0)));
        assertThat(InParts.page(parts, List::of, new Slice<>(Optional.of(new Line(7, 0)), skip, 5), InPartsTest::read))
                .isEmpty();
    }

    private static List<Line> read(List<Line> part, Slice<Line> slice) {
        int begin = slice.after().map(line -> line.at() + 1).orElse(0) + slice.skip();
        return part.subList(Math.min(begin, part.size()), Math.min(begin + slice.limit(), part.size()));
    }
}
