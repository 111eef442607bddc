package learningmanager.base.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.server.VaadinSession;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import learningmanager.base.Changes;
import learningmanager.base.NotFoundException;
import learningmanager.base.ProgramId;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages that follow what others do. */
class FollowerTest extends ViewTest {
    @Autowired
    Changes changes;

    @Test
    void a_page_that_was_left_before_its_turn_is_not_refreshed_any_more() {
        signIn("manager@example.org");
        ProgramId topic = ProgramId.next();
        AtomicInteger left = new AtomicInteger();
        AtomicInteger open = new AtomicInteger();
        Div page = follower(topic, left);
        follower(topic, open);

        changes.announce(topic);
        awaitRefreshes(2);
        UI.getCurrent().remove(page);
        MockVaadin.clientRoundtrip(false);

        assertThat(open).hasValue(1);
        assertThat(left).hasValue(0);
    }

    @Test
    void a_page_that_could_not_be_refreshed_once_goes_on_following() {
        signIn("manager@example.org");
        ProgramId topic = ProgramId.next();
        AtomicInteger refreshed = new AtomicInteger();
        VaadinSession.getCurrent().setErrorHandler(error -> {});
        follower(topic, () -> {
            if (refreshed.incrementAndGet() == 1) {
                throw new NotFoundException("what it shows, for a moment");
            }
        });

        for (int change = 1; change <= 2; change++) {
            changes.announce(topic);
            awaitRefreshes(1);
            MockVaadin.clientRoundtrip(true);
            assertThat(refreshed).hasValue(change);
        }
    }

    private static void awaitRefreshes(int number) {
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .until(() -> VaadinSession.getCurrent().getPendingAccessQueue().size() == number);
    }

    private Div follower(ProgramId topic, AtomicInteger refreshed) {
        return follower(topic, refreshed::incrementAndGet);
    }

    private Div follower(ProgramId topic, Runnable refresh) {
        Div page = new Div();
        UI.getCurrent().add(page);
        Follower.follow(page, changes, topic, refresh);
        return page;
    }
}
