package learningmanager.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RepeatedKeysTest {
    private static final int MOST = 2_000;

    @Property(tries = 200)
    void every_key_that_repeats_is_found_with_its_rows(
            @ForAll @Size(max = 300) List<@AlphaChars @StringLength(min = 1, max = 2) String> keys) {
        Map<String, Long> repeated =
                keys.stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                        .entrySet()
                        .stream()
                        .filter(entry -> entry.getValue() > 1)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        RowComparisons.Keys found = found(keys.stream());

        assertThat(found.texts()).containsExactlyInAnyOrderElementsOf(repeated.keySet());
        assertThat(found.rows())
                .isEqualTo(repeated.values().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void few_of_a_million_different_keys_are_taken_for_repeated_ones() {
        assertThat(found(IntStream.range(0, 1_000_000).mapToObj(number -> "EU-" + number))
                        .texts())
                .hasSizeLessThan(500);
    }

    @Test
    void beyond_the_most_one_more_tells_that_there_are_too_many() {
        assertThat(found(IntStream.range(0, 10_000).mapToObj(number -> "EU-" + number % 5_000))
                        .texts())
                .hasSize(MOST + 1);
    }

    private static RowComparisons.Keys found(Stream<String> keys) {
        RepeatedKeys repeated = new RepeatedKeys(MOST);
        keys.forEach(repeated::add);
        return repeated.found();
    }
}
