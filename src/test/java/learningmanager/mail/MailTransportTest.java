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
    private static final MailTransport TRANSPORT = MailSettingsByHand.transportTo(CATCHER.port());
    private static final EmailAddress LEA = new EmailAddress("lea@example.org");

    private static final MailConnection CONNECTION = TRANSPORT.open();

    @AfterAll
    static void close() {
        CONNECTION.close();
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
        TRANSPORT.send(CONNECTION, id, LEA, mail("University", "Once"));
        TRANSPORT.send(CONNECTION, id, LEA, mail("University", "Twice"));

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
        TRANSPORT.send(
                CONNECTION, MailMessageId.next(), new EmailAddress("lea@bücher.example"), mail("University", "Hello"));

        assertThat(CATCHER.messages().getFirst().to()).isEqualTo("lea@xn--bcher-kva.example");
    }

    @Test
    void the_catcher_keeps_the_newest_only() {
        for (int i = 0; i < MailCatcher.KEPT + 3; i++) {
            TRANSPORT.send(CONNECTION, MailMessageId.next(), LEA, mail("University", "No " + i));
        }

        assertThat(CATCHER.messages()).hasSize(MailCatcher.KEPT);
        assertThat(CATCHER.messages().getFirst().subject()).isEqualTo("No " + (MailCatcher.KEPT + 2));
    }

    @Test
    void a_server_that_hangs_up_or_is_not_there_takes_no_mail() {
        ScriptedMailServer server = new ScriptedMailServer();
        MailTransport transport = MailSettingsByHand.transportTo(server.port());
        try (MailConnection connection = transport.open()) {
            assertThat(transport.send(connection, MailMessageId.next(), LEA, mail("University", "Hello")))
                    .isInstanceOfSatisfying(
                            MailOutcome.Unreachable.class,
                            unreachable -> assertThat(unreachable.answer()).contains("refused"));
            server.start();
            assertThat(transport.send(connection, MailMessageId.next(), LEA, mail("University", "Hello")))
                    .isEqualTo(new MailOutcome.Taken());
            server.stop();
            server.start();
            assertThat(transport.send(connection, MailMessageId.next(), LEA, mail("University", "Hello again")))
                    .isEqualTo(new MailOutcome.Taken());
            server.answer("lea@example.org", "421 4.3.2 Shutting down");
            assertThat(transport.send(connection, MailMessageId.next(), LEA, mail("University", "Hello")))
                    .isEqualTo(new MailOutcome.Unreachable("421 4.3.2 Shutting down"));
        } finally {
            server.stop();
        }
    }

    @Test
    void a_mail_handed_over_without_an_answer_is_in_doubt_and_not_sent_again_at_once() {
        ScriptedMailServer server = new ScriptedMailServer();
        server.start();
        MailTransport transport = MailSettingsByHand.transportTo(server.port());
        try (MailConnection connection = transport.open()) {
            transport.send(
                    connection, MailMessageId.next(), new EmailAddress("leo@example.org"), mail("University", "Hi"));
            server.hangUpInsteadOfAnswering(LEA.text());

            assertThat(transport.send(connection, MailMessageId.next(), LEA, mail("University", "Hello")))
                    .isInstanceOf(MailOutcome.Unanswered.class);
            assertThat(server.takenFor(LEA.text())).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void a_421_in_the_middle_of_an_older_connection_is_followed_by_a_new_one() {
        ScriptedMailServer server = new ScriptedMailServer();
        server.start();
        server.closeAfter(3);
        MailTransport transport = MailSettingsByHand.transportTo(server.port());
        try (MailConnection connection = transport.open()) {
            for (int i = 0; i < 10; i++) {
                assertThat(transport.send(connection, MailMessageId.next(), LEA, mail("University", "No " + i)))
                        .isEqualTo(new MailOutcome.Taken());
            }
            assertThat(server.takenFor(LEA.text())).hasSize(10);
            assertThat(server.connections()).isEqualTo(4);
        } finally {
            server.stop();
        }
    }

    private static Mail mail(String senderName, String subject) {
        return new Mail(senderName, LEA, Optional.empty(), subject, "Text", "<p>Text</p>");
    }

    private static CaughtMail sent(Mail mail) {
        assertThat(TRANSPORT.send(CONNECTION, MailMessageId.next(), mail.recipient(), mail))
                .isEqualTo(new MailOutcome.Taken());
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
