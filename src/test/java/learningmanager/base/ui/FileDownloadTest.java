package learningmanager.base.ui;

import static com.github.mvysny.kaributesting.v10.BasicUtilsKt._fireDomEvent;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.fakeservlet.FakeResponse;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.internal.JacksonUtils;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.util.ArrayList;
import java.util.List;
import learningmanager.testing.Invite;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Files that pages hand out. */
class FileDownloadTest extends ViewTest {
    @Autowired
    Invite invite;

    @Autowired
    HikariDataSource connections;

    @BeforeEach
    void the_manager_is_at_a_runs_invitations() {
        signIn("manager@example.org");
        invite.learner("EU-2001", "ana.lima@example.org", "Data Analytics", "DATA-ANALYTICS-2");
        open("programs/" + invite.program("Data Analytics").id() + "/runs/all?tab=invitations");
    }

    @Test
    void a_file_comes_with_its_name_its_kind_and_its_size() {
        FakeResponse browser = download("Download CSV", new FakeResponse());
        assertThat(browser.getHeader("Content-Disposition")).contains("data-analytics-invitations.csv");
        assertThat(browser.getContentType()).isEqualTo("text/csv;charset=utf-8");
        assertThat(browser.getBufferAsString()).contains("EU-2001,ana.lima@example.org");
    }

    @Test
    void a_click_asks_the_session_first_and_fetches_the_file_then() {
        Anchor link = _get(Anchor.class, spec -> spec.withText("Download CSV"));

        _fireDomEvent(link, "click", JacksonUtils.createObjectNode().put("event.isTrusted", true));

        UI.getCurrent().getInternals().getStateTree().runExecutionsBeforeClientResponse();
        assertThat(UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations())
                .anyMatch(script -> script.getInvocation().getExpression().contains("this.click()")
                        && script.getOwner().equals(link.getElement().getNode()));
    }

    @Test
    void while_a_browser_takes_its_time_no_connection_to_the_database_waits_for_it() {
        SlowBrowser browser = download("Download CSV", new SlowBrowser());
        assertThat(browser.connectionsInUse).isNotEmpty().containsOnly(0);
    }

    private final class SlowBrowser extends FakeResponse {
        private final List<Integer> connectionsInUse = new ArrayList<>();

        @Override
        public ServletOutputStream getOutputStream() {
            return new ServletOutputStream() {
                @Override
                public void write(int one) {
                    connectionsInUse.add(connections.getHikariPoolMXBean().getActiveConnections());
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    write(0);
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setWriteListener(WriteListener listener) {}
            };
        }
    }
}
