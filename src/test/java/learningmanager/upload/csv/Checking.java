package learningmanager.upload.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import learningmanager.base.Code;
import learningmanager.base.ProgramId;
import learningmanager.base.ProgramRunId;
import learningmanager.csv.CsvFile;
import learningmanager.csv.Limits;
import learningmanager.csv.Severity;

/** One file checked against the sample data's codes, with all that was told. */
record Checking(CsvFile.Outcome outcome, List<CheckedRow> rows) {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String HEADINGS = "external_learner_id,email,program_code,program_run_code,expiry_time\r\n";
    static final String GOOD = "EU-1,a@example.org,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00\r\n";

    /** What the manager of Example University may invite to (SPEC 11). */
    static final KnownCodes CODES = KnownCodes.of(
            List.of(
                    program("DATA-ANALYTICS", run("DATA-ANALYTICS-1", false), run("DATA-ANALYTICS-2", true)),
                    program(
                            "BSC-COMPUTING",
                            run("BSC-COMPUTING-2027A", true),
                            run("BSC-COMPUTING-2027B", true),
                            run("BSC-COMPUTING-2027C", true)),
                    program("EMPTY-ONE")),
            Optional.empty());

    static KnownProgram program(String code, KnownRun... runs) {
        return new KnownProgram(ProgramId.next(), new Code(code), false, List.of(runs));
    }

    static KnownRun run(String code, boolean open) {
        return new KnownRun(ProgramRunId.next(), new Code(code), open);
    }

    static Checking ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Checking of(byte[] bytes) {
        return of(bytes, Limits.defaults());
    }

    static Checking of(byte[] bytes, Limits limits) {
        try {
            Path file = Files.createTempFile("check", ".csv");
            try {
                Files.write(file, bytes);
                return of(file, limits);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Checking of(Path file, Limits limits) throws IOException {
        List<CheckedRow> rows = new ArrayList<>();
        CsvFile.Outcome outcome = CsvCheck.check(file, CODES, NOW, limits, new CsvCheck.Sink() {
            @Override
            public void row(CheckedRow row) {
                rows.add(row);
            }

            @Override
            public void progress(long bytesRead, long bytesTotal, int rowsRead) {
                assertThat(bytesRead).isLessThanOrEqualTo(bytesTotal);
            }

            @Override
            public boolean stopped() {
                return false;
            }
        });
        Checking checking = new Checking(outcome, rows);
        checking.rows.forEach(row -> {
            row.problems().forEach(problem -> ProblemTexts.assertTold(problem.refusal()));
            assertThat(row.problems().stream()
                            .filter(problem -> problem.severity() == Severity.ERROR)
                            .map(Problem::column))
                    .as("Per cell one error")
                    .doesNotHaveDuplicates();
        });
        if (outcome instanceof CsvFile.Outcome.Refused refused) {
            refused.problems().forEach(problem -> ProblemTexts.assertTold(problem.refusal()));
        }
        return checking;
    }

    static Checking ofSample(String name) {
        try (InputStream in = Objects.requireNonNull(Checking.class.getResourceAsStream("/samples/" + name))) {
            return of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of one row with these cells. */
    static Checking ofRow(String cells) {
        return ofText(HEADINGS + cells + "\r\n");
    }

    CsvFile.Outcome.Read checked() {
        assertThat(outcome).isInstanceOf(CsvFile.Outcome.Read.class);
        return (CsvFile.Outcome.Read) outcome;
    }

    CsvFile.Outcome.Refused refused() {
        assertThat(outcome).isInstanceOf(CsvFile.Outcome.Refused.class);
        return (CsvFile.Outcome.Refused) outcome;
    }

    /** What the file is refused for: "line code arguments → suggestion". */
    List<String> fileProblems() {
        return refused().problems().stream()
                .map(problem -> problem.line() + " " + ProblemTexts.brief(problem.refusal()))
                .toList();
    }

    /** What is wrong with rows: "line column code arguments → suggestion"; warnings begin with "warning". */
    List<String> problems() {
        checked();
        return rows.stream()
                .flatMap(row -> row.problems().stream()
                        .map(problem -> (problem.severity() == Severity.WARNING ? "warning " : "")
                                + row.row().line() + " "
                                + problem.column().map(Column::heading).orElse("") + " "
                                + ProblemTexts.brief(problem.refusal())))
                .toList();
    }
}
