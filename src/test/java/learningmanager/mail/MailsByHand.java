package learningmanager.mail;

import static org.assertj.core.api.Assertions.assertThat;

import learningmanager.base.MailMessageId;
import org.springframework.context.ApplicationContext;

/** Sends without the outbox, for the tests of what shows mails. */
public final class MailsByHand {
    private MailsByHand() {}

    public static void send(ApplicationContext context, Mail mail) {
        assertThat(context.getBean(MailTransport.class).send(MailMessageId.next(), mail.recipient(), mail))
                .isEqualTo(new MailTransport.Taken());
    }
}
