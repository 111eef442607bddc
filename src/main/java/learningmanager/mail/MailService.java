package learningmanager.mail;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import learningmanager.base.EmailAddress;
import learningmanager.base.Id;
import learningmanager.base.MailMessageId;
import learningmanager.base.ProgramId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Takes messages to be sent. They are queued in the transaction of whoever queues them, so that what they are about and they
 * are there both or not at all, and are written and sent once it has committed.
 *
 * <p>Asks for no permission: it is for the features that queue mails, and those ask.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class MailService {
    private final Outbox outbox;
    private final Deliveries deliveries;
    private final SchedulerClient scheduler;
    private final ApplicationEventPublisher events;

    MailService(Outbox outbox, Deliveries deliveries, SchedulerClient scheduler, ApplicationEventPublisher events) {
        this.outbox = outbox;
        this.deliveries = deliveries;
        this.scheduler = scheduler;
        this.events = events;
    }

    /**
     * Queues one message that no program has to do with.
     *
     * @param about what {@link MailWriter} is asked for when it is sent
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    public MailMessageId queue(EmailAddress recipient, UUID about) {
        return queue(recipient, about, Optional.empty());
    }

    /** As {@link #queue(EmailAddress, UUID)}, of a message of that program ({@link #anyWaits}). */
    public MailMessageId queue(EmailAddress recipient, UUID about, ProgramId program) {
        return queue(recipient, about, Optional.of(program));
    }

    private MailMessageId queue(EmailAddress recipient, UUID about, Optional<ProgramId> program) {
        MailMessageId id = outbox.add(recipient, about, program);
        sendSoonAfterCommit();
        return id;
    }

    /**
     * Queues a message for each row of a query, in one statement.
     *
     * @param select gives the columns {@code about} (uuid), {@code recipient} (an address that was checked) and {@code program_id}
     * @param parameters the query's named parameters
     * @return how many messages
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    public int queueEach(String select, Map<String, ?> parameters) {
        return queueEach(select, parameters, false);
    }

    /** As {@link #queueEach}, of messages that remind of earlier ones: whoever writes them finds it with them (mail_message). */
    public int queueEachReminder(String select, Map<String, ?> parameters) {
        return queueEach(select, parameters, true);
    }

    private int queueEach(String select, Map<String, ?> parameters, boolean reminders) {
        int queued = outbox.addEach(select, parameters, reminders);
        if (queued > 0) {
            sendSoonAfterCommit();
        }
        return queued;
    }

    /**
     * Takes back what is still queued about something. What is on its way at this moment can't be, and is shown as sent.
     *
     * @return how many messages
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    public int withdraw(UUID about) {
        int withdrawn = outbox.drop(about);
        if (withdrawn > 0) {
            afterCommit(() -> events.publishEvent(new DeliveryChanged(Set.of(about))));
        }
        return withdrawn;
    }

    /**
     * Takes back what is still queued about each of many things, in one statement. There is no {@link DeliveryChanged} for each
     * of them: who withdraws so many at once tells of it at once.
     *
     * @param select gives the column {@code about} (uuid), each once
     * @param parameters the query's named parameters
     * @return how many messages
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    public int withdrawEach(String select, Map<String, ?> parameters) {
        return outbox.dropEach(select, parameters);
    }

    /**
     * Keeps what is queued about each of many things from being sent, in one statement, until {@link #goOnWithEach}. What is on its
     * way at this moment can't be kept, and is shown as sent.
     *
     * @param select gives the column {@code about} (uuid), each once
     * @param parameters the query's named parameters
     * @return how many messages
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    public int holdEach(String select, Map<String, ?> parameters) {
        return outbox.holdEach(select, parameters);
    }

    /** Queues again what {@link #holdEach} held back; as for it. */
    public int goOnWithEach(String select, Map<String, ?> parameters) {
        int queued = outbox.goOnWithEach(select, parameters);
        if (queued > 0) {
            sendSoonAfterCommit();
        }
        return queued;
    }

    /**
     * Takes the recipients out of messages, and the servers' words, which repeat them: they stay counted.
     *
     * @param select gives the column {@code about} (uuid), each once
     * @param parameters the query's named parameters
     */
    public void forgetRecipients(String select, Map<String, ?> parameters) {
        outbox.forgetRecipients(select, parameters);
    }

    /** Whether any message of these programs has yet to go out, however many of others do; what was stopped does not wait. */
    public boolean anyWaits(List<ProgramId> programs) {
        return !programs.isEmpty() && deliveries.anyWaits(programs);
    }

    /** Where the latest message about something stands, or none when there never was one. */
    @Transactional(readOnly = true)
    public Optional<Delivery> deliveryOf(UUID about) {
        return deliveries.latest(about);
    }

    /**
     * One task a transaction, with a name of its own: one of a fixed name could be running already, past the point of seeing
     * these messages.
     */
    private void sendSoonAfterCommit() {
        boolean scheduled = TransactionSynchronizationManager.getSynchronizations().stream()
                .anyMatch(SendingScheduled.class::isInstance);
        if (!scheduled) {
            scheduler.schedule(
                    MailTasks.SEND.instance(Id.nextValue().toString()).build(), Instant.now());
            TransactionSynchronizationManager.registerSynchronization(new SendingScheduled());
        }
    }

    private static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    /** Marks the transaction that has scheduled the sending of its messages. */
    private record SendingScheduled() implements TransactionSynchronization {}
}
