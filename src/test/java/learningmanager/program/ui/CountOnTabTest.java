package learningmanager.program.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import java.util.concurrent.CountDownLatch;
import learningmanager.base.ui.PagedGrid;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SPEC 7, "as fast at a million rows as at ten". */
class CountOnTabTest extends ViewTest {
    private final CountDownLatch counted = new CountDownLatch(1);
    private CountOnTab tab;

    @BeforeEach
    void a_tab_is_shown() {
        signIn("manager@example.org");
        tab = new CountOnTab();
        UI.getCurrent().add(tab);
    }

    @Test
    void very_many_are_counted_while_the_page_goes_on() {
        tab.tell(this::million);
        assertThat(tab.getText()).isEqualTo("10,000+");
        counted.countDown();
        eventually("1,000,000");
    }

    @Test
    void what_is_counted_for_another_page_meanwhile_is_not_told() {
        tab.tell(this::million);
        tab.tell(most -> 3);
        assertThat(tab.getText()).isEqualTo("3");
        tab.tell(most -> Math.min(most, 20_000));
        counted.countDown();
        eventually("20,000");
    }

    private int million(int most) {
        if (most <= PagedGrid.MANY + 1) {
            return most;
        }
        try {
            counted.await();
        } catch (InterruptedException goingDown) {
            Thread.currentThread().interrupt();
        }
        return 1_000_000;
    }

    private void eventually(String text) {
        await().pollInSameThread().untilAsserted(() -> {
            MockVaadin.clientRoundtrip(true);
            assertThat(tab.getText()).isEqualTo(text);
        });
    }
}
