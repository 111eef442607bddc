package learningmanager.upload.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that a file can be refused with has its words. */
class ProblemMessagesTest {
    private static final Pattern CODE = Pattern.compile(
            "[\"']((?:learner-id|email|code|program|run|expiry|file|heading|quote|row|cell|encoding|learner)"
                    + "\\.[a-z-]+)[\"']");
    private static final Path SOURCES = Path.of("src/main/java/learningmanager");

    @Test
    void every_problem_code_has_a_message_and_a_kind() throws IOException {
        Set<String> codes = codes();

        assertThat(codes)
                .hasSizeGreaterThan(45)
                .contains("email.no-at", "quote.never-closed", "row.too-few-cells", "row.duplicate", "run.archived");
        for (String code : codes) {
            assertThat(ProblemTexts.BUNDLE.keySet()).contains("problem." + code, "problem." + code + ".kind");
        }
    }

    @Test
    void no_two_kinds_have_one_name() {
        Map<String, Long> names = ProblemTexts.BUNDLE.keySet().stream()
                .filter(key -> key.startsWith("problem.") && key.endsWith(".kind"))
                .collect(Collectors.groupingBy(ProblemTexts.BUNDLE::getString, Collectors.counting()));
        assertThat(names)
                .hasSizeGreaterThan(60)
                .allSatisfy((name, count) -> assertThat(count).isOne());
    }

    private static Set<String> codes() throws IOException {
        Set<String> codes = new TreeSet<>();
        for (String sources : Set.of("base/[^/]+", "csv/[^/]+", "upload/csv/[^/]+", "upload/RowComparisons?")) {
            Pattern source = Pattern.compile(sources + "\\.java");
            try (Stream<Path> files = Files.walk(SOURCES)) {
                for (Path file : files.filter(
                                path -> source.matcher(SOURCES.relativize(path).toString())
                                        .matches())
                        .toList()) {
                    CODE.matcher(Files.readString(file)).results().forEach(match -> codes.add(match.group(1)));
                }
            }
        }
        return codes;
    }
}
