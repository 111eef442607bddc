package learningmanager.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.audit.AuditAction;
import org.junit.jupiter.api.Test;

/** The texts and the code that shows them stay in step. */
class TranslationsTest {
    /** Ends of the keys of a problem that says more than its own text. */
    private static final Pattern MORE_ON_A_PROBLEM = Pattern.compile("\\.(suggestion|advice|kind)$");

    /** Starts of keys that the code puts together, each from a column or a state. */
    private static final List<String> DYNAMIC = List.of(
            "audit.action.",
            "bulk.column.",
            "course-import.column.",
            "review.key.",
            "upload.sending.",
            "upload.title.");

    private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z][A-Za-z0-9_.-]*)\"");
    private static final Pattern SHOWN = Pattern.compile("(?:getTranslation|translate)\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Pattern REFUSED =
            Pattern.compile("(?:Refusal\\.of|Parsed\\.wrong)\\(\\s*\"([^\"]+)\"\\s*[,)]");
    private static final Path BUNDLES = Path.of("src/main/resources/vaadin-i18n");

    private final String code = code();
    private final Set<String> texts = keys("translations.properties");

    @Test
    void every_key_in_the_code_has_a_text() {
        assertThat(found(SHOWN).filter(key -> !key.endsWith(".")).filter(key -> !texts.contains(key)))
                .isEmpty();
    }

    @Test
    void every_refusal_has_a_text() {
        assertThat(found(REFUSED).map(refusal -> "problem." + refusal).filter(key -> !texts.contains(key)))
                .isEmpty();
    }

    /** Which of these it is depends on what the field is called. */
    @Test
    void every_refusal_of_a_title_has_a_text() {
        for (String of : List.of("name", "title", "reason")) {
            assertThat(texts)
                    .contains(
                            "problem." + of + ".missing",
                            "problem." + of + ".too-long",
                            "problem." + of + ".control-character");
        }
    }

    @Test
    void every_text_is_shown_somewhere() {
        Set<String> literals = found(LITERAL).collect(Collectors.toSet());
        assertThat(texts)
                .filteredOn(key -> !literals.contains(key))
                .filteredOn(key -> DYNAMIC.stream().noneMatch(key::startsWith))
                .filteredOn(key -> !literals.contains(MORE_ON_A_PROBLEM
                        .matcher(key.replaceFirst("^problem\\.", ""))
                        .replaceFirst("")))
                .isEmpty();
    }

    @Test
    void every_action_of_the_audit_log_has_words() {
        assertThat(texts)
                .containsAll(Stream.of(AuditAction.values())
                        .map(action -> "audit.action." + action.name())
                        .toList());
    }

    @Test
    void no_key_has_two_texts_of_which_one_is_lost() throws IOException {
        try (Stream<String> lines = Files.lines(BUNDLES.resolve("translations.properties"))) {
            assertThat(lines.filter(line -> line.matches("[a-z][^=]*=.*"))
                            .map(line -> line.substring(0, line.indexOf('='))))
                    .hasSizeGreaterThanOrEqualTo(texts.size())
                    .doesNotHaveDuplicates();
        }
    }

    // English is what stands in the bundle without a suffix; the _en one only offers it as a language of its own.
    @Test
    void the_english_bundle_says_nothing_of_its_own() {
        assertThat(texts).containsAll(keys("translations_en.properties"));
    }

    private Stream<String> found(Pattern pattern) {
        return pattern.matcher(code).results().map((MatchResult match) -> match.group(1));
    }

    private static String code() {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> keys(String bundle) {
        try (Reader reader = Files.newBufferedReader(BUNDLES.resolve(bundle))) {
            Properties properties = new Properties();
            properties.load(reader);
            return new TreeSet<>(properties.stringPropertyNames());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
