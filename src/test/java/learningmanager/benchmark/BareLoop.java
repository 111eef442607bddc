package learningmanager.benchmark;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The least that reading and checking such a file takes: Commons CSV, a strict date, an e-mail check, look-ups of codes. It
 * guesses no encoding, bounds nothing, explains nothing and suggests nothing.
 */
final class BareLoop {
    private static final DateTimeFormatter EXPIRY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");
    private static final CSVFormat FORMAT =
            CSVFormat.Builder.create().setHeader().setSkipHeaderRecord(true).get();

    private final Map<String, UUID> programs;
    private final Map<String, UUID> runs;

    BareLoop(Map<String, UUID> programs, Map<String, UUID> runs) {
        this.programs = programs;
        this.runs = runs;
    }

    /** What a row comes to: null for what is wrong. */
    record Checked(
            CSVRecord cells,
            int row,
            @Nullable String learner,
            @Nullable String email,
            @Nullable UUID program,
            @Nullable UUID run,
            @Nullable Instant expiry) {
        boolean right() {
            return learner != null && email != null && program != null && run != null && expiry != null;
        }
    }

    interface Sink {
        void row(Checked row) throws Exception;
    }

    /** Gives each row to the sink; returns how many are right. */
    int read(Path file, Sink sink) throws Exception {
        int right = 0;
        Instant now = Instant.now();
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = FORMAT.parse(reader)) {
            int number = 0;
            for (CSVRecord cells : parser) {
                Checked row = check(cells, ++number, now);
                right += row.right() ? 1 : 0;
                sink.row(row);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return right;
    }

    private Checked check(CSVRecord cells, int number, Instant now) {
        String learner = cells.get(0).strip();
        String email = cells.get(1).strip();
        return new Checked(
                cells,
                number,
                learner.isEmpty() || learner.length() > 100 ? null : learner,
                EMAIL.matcher(email).matches() ? email : null,
                programs.get(cells.get(2).strip().toUpperCase(Locale.ROOT)),
                runs.get(cells.get(3).strip().toUpperCase(Locale.ROOT)),
                expiry(cells.get(4).strip(), now));
    }

    private static @Nullable Instant expiry(String text, Instant now) {
        try {
            Instant at = LocalDateTime.parse(text, EXPIRY).toInstant(ZoneOffset.UTC);
            return at.isAfter(now) ? at : null;
        } catch (DateTimeParseException wrong) {
            return null;
        }
    }
}
