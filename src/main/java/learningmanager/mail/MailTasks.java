package learningmanager.mail;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the outbox emptied right after something was queued, by whichever node is first; the others join in ({@link MailWatch}). */
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
}
