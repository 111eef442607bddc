package learningmanager.program.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import learningmanager.base.ProgramId;
import learningmanager.base.ui.PagedGrid;
import learningmanager.program.RunScope;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SPEC 7, "as fast at a million rows as at ten". */
class CountOnTabTest extends ViewTest {
    private static final RunScope MILLION = RunScope.allRuns(new ProgramId(UUID.randomUUID()));
    private static final RunScope MANY = RunScope.allRuns(new ProgramId(UUID.randomUUID()));
    private static final RunScope FEW = RunScope.allRuns(new ProgramId(UUID.randomUUID()));

    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private CountOnTab tab;

    @BeforeEach
    void a_tab_is_shown() {
        signIn("manager@example.org");
        tab = new CountOnTab(this::count);
        UI.getCurrent().add(tab);
    }

    @Test
    void very_many_are_counted_while_the_page_goes_on() {
        tab.tell(MILLION);
        assertThat(tab.getText()).isEqualTo("10,000+");
        mayEnd.countDown();
        eventually("1,000,000");
    }

    @Test
    void what_is_counted_for_another_page_meanwhile_is_not_told() {
        tab.tell(MILLION);
        tab.tell(FEW);
        assertThat(tab.getText()).isEqualTo("3");
        tab.tell(MANY);
        assertThat(tab.getText()).isEqualTo("10,000+");
        mayEnd.countDown();
        eventually("20,000");
    }

    private int count(RunScope run, int most) {
        if (run.equals(MILLION) && most > PagedGrid.MANY + 1) {
            try {
                mayEnd.await();
            } catch (InterruptedException goingDown) {
                Thread.currentThread().interrupt();
            }
        }
        return Math.min(most, Map.of(MILLION, 1_000_000, MANY, 20_000, FEW, 3).getOrDefault(run, 0));
    }

    private void eventually(String text) {
        await().pollInSameThread().untilAsserted(() -> {
            MockVaadin.clientRoundtrip(true);
            assertThat(tab.getText()).isEqualTo(text);
        });
    }
}
