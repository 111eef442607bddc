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
        await().pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .until(() -> VaadinSession.getCurrent().getPendingAccessQueue().size() == 2);
        UI.getCurrent().remove(page);
        MockVaadin.clientRoundtrip(false);

        assertThat(open).hasValue(1);
        assertThat(left).hasValue(0);
    }

    private Div follower(ProgramId topic, AtomicInteger refreshed) {
        Div page = new Div();
        UI.getCurrent().add(page);
        Follower.follow(page, changes, topic, refreshed::incrementAndGet);
        return page;
    }
}
