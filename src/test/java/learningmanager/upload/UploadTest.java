package learningmanager.upload;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import learningmanager.base.Parsed;
import learningmanager.base.UploadId;
import learningmanager.program.Program;
import learningmanager.program.ProgramService;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import learningmanager.testing.TestClock;
import learningmanager.upload.csv.Column;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.jdbc.JdbcTestUtils;

/** What the tests of uploads have in common: a signed-in manager with files. */
@ServiceTest
abstract class UploadTest {
    static final String HEADINGS = "external_learner_id,email,program_code,program_run_code,expiry_time\r\n";

    @Autowired
    UploadService uploads;

    @Autowired
    ReviewService review;

    @Autowired
    DraftEditService edits;

    @Autowired
    ProgramService programs;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void signIn() {
        SignIn.as("manager@example.org");
    }

    /** Corrects a cell as who sees what stands in it now. */
    Parsed<Correction> correct(UploadId id, int rowNo, Column column, String text) {
        String seen = review.row(id, rowNo).orElseThrow().cells().cell(column);
        return edits.correct(id, rowNo, column, seen, text);
    }

    /** The upload of a file that people send, once it is checked. */
    Upload sample(String name) {
        try (InputStream in = UploadTest.class.getResourceAsStream("/samples/" + name)) {
            Path file = Files.createTempFile("upload-test", ".csv");
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return check(name, file, Optional.empty());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The upload of a file with these lines below the headings, once it is checked. */
    Upload file(String... lines) {
        return check("file.csv", written(lines), Optional.empty());
    }

    Path written(String... lines) {
        try {
            Path file = Files.createTempFile("upload-test", ".csv");
            Files.writeString(
                    file,
                    HEADINGS + Stream.of(lines).map(line -> line + "\r\n").collect(Collectors.joining()),
                    StandardCharsets.UTF_8);
            return file;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Upload check(String name, Path file, Optional<UploadId> replaced) {
        UploadId id = uploads.check(programs.managedOrganisations().getFirst().id(), name, file, replaced)
                .orThrow();
        return checked(id);
    }

    Upload checked(UploadId id) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !"CHECKING"
                        .equals(jdbc.queryForObject(
                                "select state from upload where id = ?", String.class, id.value())));
        return uploads.find(id);
    }

    /** Each line with the codes of its errors. */
    TreeMap<Integer, List<String>> errors(Upload upload) {
        return problems(upload, false);
    }

    TreeMap<Integer, List<String>> warnings(Upload upload) {
        return problems(upload, true);
    }

    private TreeMap<Integer, List<String>> problems(Upload upload, boolean warnings) {
        return rows(upload, 0, 1_000).stream()
                .flatMap(row -> row.problems().stream())
                .filter(problem -> problem.warning() == warnings)
                .collect(Collectors.groupingBy(
                        RowProblem::line,
                        TreeMap::new,
                        Collectors.mapping(problem -> problem.refusal().code(), Collectors.toList())));
    }

    List<String> fileErrors(Upload upload) {
        return review.fileProblems(upload.id()).stream()
                .map(problem -> problem.refusal().code())
                .toList();
    }

    Program program(String title) {
        return programs.managed().stream()
                .filter(program -> program.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    List<ReviewRow> rows(Upload upload, int offset, int limit) {
        return review.rows(upload.id(), review.list(upload.id(), ReviewFilter.ALL), offset, limit);
    }

    int count(String table) {
        return JdbcTestUtils.countRowsInTable(jdbc, table);
    }
}
