package learningmanager.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import learningmanager.base.MailMessageId;
import org.springframework.context.ApplicationContext;

/** Sends at once, for the tests of what shows mails and for benchmarks. */
public final class MailsByHand {
    private MailsByHand() {}

    public static void send(ApplicationContext context, Mail mail) {
        MailTransport transport = context.getBean(MailTransport.class);
        try (MailConnection connection = transport.open()) {
            assertThat(transport.send(connection, MailMessageId.next(), mail.recipient(), mail))
                    .isEqualTo(new MailOutcome.Taken());
        }
    }

    /** Empties the outbox, by as many connections as are configured, until nothing is due or {@code goOn} says no. */
    public static void sendDue(ApplicationContext context, BooleanSupplier goOn) {
        context.getBean(MailDispatch.class).sendDue(goOn);
    }
}
