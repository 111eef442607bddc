package learningmanager.mail;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** When the outbox is emptied: right after something was queued, and every so often for what had to wait. */
@Configuration(proxyBeanMethods = false)
class MailTasks {
    static final TaskDescriptor<Void> SEND = TaskDescriptor.of("send-mail");
    private static final Duration SWEEP_PAUSE = Duration.ofSeconds(30);

    /** Not repeated when it fails: the sweep sees to what is left. */
    @Bean
    Task<Void> sendMail(MailDispatch dispatch) {
        return Tasks.oneTime(SEND)
                .onFailure((failed, operations) -> operations.remove())
                .execute((task, context) ->
                        dispatch.sendDue(() -> !context.getSchedulerState().isShuttingDown()));
    }

    @Bean
    Task<Void> sweepMail(MailDispatch dispatch) {
        return Tasks.recurring("sweep-mail", FixedDelay.of(SWEEP_PAUSE))
                .execute((task, context) ->
                        dispatch.sendDue(() -> !context.getSchedulerState().isShuttingDown()));
    }
}
