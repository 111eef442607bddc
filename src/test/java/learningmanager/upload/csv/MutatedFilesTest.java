package learningmanager.upload.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import learningmanager.csv.CsvFile;
import org.junit.jupiter.api.Test;

/** The files that people send, spoilt in ways that nobody thought of. */
class MutatedFilesTest {
    private static final int FILES = 2_000;
    private static final int MOST_MUTATIONS = 6;
    private static final Duration HANGS = Duration.ofSeconds(60);

    private static final List<byte[]> TELLING = Stream.of(
                    "\"",
                    "\"\"",
                    ",",
                    ";",
                    "\t",
                    "\r",
                    "\n",
                    "\r\n",
                    "\0",
                    "=",
                    "'",
                    "sep=;\r\n",
                    "\uFEFF",
                    "\uFFFE",
                    "ü",
                    "external_learner_id",
                    "email",
                    "@",
                    "1.23E+11",
                    "01/02/2028 09:00",
                    "2028-06-30 23:59:00",
                    "2028-06-30T23:59:00+99:99",
                    "a@xn--.example",
                    "\u200B",
                    "😀",
                    "DATA-ANALYTICS",
                    "x".repeat(3_000))
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();

    @Test
    void a_spoilt_file_is_no_exception_and_what_is_told_of_it_has_its_words() throws IOException {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        List<byte[]> samples = samples();
        for (int file = 0; file < FILES; file++) {
            byte[] bytes = samples.get(random.nextInt(samples.size()));
            for (int times = random.nextInt(MOST_MUTATIONS); times >= 0; times--) {
                bytes = mutated(bytes, samples, random);
            }
            byte[] spoilt = bytes;
            try {
                // Checking looks for the words of each problem.
                Checking checking = assertTimeoutPreemptively(HANGS, () -> Checking.of(spoilt));
                switch (checking.outcome()) {
                    case CsvFile.Outcome.Read checked ->
                        assertThat(checking.rows()).hasSize(checked.rows()).isNotEmpty();
                    case CsvFile.Outcome.Refused refused -> {
                        assertThat(refused.problems()).isNotEmpty();
                        assertThat(refused.count())
                                .isGreaterThanOrEqualTo(refused.problems().size());
                    }
                    case CsvFile.Outcome.Stopped() -> throw new AssertionError("Nobody stopped it");
                }
            } catch (RuntimeException | AssertionError failure) {
                throw new AssertionError(
                        "File %d of -Dfuzz.seed=%d: %s".formatted(file, seed, Arrays.toString(spoilt)), failure);
            }
        }
    }

    private static List<byte[]> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/samples"))) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .map(file -> {
                        try {
                            return Files.readAllBytes(file);
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
    }

    private static byte[] mutated(byte[] bytes, List<byte[]> samples, Random random) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(40));
        byte[] before = Arrays.copyOf(bytes, from);
        byte[] range = Arrays.copyOfRange(bytes, from, to);
        byte[] after = Arrays.copyOfRange(bytes, to, bytes.length);
        byte[] rest = Arrays.copyOfRange(bytes, from, bytes.length);
        return switch (random.nextInt(8)) {
            case 0 -> joined(before, after);
            case 1 -> joined(before, range, range, after);
            case 2 -> joined(before, TELLING.get(random.nextInt(TELLING.size())), rest);
            case 3 -> joined(before, TELLING.get(random.nextInt(TELLING.size())), after);
            case 4 -> joined(before, new byte[] {(byte) random.nextInt(256)}, rest);
            case 5 -> joined(after, range, before);
            case 6 -> before;
            default -> {
                byte[] other = samples.get(random.nextInt(samples.size()));
                yield joined(before, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
            }
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
