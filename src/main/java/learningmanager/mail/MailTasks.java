package learningmanager.mail;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Has the outbox emptied right after something was queued, by whichever node is first; the others join in ({@link MailWatch}).
 * Where it is configured, one node at a time reads what came back.
 */
@Configuration(proxyBeanMethods = false)
class MailTasks {
    static final TaskDescriptor<Void> SEND = TaskDescriptor.of("send-mail");

    /** Not repeated when it fails: the watch sees to what is left. */
    @Bean
    Task<Void> sendMail(MailDispatch dispatch) {
        return Tasks.oneTime(SEND)
                .onFailure((failed, operations) -> operations.remove())
                .execute((task, context) ->
                        dispatch.sendDue(() -> !context.getSchedulerState().isShuttingDown()));
    }

    @Bean
    @ConditionalOnProperty("learning-manager.mail.bounces.host")
    Task<Void> readBounces(
            MailSettings settings,
            Sender sender,
            Outbox outbox,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Optional<SslBundles> bundles) {
        BounceMailbox mailbox =
                new BounceMailbox(settings.bounces(), settings, sender, MailConfiguration.trusting(settings, bundles));
        BounceReading reading = new BounceReading(mailbox, outbox, jdbc, events);
        return Tasks.recurring("read-bounces", FixedDelay.of(settings.bounces().every()))
                .execute((task, context) -> reading.read());
    }
}
