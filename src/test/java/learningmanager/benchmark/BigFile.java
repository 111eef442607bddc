package learningmanager.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;

/** Files as managers send them, of any size. */
final class BigFile {
    private static final String HEADINGS = "external_learner_id,email,program_code,program_run_code,expiry_time\r\n";

    /** One row in so many has a mistake, where the file is to have some. */
    private static final int MISTAKES = 100;

    private BigFile() {}

    /** All rows can be sent: learners that are in no other file with another prefix. */
    static Path withoutMistakes(Path folder, String prefix, int rows) throws IOException {
        return write(folder, prefix, rows, Integer.MAX_VALUE);
    }

    /** One row in a hundred has a mistake, of five kinds in turn; one of them is a learner's second row for the same run. */
    static Path withMistakes(Path folder, String prefix, int rows) throws IOException {
        return write(folder, prefix, rows, MISTAKES);
    }

    /** As small as that, with the same five kinds. */
    static Path ofHundredWithMistakes(Path folder, String prefix) throws IOException {
        return write(folder, prefix, 100, 20);
    }

    /** A thousand rows, all over the file, have the same wrong program code. */
    static Path withOneMistakeInThousandRows(Path folder, String prefix, int rows) throws IOException {
        int oneIn = rows / 1_000;
        return write(folder, prefix, rows, row -> row % oneIn == 0 ? 1 : -1);
    }

    private static Path write(Path folder, String prefix, int rows, int oneIn) throws IOException {
        return write(folder, prefix, rows, row -> row % oneIn == 0 ? row / oneIn % 5 : -1);
    }

    private static Path write(Path folder, String prefix, int rows, IntUnaryOperator mistake) throws IOException {
        Path file = Files.createTempFile(folder, "rows-", ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(HEADINGS);
            for (int row = 1; row <= rows; row++) {
                out.write(line(prefix, row, mistake.applyAsInt(row)));
            }
        }
        return file;
    }

    private static String line(String prefix, int row, int mistake) {
        int learner = 10_000_000 + (mistake == 4 ? row - 1 : row);
        return "%1$s-%2$d,%1$s.learner%2$d%3$s,%4$s,%5$s,%6$s\r\n"
                .formatted(
                        prefix,
                        learner,
                        mistake == 0 ? ".example.com" : "@example.com",
                        mistake == 1 ? "DATA-ANALYTIC" : "DATA-ANALYTICS",
                        mistake == 2 ? "DATA-ANALYTICS2" : "DATA-ANALYTICS-2",
                        mistake == 3 ? "2028-02-30 23:59:00" : "2028-%02d-28 23:59:00".formatted(row % 12 + 1));
    }
}
