package learningmanager.upload.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import learningmanager.base.UploadId;
import learningmanager.base.ui.Numbers;
import learningmanager.program.ProgramService;
import learningmanager.testing.ViewTest;
import learningmanager.upload.UploadService;
import learningmanager.upload.UploadState;
import org.awaitility.core.ThrowingRunnable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the tests of an upload's pages have in common: drafts, and pages that follow by themselves. */
abstract class UploadPageTest extends ViewTest {
    static final String HEADINGS = "external_learner_id,email,program_code,program_run_code,expiry_time";

    @Autowired
    UploadService uploads;

    @Autowired
    ProgramService programs;

    @Autowired
    JdbcClient jdbc;

    static String line(String learner) {
        return "%1$s,%1$s@example.com,DATA-ANALYTICS,DATA-ANALYTICS-2,2028-06-30 23:59:00".formatted(learner);
    }

    /** A file of whoever is signed in, once it is checked. */
    UploadId checked(String... lines) {
        UploadId id = uploads.check(
                        programs.managedOrganisations().getFirst().id(),
                        "learners.csv",
                        written(HEADINGS + "\r\n" + String.join("\r\n", lines)),
                        Optional.empty())
                .orThrow();
        await().atMost(Duration.ofSeconds(30)).until(() -> state(id) != UploadState.CHECKING);
        return id;
    }

    UploadState state(UploadId id) {
        return UploadState.valueOf(jdbc.sql("select state from upload where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single());
    }

    static Path written(String text) {
        try {
            return Files.writeString(Files.createTempFile("upload-page", ".csv"), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    /** Waits for what the server pushes to the page. */
    static void eventually(ThrowingRunnable seen) {
        await().pollInSameThread().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            MockVaadin.clientRoundtrip(true);
            seen.run();
        });
    }

    /** The browser answers to which cell the person went, as "index:COLUMN"; empty for no other than the page put it on. */
    static void keyboardIsOn(String cell) {
        answer("__chosen()", JsonNodeFactory.instance.stringNode(cell));
    }

    /** The browser answers what is asked of it by a script with this in it. */
    static void answer(String script, JsonNode answer) {
        UI.getCurrent().getInternals().getStateTree().runExecutionsBeforeClientResponse();
        UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations().stream()
                .filter(asked -> asked.getInvocation().getExpression().contains(script))
                .forEach(asked -> asked.complete(answer));
        MockVaadin.clientRoundtrip(false);
    }

    /** The number that stands with this label on the page; empty where there is none. */
    static Optional<String> number(String label) {
        return _find(Numbers.class).stream()
                .flatMap(numbers -> numbers.getChildren())
                .map(Div.class::cast)
                .filter(counted -> counted.getElement().getChild(1).getText().equals(label))
                .map(counted -> counted.getElement().getChild(0).getText())
                .findFirst();
    }
}
