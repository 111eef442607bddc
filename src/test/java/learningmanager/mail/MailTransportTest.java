package learningmanager.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Optional;
import learningmanager.base.EmailAddress;
import learningmanager.base.MailMessageId;
import learningmanager.mail.CaughtMail.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MailTransportTest {
    private static final MailCatcher CATCHER = MailCatcher.start(Clock.systemUTC());
    private static final MailTransport TRANSPORT = MailTransport.to(CATCHER.settings(), "learning-manager@localhost");
    private static final EmailAddress LEA = new EmailAddress("lea@example.org");

    @AfterAll
    static void close() {
        TRANSPORT.close();
        CATCHER.stop();
    }

    @Test
    void a_mail_arrives_as_it_was_written() {
        String text = "Grüß Gott – 学习\n\nhttp://localhost:8080/accept/abc.def\n";
        CaughtMail mail = sent(new Mail(
                "Hochschule Köln",
                LEA,
                Optional.of(new EmailAddress("manager@example.org")),
                "Einladung: „Data Analytics“",
                text,
                "<html><body><p>Grüß Gott</p></body></html>"));

        assertThat(mail.to()).isEqualTo("lea@example.org");
        assertThat(mail.subject()).isEqualTo("Einladung: „Data Analytics“");
        assertThat(mail.text().replace("\r\n", "\n").strip()).isEqualTo(text.strip());
        assertThat(mail.html().strip()).isEqualTo("<html><body><p>Grüß Gott</p></body></html>");
        assertThat(header(mail, "From")).isEqualTo("Hochschule Köln <learning-manager@localhost>");
        assertThat(header(mail, "Reply-To")).contains("manager@example.org");
        assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
    }

    @Test
    void the_message_id_is_the_same_for_every_attempt() {
        MailMessageId id = MailMessageId.next();
        TRANSPORT.send(id, LEA, mail("University", "Once"));
        TRANSPORT.send(id, LEA, mail("University", "Twice"));

        assertThat(CATCHER.messages().subList(0, 2))
                .extracting(mail -> header(mail, "Message-ID"))
                .containsOnly("<" + id + "@localhost>");
    }

    @Test
    void no_line_break_gets_into_a_header() {
        CaughtMail mail = sent(mail("University\r\nBcc: eve@example.org", "Hello\nX-Evil: 1\r\n\r\nBody\u2028end"));

        assertThat(mail.headers()).extracting(Header::name).doesNotContain("Bcc", "X-Evil");
        assertThat(mail.subject()).isEqualTo("Hello X-Evil: 1 Body end");
        assertThat(header(mail, "From")).contains("University Bcc: eve@example.org");
        assertThat(mail.text()).isEqualToIgnoringNewLines("Text");
    }

    @Test
    void an_internationalised_domain_is_sent_to_in_its_ascii_form() {
        TRANSPORT.send(MailMessageId.next(), new EmailAddress("lea@bücher.example"), mail("University", "Hello"));

        assertThat(CATCHER.messages().getFirst().to()).isEqualTo("lea@xn--bcher-kva.example");
    }

    @Test
    void the_catcher_keeps_the_newest_only() {
        for (int i = 0; i < MailCatcher.KEPT + 3; i++) {
            TRANSPORT.send(MailMessageId.next(), LEA, mail("University", "No " + i));
        }

        assertThat(CATCHER.messages()).hasSize(MailCatcher.KEPT);
        assertThat(CATCHER.messages().getFirst().subject()).isEqualTo("No " + (MailCatcher.KEPT + 2));
    }

    @Test
    void a_server_that_hangs_up_or_is_not_there_takes_no_mail() {
        ScriptedMailServer server = new ScriptedMailServer();
        try (MailTransport transport = MailTransport.to(settings(server), "learning-manager@localhost")) {
            assertThat(transport.send(MailMessageId.next(), LEA, mail("University", "Hello")))
                    .isInstanceOfSatisfying(
                            MailTransport.Unreachable.class,
                            unreachable -> assertThat(unreachable.answer()).contains("refused"));
            server.start();
            assertThat(transport.send(MailMessageId.next(), LEA, mail("University", "Hello")))
                    .isEqualTo(new MailTransport.Taken());
            server.stop();
            server.start();
            assertThat(transport.send(MailMessageId.next(), LEA, mail("University", "Hello again")))
                    .isEqualTo(new MailTransport.Taken());
            server.answer("lea@example.org", "421 4.3.2 Shutting down");
            assertThat(transport.send(MailMessageId.next(), LEA, mail("University", "Hello")))
                    .isEqualTo(new MailTransport.Unreachable("421 4.3.2 Shutting down"));
        } finally {
            server.stop();
        }
    }

    private static MailSettings settings(ScriptedMailServer server) {
        MailSettings catcher = CATCHER.settings();
        return new MailSettings(
                "127.0.0.1", server.port(), null, null, MailSettings.Security.NONE, null, catcher.timeout());
    }

    private static Mail mail(String senderName, String subject) {
        return new Mail(senderName, LEA, Optional.empty(), subject, "Text", "<p>Text</p>");
    }

    private static CaughtMail sent(Mail mail) {
        assertThat(TRANSPORT.send(MailMessageId.next(), mail.recipient(), mail)).isEqualTo(new MailTransport.Taken());
        return CATCHER.messages().getFirst();
    }

    private static String header(CaughtMail mail, String name) {
        return mail.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst()
                .orElse("");
    }
}
