package learningmanager.mail.ui;

import static com.github.mvysny.kaributesting.v10.GridKt._get;
import static com.github.mvysny.kaributesting.v10.GridKt._size;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.IFrame;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.component.tabs.TabSheet;
import java.util.Optional;
import learningmanager.base.EmailAddress;
import learningmanager.mail.CaughtMail;
import learningmanager.mail.Mail;
import learningmanager.mail.MailsByHand;
import learningmanager.security.AccountService;
import learningmanager.testing.SignIn;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class SentMailViewTest extends ViewTest {
    private static final String LINK = "http://localhost:8080/accept/abc.def";

    @Autowired
    ApplicationContext context;

    @Autowired
    AccountService accounts;

    @BeforeEach
    void somebody_is_signed_in() {
        SignIn.up(new EmailAddress("reader@example.org"), "Reader", "a long password");
        signIn("reader@example.org");
    }

    @Test
    void everybody_signed_in_has_it_in_the_menu() {
        assertThat(_find(SideNavItem.class)).extracting(SideNavItem::getLabel).contains("Sent mail");
    }

    @Test
    void the_newest_mail_is_first_and_shows_both_its_forms_when_chosen() {
        send("First");
        send("Second");
        open("sent-mail");

        assertThat(newest().subject()).isEqualTo("Second");
        list().select(newest());

        assertThat(text()).contains("Second", "lea@example.org", "Example University <learning-manager@localhost>");
        assertThat(_get(IFrame.class).getSrcdoc().orElseThrow())
                .contains("<base target=\"_blank\">", "<a href=\"" + LINK + "\">");
        _get(TabSheet.class).setSelectedIndex(1);
        assertThat(_get(PlainText.class).getChildren().filter(Anchor.class::isInstance))
                .extracting(link -> ((Anchor) link).getHref())
                .containsExactly(LINK);
    }

    @Test
    void a_mail_that_arrives_shows_without_refreshing() {
        send("Before");
        open("sent-mail");
        send("While open");

        await().pollInSameThread().atMost(10, SECONDS).untilAsserted(() -> {
            MockVaadin.clientRoundtrip(false);
            assertThat(newest().subject()).isEqualTo("While open");
        });
    }

    @Test
    void the_chosen_mail_stays_chosen_when_another_arrives() {
        send("Chosen");
        open("sent-mail");
        list().select(newest());
        send("Next");
        press("Refresh");

        assertThat(newest().subject()).isEqualTo("Next");
        assertThat(list().asSingleSelect().getValue().subject()).isEqualTo("Chosen");
    }

    @Test
    void the_frame_of_a_mail_stands_inside_of_what_its_tab_shows() {
        send("Hello");
        open("sent-mail");
        list().select(newest());

        TabSheet parts = _get(TabSheet.class);
        assertThat(parts.getComponent(parts.getTabAt(0))).isNotInstanceOf(IFrame.class);
    }

    private void send(String subject) {
        MailsByHand.send(
                context,
                new Mail(
                        "Example University",
                        new EmailAddress("lea@example.org"),
                        Optional.empty(),
                        subject,
                        "Accept here:\n" + LINK + "\n",
                        "<html><head><title>Hello</title></head><body><a href=\"" + LINK
                                + "\">Accept</a></body></html>"));
    }

    private static CaughtMail newest() {
        assertThat(_size(list())).isPositive();
        return _get(list(), 0);
    }

    @SuppressWarnings("unchecked")
    private static Grid<CaughtMail> list() {
        return _get(Grid.class);
    }
}
