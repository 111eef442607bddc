package learningmanager.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import learningmanager.base.EmailAddress;
import learningmanager.base.Id;
import learningmanager.base.MailMessageId;
import learningmanager.mail.Outbox.Claim;
import learningmanager.mail.Outbox.Queued;
import learningmanager.mail.Outbox.Result;
import learningmanager.testing.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SPEC 6: a mailbox on a real IMAP server is read for what came back. */
@ServiceTest
class ReadBouncesTest {
    @Autowired
    Outbox outbox;

    @Autowired
    Deliveries deliveries;

    @Autowired
    JdbcClient jdbc;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private final UUID about = Id.nextValue();
    private final List<Set<UUID>> told = new ArrayList<>();
    private GreenMailUser mailbox;

    @BeforeEach
    void there_is_a_mailbox() {
        server.start();
        mailbox = server.setUser("bounces@example.org", "bounces", "secret");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void a_mail_that_came_back_is_bounced_with_the_servers_words_and_told_of_once() throws Exception {
        MailMessageId id = sent();
        deliver(refusalOf(id));

        BounceReading reading = reading(false);
        reading.read();
        assertThat(deliveries.latest(about)).hasValueSatisfying(delivery -> {
            assertThat(delivery.status()).isEqualTo(DeliveryStatus.BOUNCED);
            assertThat(delivery.answer()).hasValue("550 5.1.1 No such user here");
            assertThat(delivery.sentAt()).isPresent();
        });
        assertThat(told).containsExactly(Set.of(about));

        deliver(refusalOf(id));
        reading.read();
        reading(false).read();
        assertThat(told).hasSize(1);
    }

    @Test
    void a_mail_with_an_envelope_address_of_its_own_is_recognised_by_that() throws Exception {
        MailMessageId id = sent();
        deliver(report(
                "failed", "smtp; 552 Mailbox full", "Subject: nothing else is left", "bounces+" + id + "@example.org"));

        reading(true).read();

        assertThat(status()).isEqualTo(DeliveryStatus.BOUNCED);
    }

    @Test
    void a_report_that_a_mail_is_late_changes_nothing() throws Exception {
        MailMessageId id = sent();
        deliver(report(
                "delayed", "smtp; 451 Try later", "Message-ID: <" + id + "@example.org>", "bounces@example.org"));

        reading(false).read();

        assertThat(status()).isEqualTo(DeliveryStatus.SENT);
        assertThat(told).isEmpty();
    }

    @Test
    void other_mail_in_the_mailbox_changes_nothing_and_is_left_as_it_is() throws Exception {
        MailMessageId id = sent();
        deliver("From: lea@example.org\r\nTo: bounces@example.org\r\nSubject: Re: <" + id
                + "@example.org> failed\r\n\r\nHello\r\n");
        deliver(report(
                "failed", "smtp; 550 Not ours", "Message-ID: <somebody-elses@example.net>", "bounces@example.org"));
        deliver(
                "Content-Type: multipart/report; boundary=x\r\nSubject: broken\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n");

        reading(false).read();

        assertThat(status()).isEqualTo(DeliveryStatus.SENT);
        assertThat(server.getReceivedMessages()).hasSize(3).noneMatch(ReadBouncesTest::isSeen);
    }

    @Test
    void what_was_read_is_not_read_again_and_what_is_new_is() throws Exception {
        MailMessageId id = sent();
        deliver("Subject: first\r\n\r\nHello\r\n");
        reading(false).read();
        assertThat(lastRead()).isEqualTo(1);

        deliver(refusalOf(id));
        reading(false).read();
        assertThat(lastRead()).isEqualTo(2);
        assertThat(status()).isEqualTo(DeliveryStatus.BOUNCED);
        reading(false).read();
        assertThat(lastRead()).isEqualTo(2);
    }

    @Test
    void a_mail_that_never_left_cannot_come_back() throws Exception {
        MailMessageId id = outbox.add(new EmailAddress("lea@example.org"), about, Optional.empty());
        deliver(report("failed", "smtp; 550 forged", "Message-ID: <" + id + "@example.org>", "bounces@example.org"));

        reading(false).read();

        assertThat(status()).isEqualTo(DeliveryStatus.QUEUED);
    }

    @Test
    void a_mail_that_was_given_up_in_doubt_and_came_back_did_not_arrive() throws Exception {
        MailMessageId id = sent();
        jdbc.sql("update mail_message set status = 'FAILED', sent_at = null, unanswered = 3 where id = :id")
                .param("id", id.value())
                .update();
        deliver(refusalOf(id));

        reading(false).read();

        assertThat(status()).isEqualTo(DeliveryStatus.BOUNCED);
    }

    @Test
    void a_mailbox_that_is_away_is_read_the_next_time() {
        sent();
        BounceReading reading = reading(false);
        server.stop();

        reading.read();

        assertThat(status()).isEqualTo(DeliveryStatus.SENT);
    }

    @Test
    void a_mailbox_that_goes_away_in_the_midst_of_a_message_is_read_from_there_the_next_time() throws Exception {
        MailMessageId id = sent();
        deliver("Subject: first\r\n\r\nHello\r\n");
        deliver(refusalOf(id));
        try (CutConnection cut = new CutConnection(server.getImap().getPort(), "FETCH 2 (BODY")) {
            reading(false, cut.port()).read();
        }
        assertThat(status()).isEqualTo(DeliveryStatus.SENT);
        assertThat(lastRead()).isEqualTo(1);

        reading(false).read();
        assertThat(status()).isEqualTo(DeliveryStatus.BOUNCED);
    }

    @Test
    void a_message_at_which_the_mailbox_always_goes_away_keeps_no_other_from_being_read() throws Exception {
        MailMessageId id = sent();
        deliver("Subject: first\r\n\r\nHello\r\n");
        deliver(refusalOf(id));
        try (CutConnection cut = new CutConnection(server.getImap().getPort(), "FETCH 1 (BODY")) {
            BounceReading reading = reading(false, cut.port());
            reading.read();
            reading.read();
            assertThat(lastRead()).isEqualTo(1);
            reading.read();
        }
        assertThat(status()).isEqualTo(DeliveryStatus.BOUNCED);
    }

    private MailMessageId sent() {
        MailMessageId id = outbox.add(new EmailAddress("lea@example.org"), about, Optional.empty());
        Claim claim = outbox.claimDue(10);
        Queued message = claim.messages().getFirst();
        outbox.putDown(claim, Map.of(message, new Result.Sent()));
        return id;
    }

    private BounceReading reading(boolean verp) {
        return reading(verp, server.getImap().getPort());
    }

    private BounceReading reading(boolean verp, int port) {
        MailSettings settings = MailSettingsByHand.of(
                "from",
                "invitations@example.org",
                "envelope-sender",
                "bounces@example.org",
                "bounces.verp",
                verp,
                "timeout",
                "5s",
                "bounces.host",
                "127.0.0.1",
                "bounces.port",
                port,
                "bounces.security",
                "none",
                "bounces.username",
                "bounces",
                "bounces.password",
                "secret");
        BounceMailbox place =
                new BounceMailbox(settings.bounces(), settings, Sender.of(settings, "localhost"), Optional.empty());
        return new BounceReading(place, outbox, jdbc, event -> told.add(((DeliveryChanged) event).about()));
    }

    private void deliver(String message) throws Exception {
        mailbox.deliver(new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8))));
    }

    private static boolean isSeen(MimeMessage message) {
        try {
            return message.isSet(Flags.Flag.SEEN);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private DeliveryStatus status() {
        return deliveries.latest(about).orElseThrow().status();
    }

    private int lastRead() {
        return jdbc.sql("select last_uid from mail_bounce_place")
                .query(Integer.class)
                .single();
    }

    private static String refusalOf(MailMessageId id) {
        return report(
                "failed",
                "smtp; 550 5.1.1 No such user here",
                "Message-ID: <" + id + "@example.org>",
                "bounces@example.org");
    }

    /** As Postfix writes them. */
    private static String report(String action, String diagnostic, String originalHeader, String to) {
        return """
                From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
                To: %s
                Subject: Undelivered Mail Returned to Sender
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Description: Notification
                Content-Type: text/plain; charset=us-ascii

                I'm sorry to have to inform you that your message could not be delivered.

                --b1
                Content-Description: Delivery report
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.net
                Arrival-Date: Mon, 1 Mar 2027 09:00:00 +0000 (UTC)

                Final-Recipient: rfc822; lea@example.org
                Action: %s
                Status: 5.1.1
                Diagnostic-Code: %s

                --b1
                Content-Description: Undelivered Message Headers
                Content-Type: text/rfc822-headers

                From: invitations@example.org
                %s

                --b1--
                """.formatted(to, action, diagnostic, originalHeader).replace("\n", "\r\n");
    }
}
