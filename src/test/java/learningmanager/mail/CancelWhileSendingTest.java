package learningmanager.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
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

/** SPEC 6 and 7: a mail can't be called back on its way, but its link can. */
@ServiceTest
class CancelWhileSendingTest {
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

    @Test
    void the_link_of_an_invitation_canceled_while_its_mail_is_being_sent_shows_canceled() {
        SignIn.as("manager@example.org");
        Sending.Sent sent = invite.learner("EU-2001", "lea@example.com", "Data Analytics", "DATA-ANALYTICS-2");
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
            assertThat(mails.deliveryOf(sent.invitation().value()).orElseThrow().status())
                    .isEqualTo(DeliveryStatus.SENT);
        } finally {
            server.hold(false);
            server.stop();
        }
    }
}
