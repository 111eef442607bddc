package learningmanager.mail.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.NotFoundException;
import learningmanager.mail.MailCatcher;
import learningmanager.mail.MailsByHand;
import learningmanager.testing.Invite;
import learningmanager.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** SPEC 11: with a mail server of one's own there is no catcher, and nothing that would show its mails. */
@TestPropertySource(properties = "learning-manager.mail.host=127.0.0.1")
class NoSentMailTest extends ViewTest {
    @Autowired
    ObjectProvider<MailCatcher> catcher;

    @Autowired
    Invite invite;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationContext context;

    @Test
    void without_the_catcher_there_is_no_sent_mail_in_the_menu_nor_by_address() {
        assertThat(catcher).isEmpty();
        signIn("manager@example.org");
        assertThat(_find(SideNavItem.class))
                .extracting(SideNavItem::getLabel)
                .contains("Home")
                .doesNotContain("Sent mail");

        assertThatThrownBy(() -> open("sent-mail")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void while_no_mail_server_is_there_home_says_that_mails_wait_to_those_whose_mails_do() {
        signIn("manager@example.org");
        invite.learner("EU-2001", "ana.lima@example.org", "Data Analytics", "DATA-ANALYTICS-2");
        MailsByHand.sendDue(context, () -> true);
        open("invite");
        open("");
        assertThat(text()).contains("E-mails are waiting");

        jdbc.sql("update mail_message set status = 'DROPPED'").update();
        open("invite");
        open("");
        assertThat(text()).contains("Data Analytics").doesNotContain("E-mails are waiting");
    }
}
