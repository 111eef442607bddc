package learningmanager.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import learningmanager.invitation.AcceptanceService;
import learningmanager.invitation.InvitationService;
import learningmanager.invitation.Offer;
import learningmanager.invitation.Sending;
import learningmanager.testing.Invite;
import learningmanager.testing.ServiceTest;
import learningmanager.testing.SignIn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** SPEC 6 and 7: a mail can't be called back on its way, but its link can. */
@ServiceTest
class CancelWhileSendingTest {
    private static final String ALL = "select id as about from invitation";

    @Autowired
    Invite invite;

    @Autowired
    InvitationService invitations;

    @Autowired
    AcceptanceService acceptances;

    @Autowired
    MailService mails;

    @Autowired
    Outbox outbox;

    @Autowired
    ObjectProvider<MailWriter> writer;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void the_link_of_an_invitation_canceled_while_its_mail_is_being_sent_shows_canceled() {
        Sending.Sent sent = invited();
        ScriptedMailServer server = new ScriptedMailServer();
        server.start();
        try {
            server.hold(true);
            MailTransport transport = MailSettingsByHand.transportTo(server.port());
            MailDispatch dispatch =
                    new MailDispatch(outbox, transport, new ChunkSending(outbox, transport, writer, events));
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> dispatch.sendDue(() -> true));
            await().until(() -> server.held() == 1);

            invitations.cancel(
                    sent.invitation(),
                    Invite.run(invite.program("Data Analytics"), "DATA-ANALYTICS-2")
                            .value());
            server.hold(false);
            assertThat(sending).succeedsWithin(Duration.ofSeconds(20));

            assertThat(server.all())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.recipient()).isEqualTo("lea@example.com"));
            assertThat(acceptances.look(Invite.address(sent).substring("accept/".length())))
                    .isInstanceOf(Offer.Canceled.class);
            assertThat(statusOf(sent)).isEqualTo(DeliveryStatus.SENT);
        } finally {
            server.hold(false);
            server.stop();
        }
    }

    @Test
    void what_is_held_back_is_sent_when_it_goes_on_and_not_before() {
        invited();
        ScriptedMailServer server = new ScriptedMailServer();
        server.start();
        try {
            MailTransport transport = MailSettingsByHand.transportTo(server.port());
            MailDispatch dispatch =
                    new MailDispatch(outbox, transport, new ChunkSending(outbox, transport, writer, events));
            holdAll();
            dispatch.sendDue(() -> true);
            assertThat(server.all()).isEmpty();

            transaction.executeWithoutResult(status -> mails.goOnWithEach(ALL, Map.of()));
            dispatch.sendDue(() -> true);
            assertThat(server.all()).hasSize(1);
        } finally {
            server.stop();
        }
    }

    @Test
    void what_is_held_back_on_its_way_is_sent_all_the_same() {
        Sending.Sent sent = invited();
        Outbox.Claim claim = outbox.claimDue(10);
        holdAll();
        outbox.putDown(claim, Map.of(claim.messages().getFirst(), new Outbox.Result.Sent()));

        assertThat(statusOf(sent)).isEqualTo(DeliveryStatus.SENT);
    }

    @Test
    void what_is_held_back_and_was_put_off_meanwhile_goes_on_as_if_it_had_not_been_put_off() {
        Sending.Sent sent = invited();
        Outbox.Claim claim = outbox.claimDue(10);
        holdAll();
        outbox.putDown(
                claim, Map.of(claim.messages().getFirst(), new Outbox.Result.Later(Duration.ofHours(1), "450 Busy")));
        assertThat(statusOf(sent)).isEqualTo(DeliveryStatus.HELD);
        assertThat(outbox.claimDue(10).messages()).isEmpty();

        transaction.executeWithoutResult(status -> mails.goOnWithEach(ALL, Map.of()));
        assertThat(outbox.claimDue(10).messages()).singleElement().satisfies(message -> {
            assertThat(message.unanswered()).isZero();
            assertThat(message.putOffAt()).isEmpty();
        });
    }

    private Sending.Sent invited() {
        SignIn.as("manager@example.org");
        return invite.learner("EU-2001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
    }

    private DeliveryStatus statusOf(Sending.Sent sent) {
        return mails.deliveryOf(sent.invitation().value()).orElseThrow().status();
    }

    private void holdAll() {
        assertThat(transaction.<Integer>execute(status -> mails.holdEach(ALL, Map.of())))
                .isEqualTo(1);
    }
}
