package learningmanager.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import learningmanager.base.EmailAddress;
import learningmanager.base.Id;
import learningmanager.mail.Outbox.Claim;
import learningmanager.mail.Outbox.Result;
import learningmanager.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the outbox is emptied. Its mails here are about nothing, so that they are dropped when their turn comes. */
@ServiceTest
class MailDispatchTest {
    /** Never connected to. */
    private final MailTransport transport = MailSettingsByHand.transportTo(1);

    @Autowired
    ChunkSending chunks;

    @Autowired
    Outbox outbox;

    @Autowired
    JdbcClient jdbc;

    @Test
    void another_connection_takes_the_place_of_one_that_ended_while_there_is_much_to_send() {
        queue(800);
        List<Thread> workers = new CopyOnWriteArrayList<>();
        // The first goes on, as many others as there may be end at once.
        BooleanSupplier goOn = () -> {
            if (!workers.contains(Thread.currentThread())) {
                workers.add(Thread.currentThread());
            }
            int number = workers.indexOf(Thread.currentThread());
            return number == 0 || number >= transport.connections();
        };

        new MailDispatch(outbox, transport, chunks).sendDue(goOn);

        assertThat(queued()).isZero();
        assertThat(workers).hasSizeGreaterThan(transport.connections());
    }

    @Test
    void a_mail_deleted_on_its_way_keeps_no_other_from_being_put_down() {
        queue(2);
        Claim claim = outbox.claimDue(2);
        jdbc.sql("delete from mail_message where id = :id")
                .param("id", claim.messages().getFirst().id().value())
                .update();

        assertThat(outbox.putDown(
                        claim, claim.messages().stream().collect(Collectors.toMap(message -> message, message ->
                                (Result) new Result.Sent()))))
                .isEqualTo(Map.of());
        assertThat(queued()).isZero();
    }

    private void queue(int mails) {
        for (int i = 0; i < mails; i++) {
            outbox.add(new EmailAddress("learner" + i + "@example.org"), Id.nextValue(), Optional.empty());
        }
    }

    private int queued() {
        return jdbc.sql("select count(*) from mail_message where status = 'QUEUED'")
                .query(Integer.class)
                .single();
    }
}
